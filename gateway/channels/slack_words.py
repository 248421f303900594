"""The sentences and labels of Slack, from the responses."""

from __future__ import annotations

from connectors.slack import Words
from wording import Wording


def words_of(wording: Wording, site: str) -> Words:
    """Read once; none of them varies. ``site`` is our public address, if there is one."""
    say = wording.say
    return Words(
        choose=say("utter_slack_choose"),
        pick_date=say("utter_slack_pick_date"),
        first_day=say("utter_slack_first_day"),
        last_day=say("utter_slack_last_day"),
        take_dates=say("utter_slack_take_dates"),
        enter=say("utter_slack_enter"),
        enter_names=say("utter_slack_enter_names"),
        enter_email=say("utter_slack_enter_email"),
        names=say("utter_slack_names"),
        names_hint=say("utter_slack_names_hint"),
        answer=say("utter_slack_answer"),
        send=say("utter_slack_send"),
        close=say("utter_slack_close"),
        plan=say("utter_slack_plan"),
        wish=say("utter_slack_wish"),
        my_trips=say("utter_slack_my_trips"),
        upcoming=say("utter_slack_upcoming"),
        nothing_upcoming=say("utter_slack_nothing_upcoming"),
        home=say("utter_slack_home"),
        show=say("utter_slack_show"),
        cancel=say("utter_slack_cancel"),
        show_trip=say("utter_slack_show_trip"),
        cancel_trip=say("utter_slack_cancel_trip"),
        site=site,
    )
