"""Every address that is served, with what it takes and gives."""

from __future__ import annotations

from gateway import problems as p
from gateway import shapes
from gateway.handlers import bookings, chat, description, operations, pages, push, recommendations, socket, understand
from gateway.routing import Route

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
    ),
    Route(
        "GET",
        "/api/chat/{conversation}",
        chat.history,
        "Read what was said",
        {200: shapes.History, 304: "not modified"},
        query=shapes.HistoryPage,
        problems=(p.UNKNOWN_CONVERSATION, p.INVALID),
    ),
    Route(
        "GET",
        "/api/chat/{conversation}/socket",
        socket.socket,
        "Follow a conversation over a web socket",
        {101: "web socket"},
        problems=(p.UNKNOWN_CONVERSATION, p.TOO_MANY_SOCKETS),
    ),
    Route(
        "POST",
        "/api/understand",
        understand.understand,
        "Read a single sentence",
        {200: shapes.Understanding},
        body=shapes.UnderstandBody,
        problems=(p.MALFORMED, p.TOO_LARGE, p.INVALID, p.TOO_MANY, p.UNAVAILABLE),
    ),
    Route(
        "GET",
        "/api/recommendations",
        recommendations.recommendations,
        "Ideas where to go",
        {200: shapes.Recommendations},
        query=shapes.RecommendationQuery,
        problems=(p.INVALID, p.TOO_MANY, p.UNAVAILABLE),
    ),
    Route(
        "POST",
        "/api/recommendations/{id}/feedback",
        recommendations.feedback,
        "Say what came of an idea",
        {204: "nothing"},
        body=shapes.FeedbackBody,
        problems=(p.MALFORMED, p.UNKNOWN_RECOMMENDATION, p.INVALID, p.TOO_MANY),
    ),
    Route(
        "GET",
        "/api/bookings",
        bookings.bookings,
        "The bookings of a conversation",
        {200: shapes.BookingList},
        query=shapes.BookingPage,
        problems=(p.UNKNOWN_CONVERSATION, p.INVALID),
    ),
    Route(
        "GET",
        "/api/bookings/{reference}",
        bookings.booking,
        "One booking",
        {200: shapes.BookingAnswer},
        query=shapes.Conversation,
        problems=(p.UNKNOWN_CONVERSATION, p.UNKNOWN_BOOKING, p.INVALID),
    ),
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
    Route("POST", "/internal/push", push.push, "Late answers", body=shapes.Pushed, limit=PUSH_LIMIT, described=False),
)
