"""The conversations of one member of a workspace, whatever the places they talk in."""

from __future__ import annotations

from datetime import timedelta

from db.addresses import SqlAddresses
from db.engine import Database
from db.members import SqlMembers
from db.talk import SqlConversationStore
from tests.db.samples import NOW


async def talk(database: Database, sender: str, minutes: int, channel: str = "slack") -> str:
    """Somebody says something; gives the conversation."""
    conversation, at = f"conversation-{channel}-{minutes:04d}", NOW + timedelta(minutes=minutes)
    store = SqlConversationStore(database)
    await SqlAddresses(database).meet(channel, sender, {"channel": "D1"}, now=at)
    await store.open(conversation, channel, "en-GB", "UTC", at)
    await store.receive(conversation, "m1", {"text": "hello"}, at, (channel, sender))
    return conversation


async def test_all_places_of_one_user_of_one_workspace(database: Database) -> None:
    alone = await talk(database, "T1:U1", 1)
    thread = await talk(database, "T1:C1:9.9:U1", 2)
    for number, (sender, channel) in enumerate(
        [("T1:U2", "slack"), ("T1:C1:9.9:U2", "slack"), ("T2:U1", "slack"), ("T1:C1:9.9:XU1", "slack")], start=10
    ):
        await talk(database, sender, number, channel)
    await talk(database, "T1:U1", 30, "telegram")
    await SqlAddresses(database).meet("slack", "T1:C2:8.8:U1", {}, now=NOW)
    members = SqlMembers(database)
    assert await members.conversations("slack", "T1", "U1") == [thread, alone]
    assert await members.conversations("slack", "T1", "U%") == []
    assert await members.conversations("slack", "T_", "U1") == []
