"""Another address for an account: a code sent there shows that it is the traveller's."""

from __future__ import annotations

from actions import formatting as form
from actions.account.flow import finish
from actions.account.sign_in import NEW_CODE, code_said
from actions.capability import Capability
from actions.turn import Json, Turn, choice
from travel.account.ports import SignInRequest
from travel.account.profile import Profile
from travel.account.sign_in import CODE_DIGITS, TRIES
from travel.errors import BadCode, BadEmail, EmailTaken, TooManyTries


async def ask_code(clerk: Capability, turn: Turn, profile: Profile, email: str, before: Json | None) -> bool:
    """Send a code to the new address and ask for it; False when the address cannot be one."""
    if email.casefold() == profile.email.casefold():
        turn.say("utter_update_profile_same_email", email=email)
        await finish(clerk, turn, before)
        return True
    wanted = SignInRequest(
        email=email, network=turn.conversation, locale=turn.locale, purpose="change_email", user=profile.user
    )
    try:
        await turn.desk.sign_in_codes.request(wanted, now=turn.now)
    except BadEmail:
        return False
    except TooManyTries:
        turn.say("utter_sign_in_too_many_codes")
        await finish(clerk, turn, before)
        return True
    note = {"field": "email", "email": email, "before": before, "tries": 0}
    _ask(clerk, turn, note, turn.words("utter_update_profile_code_sent", email=email))
    return True


async def take_code(clerk: Capability, turn: Turn, profile: Profile, note: Json) -> None:
    """The code from the new address, or a wish for another one."""
    code, email, before = code_said(turn), note["email"], note.get("before")
    if not code and (turn.entities.get("next_step") == "new_code" or NEW_CODE.search(turn.text.casefold())):
        await ask_code(clerk, turn, profile, email, before)
        return
    if len(code) != CODE_DIGITS:
        _ask(clerk, turn, note, turn.words("utter_sign_in_not_six"))
        return
    try:
        changed = await turn.desk.sign_in_codes.redeem_change(profile.user, email, code, now=turn.now)
    except (BadCode, TooManyTries) as wrong:
        _wrong(clerk, turn, note, spent=isinstance(wrong, TooManyTries))
        return
    except EmailTaken:
        turn.say("utter_update_profile_taken", email=email)
        await finish(clerk, turn, before)
        return
    turn.signed_in(changed)
    if turn.get("email") == profile.email:
        turn.set("email", changed.email)
    turn.say("utter_update_profile_email_changed", old=profile.email, new=changed.email)
    turn.signal("profile")
    await finish(clerk, turn, before)


def _wrong(clerk: Capability, turn: Turn, note: Json, *, spent: bool) -> None:
    tries = int(note["tries"]) + 1
    if spent or tries >= TRIES:
        text = turn.words("utter_sign_in_too_many")
    else:
        text = turn.words("utter_sign_in_wrong", left=form.count(TRIES - tries, "try", "tries"))
    _ask(clerk, turn, {**note, "tries": tries}, text)


def _ask(clerk: Capability, turn: Turn, note: Json, before: str) -> None:
    text = turn.words("utter_sign_in_ask_code")
    ways = [
        choice(turn.words("utter_sign_in_way_new_code"), clerk.name, next_step="new_code"),
        choice(turn.words("utter_sign_in_way_stop"), "deny"),
    ]
    again = turn.words("utter_sign_in_ask_code_again", email=note["email"])
    turn.ask(clerk.name, "sign_in_code", "text", f"{before} {text}", choices=ways, again=again, note=note)
