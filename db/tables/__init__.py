"""All tables, by area."""

from db.tables.base import metadata
from db.tables.booking import (
    booking_access,
    booking_items,
    bookings,
    codes,
    offers,
    passengers,
    quotes,
    stock,
)
from db.tables.channels import api_keys, callbacks, channel_addresses, channel_bots, link_codes, webhook_senders
from db.tables.learning import feedback, recommendations
from db.tables.ledger import audit, outbox
from db.tables.people import (
    companions,
    erasure_conversations,
    erasures,
    grants,
    sessions,
    sign_in_codes,
    users,
    wrong_codes,
)
from db.tables.requests import idempotency
from db.tables.talk import choices, conversations, messages

__all__ = [
    "api_keys",
    "audit",
    "booking_access",
    "booking_items",
    "bookings",
    "callbacks",
    "channel_addresses",
    "channel_bots",
    "choices",
    "codes",
    "companions",
    "conversations",
    "erasure_conversations",
    "erasures",
    "feedback",
    "grants",
    "idempotency",
    "link_codes",
    "messages",
    "metadata",
    "offers",
    "outbox",
    "passengers",
    "quotes",
    "recommendations",
    "sessions",
    "sign_in_codes",
    "stock",
    "users",
    "webhook_senders",
    "wrong_codes",
]
