"""The strip of the year: how warm, how wet, how warm the sea, and which months are best."""

from __future__ import annotations

from recommender.pictures import colours
from recommender.pictures.places import Place
from recommender.pictures.sheet import BOLD, REGULAR, WIDTH, Sheet

LABELS, RIGHT = 16, 10
LEFT = 108
"""Where the months begin."""
COLUMN = (WIDTH - LEFT - RIGHT) / 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HIGH_TOP, HIGH_HEIGHT = 312, 46
RAIN_TOP, SEA_BASELINE = 366, 431
RAIN_HEIGHT, RAIN_HEIGHT_WITHOUT_SEA = 40, 66
MOST_RAIN = 31
MONTH_TOP, MONTH_HEIGHT = 440, 30
SMALL = 18
LINE, BAR, CORNER = 1.5, 22, 8


def draw_climate(sheet: Sheet, place: Place) -> None:
    """The strip below the map."""
    _highs(sheet, place)
    _rain(sheet, place)
    if place.sea is not None:
        _sea(sheet, place.sea)
    _months(sheet, place)


def column(month: int) -> float:
    """The middle of a month's column in pixels, 0 for January."""
    return LEFT + COLUMN * (month + 0.5)


def _highs(sheet: Sheet, place: Place) -> None:
    middle = HIGH_TOP + HIGH_HEIGHT / 2
    _tell(sheet, "High °C", middle + SMALL * 0.36)
    for month, high in enumerate(place.high):
        left = LEFT + COLUMN * month
        sheet.rectangle(left, HIGH_TOP, COLUMN - LINE, HIGH_HEIGHT, colours.temperature(high))
        ink = colours.ink_on_temperature(high)
        sheet.text(column(month) - LINE / 2, middle + 8, _minus(high), size=23, fill=ink, font=BOLD)


def _rain(sheet: Sheet, place: Place) -> None:
    height = RAIN_HEIGHT if place.sea else RAIN_HEIGHT_WITHOUT_SEA
    base = RAIN_TOP + height
    _tell(sheet, "Rain days", base - height / 2 + SMALL * 0.36)
    sheet.rectangle(LEFT, base, COLUMN * 12 - LINE, LINE, colours.RAIN)
    for month, days in enumerate(place.rain_days):
        tall = height * days / MOST_RAIN
        sheet.rectangle(column(month) - BAR / 2, base - tall, BAR, tall, colours.RAIN)


def _sea(sheet: Sheet, warm: tuple[int, ...]) -> None:
    _tell(sheet, "Sea °C", SEA_BASELINE)
    for month, sea in enumerate(warm):
        sheet.text(column(month), SEA_BASELINE, _minus(sea), size=19, fill=colours.RAIN, font=BOLD)


def _months(sheet: Sheet, place: Place) -> None:
    baseline = MONTH_TOP + MONTH_HEIGHT / 2 + SMALL * 0.36
    sheet.rectangle(LABELS - 4, MONTH_TOP, 54, MONTH_HEIGHT, colours.BEST, corner=CORNER)
    sheet.text(LABELS + 23, baseline, "Best", size=SMALL, fill=colours.WHITE, font=BOLD)
    for month, name in enumerate(MONTHS):
        best = month + 1 in place.best_months
        if best:
            left = LEFT + COLUMN * month
            sheet.rectangle(left, MONTH_TOP, COLUMN - LINE, MONTH_HEIGHT, colours.BEST, corner=CORNER)
        ink = colours.WHITE if best else colours.QUIET
        sheet.text(column(month) - LINE / 2, baseline, name, size=SMALL, fill=ink, font=BOLD)


def _tell(sheet: Sheet, words: str, baseline: float) -> None:
    """What a row shows."""
    sheet.text(LABELS, baseline, words, size=SMALL, fill=colours.QUIET, font=REGULAR, anchor="ls")


def _minus(number: int) -> str:
    return str(number).replace("-", "–")
