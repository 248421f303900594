"""One's data as a file."""

from __future__ import annotations

from tests.actions.account.conftest import ADDRESS, code_sent
from tests.actions.talk import Talk

LINK = "/api/users/me/export"


async def test_the_file_is_behind_a_link(marta: Talk):
    await marta.say("send me my data", "export_data")
    assert f"{marta.desk.settings.address}{LINK}" in marta.text
    assert ADDRESS in marta.text


async def test_a_guest_signs_in_and_gets_the_link_by_itself(talk: Talk):
    await talk.say("send me my data", "export_data")
    assert talk.said == ["utter_export_data_guest"]
    await talk.tap("Sign in")
    assert talk.asked == "email"
    await talk.say(ADDRESS, "inform")
    await talk.say(code_sent(talk), "inform")
    assert LINK in talk.text
