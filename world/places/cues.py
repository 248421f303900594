"""Words around a name that say whether it is a place and which part it plays."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A "to" behind one of these leads to a place ("flights to nice"), not to a verb ("how to split").
MOTION: Final = _set(
    """flight flights fly flying flown flew plane planes go going goes gone went get getting travel travelling
    traveling trip trips ticket tickets train trains bus drive driving way return returning back head heading move
    moving journey ferry route transfer connection holiday vacation airfare fare fares me us take bring over come
    coming down up cheapest nonstop direct stop connecting one-way roundtrip arrive off escape jet tour tours
    honeymoon getaway excursion destination visit break weekend moved closer close"""
)
FLIGHT: Final = _set(
    """flight flights fly flying plane planes airfare airfares fare fares ticket tickets train trains bus nonstop
    direct roundtrip return airline airlines transfer depart departing"""
)
# Verbs and participles that take a place as their object.
VISITING: Final = _set("visit visiting explore exploring leaving reach reaching tour touring love skip avoid discover")
INSIDE: Final = _set("in into near around at inside outside within across throughout by between round beyond over")
LOOSE: Final = _set("for of about toward towards through see and or like not than")
# After these an "in" belongs to the verb ("interested in reading").
GOVERNS_IN: Final = _set(
    """interested interest believe involved difference help check checking log logged sign signed fill plug bathe
    bathing swim swimming soak soaking sit sitting relax relaxing"""
)
DETERMINERS: Final = _set(
    """a an the my your our his her their some any this that these those very so too more most such really quite is are
    was be been looks look sounds sound seems how what no every each good i we you they he she who just also both"""
)
ARTICLES: Final = _set("a an")
# What may follow a whole place name; anything else may continue a phrase ("nice hotels", "mobile phone").
CLOSING: Final = _set(
    """to from in on for and or with at by via next this tomorrow today tonight around after before please then now
    between during early late mid as because is was airport thanks thank returning leaving departing arriving not
    but instead if when where until till through return round one january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun morning afternoon evening night weekend
    week direct nonstop business first economy about over i we flight flights train trains would do does can could
    will again only also too soon sometime last has have are be trip"""
)
# A name before one of these is an airline's ("Alaska Airlines").
AIRLINE: Final = _set("airlines airline airways airway aviation air jet express eastern southern")
# A small town's name before one of these, capitalised, is a hotel's ("the Amora Hotel").
HOUSES: Final = _set("hotel hotels inn resort hostel suites lodge apartments hilton marriott palace plaza")
# What travellers ask of countries.
OFFICIAL: Final = _set(
    """visa visas embassy consulate currency border borders vaccination vaccinations vaccine vaccines jabs customs esta
    immigration plug plugs socket sockets adapter safe unsafe safety dangerous"""
)
CALENDAR: Final = _set(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun"""
)
TIME_LEAD: Final = _set("in on for next this from around early late mid during over at until tomorrow") | CALENDAR
POLITE: Final = _set(
    "please thanks thank you ok okay hi hello hey yes no yep sure the to in from and maybe or um i said just"
)
# Parts of names that are no words of English themselves ("San Jose" is no phrase, "Long Beach" may be one).
NAME_PARTS: Final = _set("san los las santa santo st saint el la le les del de villa puerto monte isla")
# Codes of airlines, currencies, days and the like that people write in capitals.
NOT_CODES: Final = _set(
    """tap klm sas lot ana ita jal tui pia csa tam gol lan ups dhl usd eur gbp chf aud cad nzd jpy inr cny sek nok dkk
    pln czk huf ron try rub brl mxn zar aed sar thb sgd hkd krw idr myr php vnd egp ils uah sos vip tba tbc tbd etd
    eta rsvp faq pdf sim gps app atm url sms otp pin utc gmt cet est pst csp ceo usa uae rtw rbd pnr ssr wiz kid dad
    mom mum"""
)
