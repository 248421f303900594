"""The addresses of sessions and accounts, part of ``gateway.routes``."""

from __future__ import annotations

from gateway import problems as p
from gateway import shapes
from gateway.handlers import sessions, users
from gateway.routing import Route

PEOPLE = (
    Route(
        "POST",
        "/api/sessions",
        sessions.open_session,
        "Ask for a code, or sign in with it",
        {201: shapes.SessionAnswer, 202: shapes.CodeSent},
        body=shapes.SessionBody,
        problems=(p.MALFORMED, p.TOO_LARGE, p.INVALID, p.BAD_CODE, p.TOO_MANY, p.UNAVAILABLE),
        session="known",
    ),
    Route(
        "GET",
        "/api/sessions",
        sessions.session,
        "Who is signed in",
        {200: shapes.CurrentSession},
        problems=(p.UNAVAILABLE,),
        session="known",
    ),
    Route(
        "DELETE",
        "/api/sessions",
        sessions.close_session,
        "Sign out",
        {204: "nothing"},
        query=shapes.EverywhereQuery,
        problems=(p.INVALID, p.UNAVAILABLE),
        session="known",
    ),
    Route(
        "GET",
        "/api/users/{id}",
        users.user,
        "Read an account",
        {200: shapes.UserAnswer, 304: "not modified"},
        problems=(p.UNKNOWN_USER, p.UNAVAILABLE),
        session="needed",
    ),
    Route(
        "PATCH",
        "/api/users/{id}",
        users.change_user,
        "Change an account",
        {200: shapes.UserAnswer},
        body=shapes.UserPatch,
        problems=(
            p.MALFORMED,
            p.UNKNOWN_USER,
            p.EMAIL_TAKEN,
            p.MOVED,
            p.TOO_LARGE,
            p.INVALID,
            p.BAD_CODE,
            p.TOO_MANY,
            p.UNAVAILABLE,
        ),
        session="needed",
        once="optional",
    ),
    Route(
        "DELETE",
        "/api/users/{id}",
        users.erase_user,
        "Erase an account",
        {202: shapes.Erased},
        problems=(p.UNKNOWN_USER, p.UNAVAILABLE),
        session="needed",
        once="needed",
    ),
    Route(
        "GET",
        "/api/users/{id}/export",
        users.export_user,
        "Everything that is kept of an account",
        {200: "application/json"},
        problems=(p.UNKNOWN_USER, p.TOO_MANY, p.UNAVAILABLE),
        session="needed",
    ),
    Route(
        "DELETE",
        "/api/users/{id}/channels/{channel}",
        users.unlink_channel,
        "Unlink a messenger",
        {204: "nothing"},
        problems=(p.UNKNOWN_USER, p.TOO_MANY, p.UNAVAILABLE),
        session="needed",
    ),
    Route(
        "GET",
        "/api/users/{id}/conversations",
        users.user_conversations,
        "The conversations of an account",
        {200: shapes.ConversationList, 304: "not modified"},
        query=shapes.ConversationPage,
        problems=(p.UNKNOWN_USER, p.INVALID, p.UNAVAILABLE),
        session="needed",
    ),
)
