"""Log lines name turns and places in the code, never what somebody wrote."""

from __future__ import annotations

import logging
import sys
from io import StringIO

import pytest

from bot.logs import MaskingFormatter, masked, short_id


@pytest.fixture
def log() -> tuple[logging.Logger, StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(MaskingFormatter())
    logger = logging.Logger("bot.test")
    logger.addHandler(handler)
    return logger, stream


def test_words_and_conversation_are_masked_inside_the_block(log: tuple[logging.Logger, StringIO]) -> None:
    logger, stream = log
    with masked("conversation-1", "it's Marta's\nbirthday"):
        logger.error("failed for '%s': %s %r", "conversation-1", "it's Marta's\nbirthday", "it's Marta's\nbirthday")
    line = stream.getvalue()
    assert "Marta" not in line
    assert "conversation-1" not in line
    assert short_id("conversation-1") in line


def test_lines_of_a_turn_begin_with_the_request(log: tuple[logging.Logger, StringIO]) -> None:
    logger, stream = log
    with masked("conversation-1", request="0123456789abcdef"):
        logger.info("within")
    with masked("conversation-1", request={"not": "an id"}):
        logger.info("without")
    within, without = stream.getvalue().splitlines()
    assert "INFO [0123456789abcdef] bot.test: within" in within
    assert "INFO bot.test: without" in without


def test_names_in_the_code_stay_readable(log: tuple[logging.Logger, StringIO]) -> None:
    logger, stream = log
    with masked("conversation-1", "broken"):
        logger.error("action_broken failed on broken")
    assert "action_broken failed on <message>" in stream.getvalue()


def test_an_exception_shows_its_kind_and_place_only(log: tuple[logging.Logger, StringIO]) -> None:
    logger, stream = log
    try:
        try:
            raise KeyError("passport 123")
        except KeyError as error:
            raise ValueError("body='passport 123'") from error
    except ValueError:
        logger.error("failed", exc_info=sys.exc_info())
    text = stream.getvalue()
    assert "ValueError at test_logs.py:" in text
    assert "KeyError at test_logs.py:" in text
    assert "passport" not in text
