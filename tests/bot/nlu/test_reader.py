"""The extractor as Rasa uses it: JSON entities, the moment from metadata, bare answers, odd input."""

import json
import random
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import reader
from bot.nlu.reader import TravelReader

NOW = "2026-11-22T09:00:00"
# Any script, controls, lone surrogates, and much of what patterns look for
ODD = [*range(0x300), *map(ord, "0123456789 -/:.€$@#" * 40), 0xD800, 0xDFFF, 0x202E, 0x4E00, 0x1F600, 0xFFFF]


@pytest.fixture(scope="module")
def travel_reader() -> TravelReader:
    return TravelReader()


def _read(
    travel_reader: TravelReader, text: str, intent: str = "inform", confidence: float = 0.99, **metadata: str
) -> Message:
    ranking = [{"name": intent, "confidence": confidence}]
    data = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "metadata": {"now": NOW, **metadata}}
    [message] = travel_reader.process([Message(data)])
    return message


def _values(message: Message) -> dict[str, Any]:
    return {entity["entity"]: entity["value"] for entity in message.get("entities")}


def test_entities_are_json_with_spans(travel_reader: TravelReader) -> None:
    text = "weather in Lisbon on 12 February"
    entities = _read(travel_reader, text, "ask_weather").get("entities")
    assert json.loads(json.dumps(entities)) == entities
    by_name = {entity["entity"]: entity for entity in entities}
    assert by_name["place"]["value"]["name"] == "Lisbon"
    assert text[by_name["place"]["start"] : by_name["place"]["end"]] == "Lisbon"
    assert by_name["date"]["value"] == "2027-02-12"
    assert {entity["extractor"] for entity in entities} == {"TravelReader"}


def test_roles_follow_the_intent(travel_reader: TravelReader) -> None:
    found = _values(_read(travel_reader, "from Berlin to Lisbon 12-19 feb", "search_flights"))
    assert found["origin"]["name"] == "Berlin"
    assert found["destination"]["name"] == "Lisbon"
    assert (found["depart_date"], found["return_date"]) == ("2027-02-12", "2027-02-19")


def test_locale_decides_the_order_of_day_and_month(travel_reader: TravelReader) -> None:
    text = "weather in Lisbon on 3/4/2027"
    assert _values(_read(travel_reader, text, "ask_weather"))["date"] == "2027-04-03"
    assert _values(_read(travel_reader, text, "ask_weather", locale="en-US"))["date"] == "2027-03-04"


def test_today_is_the_travellers_own(travel_reader: TravelReader) -> None:
    late = {"now": "2026-11-22T23:30:00Z"}
    text = "weather in Kyoto today"
    assert _values(_read(travel_reader, text, "ask_weather", **late))["date"] == "2026-11-22"
    in_japan = _read(travel_reader, text, "ask_weather", **late, time_zone="Asia/Tokyo")
    assert _values(in_japan)["date"] == "2026-11-23"


@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "greet"])
@pytest.mark.parametrize("text", ["Bergen", "from Berlin", "12 feb", "2 adults", "marta@example.org", "TW-7K2M9Q"])
def test_a_bare_answer_is_inform_where_the_guess_was_unsure(
    travel_reader: TravelReader, text: str, intent: str
) -> None:
    message = _read(travel_reader, text, intent, 0.4)
    assert message.get("intent")["name"] == "inform"
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert [known["name"] for known in message.get("intent_ranking")] == ["inform", intent]
    assert message.get("entities")


@pytest.mark.parametrize(
    ("text", "intent", "confidence"),
    [
        ("Bergen weather", "ask_weather", 0.4),
        ("paint my house in Bergen", "out_of_scope", 0.9),
        ("the second one", "select_option", 0.5),
        ("Rome Madrid 3 jan", "search_flights", 0.9),
        ("asdkj qwe", "nlu_fallback", 0.9),
    ],
)
def test_other_sentences_keep_their_intent(
    travel_reader: TravelReader, text: str, intent: str, confidence: float
) -> None:
    assert _read(travel_reader, text, intent, confidence).get("intent")["name"] == intent


def test_a_failing_reading_costs_the_entities_only(
    travel_reader: TravelReader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str, *args: object, **kwargs: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(reader, "read", broken)
    message = _read(travel_reader, "my secret is 42", "greet")
    assert message.get("entities") == []
    assert message.get("intent")["name"] == "greet"
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_message_without_text_or_metadata(travel_reader: TravelReader) -> None:
    [message] = travel_reader.process([Message({})])
    assert message.get("entities") == []


@pytest.mark.parametrize("seed", range(60))
def test_odd_input_never_raises(travel_reader: TravelReader, seed: int) -> None:
    rng = random.Random(seed)
    text, locale, zone, now = ("".join(chr(rng.choice(ODD)) for _ in range(rng.randrange(200))) for _ in range(4))
    message = Message({"text": text, "metadata": {"locale": locale, "time_zone": zone, "now": now}})
    [done] = travel_reader.process([message])
    json.dumps(done.get("entities"))
