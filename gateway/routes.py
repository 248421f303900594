"""Every address that is served, with what it takes and gives."""

from __future__ import annotations

from gateway import problems as p
from gateway import shapes
from gateway.handlers import (
    chat,
    description,
    operations,
    pages,
    push,
    slack,
    socket,
    telegram,
    understand,
    webhook,
    widget,
)
from gateway.people_routes import PEOPLE
from gateway.routing import Route
from gateway.travel_routes import TRAVEL

PUSH_LIMIT = 4 * 1024 * 1024

ROUTES = (
    Route(
        "POST",
        "/api/chat",
        chat.chat,
        "Say something",
        {200: shapes.ChatAnswer},
        body=shapes.ChatBody,
        problems=(
            p.MALFORMED,
            p.UNKNOWN_CONVERSATION,
            p.UNKNOWN_CHOICE,
            p.USED_CHOICE,
            p.EXPIRED_CHOICE,
            p.TOO_LARGE,
            p.INVALID,
            p.TOO_MANY,
            p.UNAVAILABLE,
        ),
        session="known",
    ),
    Route(
        "GET",
        "/api/chat/{conversation}",
        chat.history,
        "Read what was said",
        {200: shapes.History, 304: "not modified"},
        query=shapes.HistoryPage,
        problems=(p.UNKNOWN_CONVERSATION, p.INVALID),
        session="known",
    ),
    Route(
        "GET",
        "/api/chat/{conversation}/socket",
        socket.socket,
        "Follow a conversation over a web socket",
        {101: "web socket"},
        problems=(p.UNKNOWN_CONVERSATION, p.NO_WEB_SOCKET, p.TOO_MANY_SOCKETS),
        session="known",
    ),
    Route(
        "POST",
        "/api/understand",
        understand.understand,
        "Read a single sentence",
        {200: shapes.Understanding},
        body=shapes.UnderstandBody,
        key="optional",
        problems=(p.MALFORMED, p.TOO_LARGE, p.INVALID, p.TOO_MANY, p.UNAVAILABLE),
    ),
    *TRAVEL,
    Route(
        "POST",
        "/api/channels/webhook",
        webhook.webhook,
        "Say something for a user of another program",
        {200: shapes.WebhookAnswer, 202: shapes.WebhookAnswer},
        body=shapes.WebhookBody,
        problems=(
            p.MALFORMED,
            p.WRONG_SIGNATURE,
            p.UNKNOWN_CONVERSATION,
            p.UNKNOWN_CHOICE,
            p.USED_CHOICE,
            p.EXPIRED_CHOICE,
            p.TOO_LARGE,
            p.INVALID,
            p.TOO_MANY,
            p.UNAVAILABLE,
        ),
        key="needed",
        guard=webhook.signed,
        headers=webhook.HEADERS,
        calls_back=shapes.Callback,
    ),
    *PEOPLE,
    Route("GET", "/api/widget.json", widget.widget_settings, "What the widget shows", {200: shapes.WidgetAnswer}),
    Route("GET", "/healthz", operations.healthz, "Is the gateway alive", {200: shapes.Alive}),
    Route(
        "GET",
        "/readyz",
        operations.readyz,
        "Is every part ready",
        {200: shapes.Readiness, 503: shapes.Readiness},
    ),
    Route("GET", "/metrics", operations.metrics, "Figures for Prometheus", {200: "text/plain"}),
    Route("GET", "/api/openapi.json", description.openapi, "This description", {200: "application/json"}),
    Route(
        "GET", "/api/schema/reply.json", description.reply_schema, "Schema of a reply", {200: "application/schema+json"}
    ),
    Route("GET", "/api/docs", pages.docs, "This description, rendered", {200: "text/html"}),
    Route("GET", "/", pages.index, "The page that chats", {200: "text/html"}, described=False),
    Route("GET", "/widget.js", pages.loader, "The widget", {200: "text/javascript"}, described=False),
    Route("GET", r"/widget/assets/{name:[\w-]+(\.\w+)+}", pages.asset, "A part of the widget", described=False),
    Route("POST", "/channels/telegram", telegram.telegram, "Updates of Telegram", described=False),
    Route("POST", "/channels/slack", slack.slack, "Events of Slack", described=False),
    Route("POST", "/internal/push", push.push, "Late answers", body=shapes.Pushed, limit=PUSH_LIMIT, described=False),
)
