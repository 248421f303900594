from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.actions.talk import Talk

ADDRESS = "marta@example.org"
SignIn = Callable[[Talk], Awaitable[None]]


def code_sent(talk: Talk) -> str:
    """The last code that went out."""
    return talk.desk.sign_in_codes.sent[-1][1]  # type: ignore[attr-defined, no-any-return]


async def signed_in(talk: Talk, address: str = ADDRESS) -> None:
    """A conversation of somebody who has an account."""
    await talk.say(f"sign in with {address}", "sign_in")
    await talk.say(code_sent(talk), "inform")
    assert talk.signals == ["signed_in"]


@pytest.fixture
async def marta(talk: Talk) -> Talk:
    """A conversation that is signed in."""
    await signed_in(talk)
    return talk
