"""Rasa drops a slot that the domain does not have, and an entity without a word: so every name is checked."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from actions import brief, party
from tests.house.tree import domain_parts, sources

SLOTS = {name for _, content in domain_parts() for name in content.get("slots") or {}}
ENTITIES = {name for _, content in domain_parts() for name in content.get("entities") or []}


def _names(*calls: str) -> Iterator[tuple[str, str]]:
    """(module, name) of every constant that names something in a call of ``turn``."""
    for module, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in calls:
                given = node.args if ast.unparse(node.func) in ("turn.clear", "turn.has") else node.args[:1]
                yield from ((module, str(one.value)) for one in given if isinstance(one, ast.Constant))


def test_slots_that_are_kept_are_in_the_domain():
    lists = (*brief.FLIGHT, *brief.STAY, *party.PARTY, *brief.OTHER, *brief.DIALOGUE)
    kept = {*_names("turn.set", "turn.get", "turn.clear"), *(("actions/brief.py", name) for name in lists)}
    assert sorted((module, name) for module, name in kept if name not in SLOTS) == []


def test_entities_that_are_looked_for_are_in_the_domain():
    looked_for = {*_names("turn.has", "turn.entities.get")}
    assert sorted((module, name) for module, name in looked_for if name not in ENTITIES) == []


def test_every_slot_is_used():
    """A slot that nobody keeps or reads is a leftover."""
    constants = {
        node.value
        for module, tree in sources()
        if module.startswith("actions/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(SLOTS - constants) == []
