"""The webhook channel: other programs post messages and get replies, both signed as Standard Webhooks has it."""

from connectors.webhook.signing import MAX_AGE, WrongSignature, check, sign
from connectors.webhook.translating import delivered, incoming, outgoing

__all__ = ["MAX_AGE", "WrongSignature", "check", "delivered", "incoming", "outgoing", "sign"]
