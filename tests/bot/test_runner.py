"""The straight runner against the runner that it stands in for."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from bot.runner import StraightRunner

RAN: list[int] = []


class Adder(GraphComponent):
    def __init__(self, amount: int) -> None:
        self._amount = amount

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Adder:
        return cls(config["amount"])

    load = create

    def add(self, first: int, second: int = 0) -> int:
        RAN.append(self._amount)
        return first + second + self._amount


def node(amount: int, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adder, "create", "add", {"amount": amount})


@pytest.fixture
def runners() -> tuple[StraightRunner, DaskGraphRunner]:
    """A diamond, so that order matters, and a node that no target needs."""
    schema = GraphSchema(
        {
            "last": node(1, first="left", second="right"),
            "right": node(200, first="top"),
            "left": node(100, first="top"),
            "top": node(7, first="given"),
            "unneeded": node(5, first="nowhere"),
        }
    )
    loaded = DaskGraphRunner.create(schema, None, ExecutionContext(schema))  # type: ignore[arg-type]
    RAN.clear()
    return StraightRunner(loaded), loaded


def test_it_finds_what_rasa_finds_and_runs_each_node_once(runners: tuple[StraightRunner, DaskGraphRunner]) -> None:
    straight, loaded = runners
    assert straight.run({"given": 1000}, ["last"]) == loaded.run({"given": 1000}, ["last"]) == {"last": 2315}
    assert sorted(RAN) == sorted([7, 100, 200, 1] * 2)
    assert straight.run({"given": 1}, ["top", "left"]) == {"top": 8, "left": 108}


def test_a_missing_input_is_named(runners: tuple[StraightRunner, DaskGraphRunner]) -> None:
    with pytest.raises(GraphRunError, match="given"):
        runners[0].run({}, ["last"])
