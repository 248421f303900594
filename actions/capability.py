"""What every clerk shares: the way from Rasa's call to one turn and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.turn import Turn


class Capability:
    """One capability of the assistant; subclasses say what they do with a turn."""

    name: ClassVar[str]
    digression: ClassVar[bool] = False
    """Answered in the middle of something else: the open question comes again afterwards."""

    def __init__(self, house: Mapping[str, Capability]) -> None:
        self.house = house

    async def handle(self, turn: Turn) -> None:
        """Do what the traveller asked for with this capability's own intent."""
        raise NotImplementedError

    async def answer(self, turn: Turn) -> None:
        """Take the answer to a question that this capability asked."""
        await self.handle(turn)

    async def ask_again(self, turn: Turn) -> None:
        """Put the open question once more, after something else has been answered."""
        question = turn.question
        if question:
            turn.tell(question["text"], choices=question["choices"], ask=question["ask"])
