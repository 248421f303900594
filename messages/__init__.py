"""What passes between channels, gateway and assistant. Clients rely on these shapes."""

from messages.incoming import MAX_TEXT, IncomingMessage
from messages.reply import Ask, Card, Choice, Fact, Price, Reply

__all__ = ["MAX_TEXT", "Ask", "Card", "Choice", "Fact", "IncomingMessage", "Price", "Reply"]
