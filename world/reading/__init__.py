"""The whole reading of a sentence: all its slots at once, whatever the order and the wording."""

from world.reading.entity import Entity, Reading, slots
from world.reading.read import read

__all__ = ["Entity", "Reading", "read", "slots"]
