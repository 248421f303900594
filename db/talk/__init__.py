"""Conversations: messages received once, answered once, and what may be tapped."""

from db.talk.choices import ChoicePayload, ChoiceRefused, ExpiredChoice, IssuedChoice, UnknownChoice, UsedChoice, issue
from db.talk.history import HistoryItem
from db.talk.pending import Pending, Waiting
from db.talk.store import Known, NoSuchMessage, Received, SqlConversationStore
from db.talk.summaries import SqlSummaries, Summary

__all__ = [
    "ChoicePayload",
    "ChoiceRefused",
    "ExpiredChoice",
    "HistoryItem",
    "IssuedChoice",
    "Known",
    "NoSuchMessage",
    "Pending",
    "Received",
    "SqlConversationStore",
    "SqlSummaries",
    "Summary",
    "UnknownChoice",
    "UsedChoice",
    "Waiting",
    "issue",
]
