"""Labels, dates and counts of pictures, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from string import Formatter

import pytest

from slacal import BadInput
from slacal.show.calendar_labels import LABELS
from slacal.show.shades import shades_of
from slacal.show.words import tongue


@pytest.mark.parametrize("code", LABELS)
def test_both_languages_put_in_the_same_values(code: str) -> None:
    english, russian = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in LABELS[code])
    assert english == russian


@pytest.mark.parametrize(
    ("first", "last", "english", "russian"),
    [
        ("2026-11-04", "2026-11-04", "4 November 2026", "4 ноября 2026"),
        ("2026-11-16", "2026-11-22", "16–22 November 2026", "16–22 ноября 2026"),
        ("2026-11-30", "2026-12-06", "30 November – 6 December 2026", "30 ноября – 6 декабря 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027", "28 декабря 2026 – 3 января 2027"),
    ],
)
def test_ranges_of_dates_say_each_part_once(first: str, last: str, english: str, russian: str) -> None:
    dates = date.fromisoformat(first), date.fromisoformat(last)
    assert (tongue("en").dates(*dates), tongue("ru").dates(*dates)) == (english, russian)


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (1, "1 business day", "1 рабочий день"),
        (2, "2 business days", "2 рабочих дня"),
        (11, "11 business days", "11 рабочих дней"),
        (21, "21 business days", "21 рабочий день"),
        (297, "297 business days", "297 рабочих дней"),
    ],
)
def test_counts_take_the_form_of_their_noun(count: int, english: str, russian: str) -> None:
    assert (tongue("en", LABELS).counted("days", count), tongue("ru", LABELS).counted("days", count)) == (
        english,
        russian,
    )


@pytest.mark.parametrize(("minutes", "text"), [(0, "0 h"), (540, "9 h"), (455, "7 h 35 min"), (4320, "72 h")])
def test_amounts_are_hours_and_never_days(minutes: int, text: str) -> None:
    assert tongue("en").hours(timedelta(minutes=minutes)) == text


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(BadInput, match="language='de' is not a choice"):
        tongue("de")  # type: ignore[arg-type] # the fault


def test_four_amounts_have_a_shade_each() -> None:
    shades = shades_of([timedelta(hours=hours) for hours in (9, 5, 8, 7, 0, 9)])
    assert shades.exact
    assert [shades.of(timedelta(hours=hours)) for hours in (0, 5, 7, 8, 9)] == [0, 1, 2, 3, 4]


def test_more_amounts_share_four_shades_of_whole_hours() -> None:
    shades = shades_of([timedelta(hours=hours) for hours in (1, 4, 5, 8, 9, 13)])  # a quarter of 13 is 3.25: steps of 4
    assert not shades.exact
    assert [shades.of(timedelta(hours=hours)) for hours in (1, 4, 5, 8, 9, 13)] == [1, 1, 2, 2, 3, 4]


def test_a_year_without_open_time_has_no_shades() -> None:
    assert shades_of([timedelta()]).bounds == ()
