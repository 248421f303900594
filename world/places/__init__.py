"""Places: what a text names, and everything that is known of them (see training/gazetteer for where it comes from)."""

from world.places.gazetteer import Gazetteer
from world.places.model import Place, PlaceMatch, label, to_slot

__all__ = ["Gazetteer", "Place", "PlaceMatch", "label", "to_slot"]
