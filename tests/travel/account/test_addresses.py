"""E-mail addresses as they are kept."""

from __future__ import annotations

import pytest

from travel.account.addresses import tidy_email
from travel.errors import BadEmail


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("marta@example.org", "marta@example.org"),
        ("  Marta.Kowalska+trips@EXAMPLE.Org\n", "marta.kowalska+trips@example.org"),
        ("m@bücher.example.org", "m@xn--bcher-kva.example.org"),
    ],
)
def test_two_spellings_are_one_address(typed: str, kept: str):
    assert tidy_email(typed) == tidy_email(kept) == kept


UNREACHABLE = (
    "",
    "marta",
    "@example.org",
    "marta@",
    "marta@localhost",
    "a b@example.org",
    "a@b@example.org",
    "ü@example.org",
    "a@example.org\nBcc: b@example.org",
    "a@example..org",
    f"{'a' * 65}@example.org",
    f"a@{'b' * 260}.org",
    "\x00@b.org",
    "\ud800@b.org",
)


@pytest.mark.parametrize("typed", UNREACHABLE)
def test_what_no_mail_can_reach(typed: str):
    with pytest.raises(BadEmail):
        tidy_email(typed)
