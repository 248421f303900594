"""Slack: its events and interactions to our messages, our replies to Block Kit."""

from connectors.slack.chosen import settled
from connectors.slack.events import Said, incoming, said
from connectors.slack.home import Trip, home_view
from connectors.slack.markup import unescape
from connectors.slack.modals import ANSWER, answer_modal, wish_modal
from connectors.slack.places import CHANNEL, Place, personal
from connectors.slack.rendering import calls, sentence
from connectors.slack.taps import Filled, Tap, commanded, filled, tapped
from connectors.slack.words import Words

__all__ = [
    "ANSWER",
    "CHANNEL",
    "Filled",
    "Place",
    "Said",
    "Tap",
    "Trip",
    "Words",
    "answer_modal",
    "calls",
    "commanded",
    "filled",
    "home_view",
    "incoming",
    "personal",
    "said",
    "sentence",
    "settled",
    "tapped",
    "unescape",
    "wish_modal",
]
