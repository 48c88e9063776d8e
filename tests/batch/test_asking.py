"""Arrays in and out: units, missing values, single values, signs, and what is refused rather than cut."""

from __future__ import annotations

import tracemalloc
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # there is no stub
import pytest

from slacal import (
    BadInput,
    BeyondData,
    BeyondHorizon,
    Calendar,
    CoverageWarning,
    HolidayDates,
    NeverOpens,
    UnknownName,
    WrongType,
    batch,
)
from slacal.batch.numbers import CHUNK, MISSING

WEEK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC")
NAT = np.datetime64("NaT", "us")


def at(*texts: str, unit: str = "us") -> Any:
    return np.array(texts, f"M8[{unit}]")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_answers_come_in_the_unit_of_the_question(unit: str) -> None:
    friday = at("2026-11-20T18:00", "NaT", unit=unit)
    due = batch.add(WEEK, friday, timedelta(hours=4))
    assert due.dtype == np.dtype(f"M8[{unit}]")
    assert due[0] == np.datetime64("2026-11-23T13:00")  # an hour on Friday, three from Monday 10:00
    assert np.isnat(due[1])
    assert batch.elapsed(WEEK, friday, due)[0] == np.timedelta64(4, "h")


@pytest.mark.parametrize("unit", ["D", "h", "m"])
def test_a_coarse_unit_becomes_seconds(unit: str) -> None:
    assert batch.add(WEEK, at("2026-11-20", unit=unit), timedelta(minutes=1)).dtype == np.dtype("M8[s]")


def test_open_time_comes_in_the_finer_unit_of_both_columns() -> None:
    found = batch.elapsed(WEEK, at("2026-11-20T18:00", unit="s"), at("2026-11-20T18:00:00.250", unit="ms"))
    assert (found.dtype, found[0]) == (np.dtype("m8[ms]"), np.timedelta64(250, "ms"))


def test_int64_columns_are_microseconds_and_so_are_their_answers() -> None:
    noon = at("2026-11-20T12:00").view(np.int64)
    due = batch.add(WEEK, noon, timedelta(seconds=1))
    assert (due.dtype, (due - noon).tolist()) == (np.dtype(np.int64), [1_000_000])


def test_an_answer_that_the_unit_cannot_hold_is_refused() -> None:
    with pytest.raises(BadInput, match="not a whole number of s") as caught:
        batch.add(WEEK, at("2026-11-20T12:00", "2026-11-20T12:00", unit="s"), np.array([1_000, 1], "m8[ms]"))
    assert caught.value.field == "start[1]"


def test_nanoseconds_are_refused_and_not_cut() -> None:
    rows = np.full(CHUNK + 2, np.datetime64("2026-11-20T12:00", "ns"))
    rows[-1] += np.timedelta64(1, "ns")
    with pytest.raises(BadInput, match="nanosecond") as caught:
        batch.elapsed(WEEK, rows, datetime(2026, 11, 21, tzinfo=UTC))
    assert caught.value.field == f"start[{CHUNK + 1}]"


def test_a_single_instant_stands_for_all_rows() -> None:
    now = datetime(2026, 11, 20, 14, tzinfo=ZoneInfo("Europe/Berlin"))  # 13:00 UTC
    hours = batch.elapsed(WEEK, at("2026-11-20T11:00", "2026-11-20T15:00"), now) / np.timedelta64(1, "h")
    assert hours.tolist() == [2, -2]
    assert batch.add(WEEK, now, np.array([1, 2], "m8[h]")).tolist() == [
        datetime(2026, 11, 20, 14),
        datetime(2026, 11, 20, 15),
    ]


def test_zero_rolls_and_negative_amounts_turn_back() -> None:
    # Saturday noon: zero rolls to Monday 10:00 or back to Friday 19:00; an hour back is Friday 18:00.
    saturday, amounts = at(*["2026-11-21T12:00"] * 3), np.array([0, -60, 60], "m8[m]")
    friday_19, friday_18 = datetime(2026, 11, 20, 19), datetime(2026, 11, 20, 18)
    monday_10, monday_11 = datetime(2026, 11, 23, 10), datetime(2026, 11, 23, 11)
    assert batch.add(WEEK, saturday, amounts).tolist() == [monday_10, friday_18, monday_11]
    assert batch.subtract(WEEK, saturday, amounts).tolist() == [friday_19, monday_11, friday_18]


def test_an_amount_used_up_at_closing_ends_there_or_beyond_the_gap() -> None:
    friday = at("2026-11-20T18:00")
    assert batch.add(WEEK, friday, timedelta(hours=1)).tolist() == [datetime(2026, 11, 20, 19)]
    assert batch.add(WEEK, friday, timedelta(hours=1), edge="far").tolist() == [datetime(2026, 11, 23, 10)]


def test_missing_values_stay_missing_in_either_column() -> None:
    rows = CHUNK + 5
    start, amount = np.full(rows, np.datetime64("2026-11-20T12:00", "us")), np.full(rows, np.timedelta64(1, "h"))
    start[[0, CHUNK]], amount[[1, CHUNK + 1]] = NAT, np.timedelta64("NaT", "h")
    for calendar, of in ((WEEK, None), ({7: Calendar.always(), 3: WEEK}, np.full(rows, 3))):
        due = batch.add(calendar, start, amount, calendar_of=of)
        assert np.flatnonzero(np.isnat(due)).tolist() == [0, 1, CHUNK, CHUNK + 1]
        assert (due[2:CHUNK] == np.datetime64("2026-11-20T13:00")).all()


@pytest.mark.parametrize("rows", [0, 3])
def test_columns_without_any_value_have_answers_without_any(rows: int) -> None:
    empty = np.full(rows, NAT, "M8[us]")
    assert np.isnat(batch.add(WEEK, empty, timedelta(hours=1))).tolist() == [True] * rows
    assert np.isnat(batch.elapsed(WEEK, empty, empty)).tolist() == [True] * rows
    assert batch.is_open(WEEK, empty).tolist() == [False] * rows
    assert np.isnat(batch.add_business_days(WEEK, empty, 1)).tolist() == [True] * rows


def test_strided_and_read_only_columns_are_read_as_they_are() -> None:
    two = np.repeat(at("2026-11-20T18:00", "2026-11-20T12:00"), 2)[::2]
    two.flags.writeable = False
    assert batch.add(WEEK, two, timedelta(hours=1)).tolist() == [datetime(2026, 11, 20, 19), datetime(2026, 11, 20, 13)]


def test_tables_grow_with_the_data() -> None:
    calendar = Calendar.weekly("Mo-Fr 09:00-18:00", zone="Europe/Madrid")
    for year in (2026, 2020, 2031, 1999, 2026):
        # the first Monday of June: 09:00 in Madrid is 07:00 UTC
        monday = next(date(year, 6, day) for day in range(1, 8) if date(year, 6, day).weekday() == 0)
        found = batch.add(calendar, at(f"{monday}T06:00"), timedelta(hours=2))
        assert found == np.datetime64(f"{monday}T09:00")


def test_open_time_that_ends_is_an_error_of_the_first_row_that_lacks_it() -> None:
    once = Calendar.of_spans([("2026-01-01T00:00Z", "2026-01-01T05:00Z")], zone="UTC")
    start = at("2026-01-01T00:00", "2026-01-01T03:00")
    assert batch.add(once, start, np.array([5, 2], "m8[h]")).tolist() == [datetime(2026, 1, 1, 5)] * 2
    with pytest.raises(BeyondHorizon):
        batch.add(once, start, timedelta(hours=3))
    with pytest.raises(NeverOpens):
        batch.add(Calendar.never(), start, timedelta(hours=3))
    assert batch.elapsed(Calendar.never(), start, start).tolist() == [timedelta()] * 2


@pytest.mark.parametrize(
    ("first", "second"), [("0001-01-01", "2026-01-01"), ("2026-01-01", "9999-12-31"), ("-4000-01-01",) * 2]
)
def test_instants_beyond_what_can_be_searched_are_refused(first: str, second: str) -> None:
    with pytest.raises(BeyondHorizon):
        batch.elapsed(WEEK, at(first), at(second))


def test_amounts_beyond_a_hundred_years_are_refused() -> None:
    with pytest.raises(BadInput, match="100 years") as caught:
        batch.add(WEEK, at("2026-11-20"), np.array([101 * 366], "m8[D]"))
    assert caught.value.field == "amount"


def test_unknown_holidays_warn_once_and_only_where_an_answer_rests_on_them() -> None:
    known = HolidayDates.of({date(2026, 5, 1): "May"}, covers=(date(2026, 1, 1), date(2026, 12, 31)))
    calendar = Calendar.weekly("Mo-Fr 10:00-19:00", zone="UTC", holidays=known)
    inside, outside = at("2026-12-30T12:00"), at("2026-12-31T18:00", "NaT", "2025-12-31T12:00")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        batch.add(calendar, inside, timedelta(hours=1))
        batch.elapsed(calendar, inside, at("2027-01-01"))  # up to the last known midnight
    with pytest.warns(CoverageWarning) as seen:
        batch.add(calendar, outside, timedelta(hours=2))
    assert len(seen) == 1
    assert seen[0].filename == __file__
    strict = calendar.replace(coverage="raise")
    for ask in (batch.add, batch.subtract):
        with pytest.raises(BeyondData):
            ask(strict, outside, timedelta(hours=2))
    with pytest.raises(BeyondData):
        batch.is_open(strict, at("2027-01-01"))
    with pytest.raises(BeyondData):
        batch.add_business_days(strict, inside, 9)
    mixed = {0: WEEK, 1: strict}
    assert batch.is_open(mixed, at("2027-01-01T11:00", "2026-06-01T11:00"), calendar_of=np.array([0, 1])).all()


@pytest.mark.parametrize(
    ("ask", "field"),
    [
        (lambda: batch.add("desk", at("2026-11-20"), timedelta(1)), "calendar"),  # type: ignore[arg-type] # refused
        (lambda: batch.add({}, at("2026-11-20"), timedelta(1), calendar_of=[1]), "calendar"),
        (lambda: batch.add({1: WEEK}, at("2026-11-20"), timedelta(1)), "calendar_of"),
        (lambda: batch.add(WEEK, at("2026-11-20"), timedelta(1), calendar_of=[1]), "calendar_of"),
        (lambda: batch.add(WEEK, at("2026-11-20"), 5), "amount"),
        (lambda: batch.add(WEEK, at("2026-11-20"), np.array([1.5])), "amount"),
        (lambda: batch.add(WEEK, at("2026-11-20"), np.array([1], "m8[M]")), "amount"),
        (lambda: batch.add(WEEK, at("2026-11-20"), np.array([1, 2], "m8[h]")), "amount"),
        (lambda: batch.add(WEEK, at("2026-11-20"), timedelta(1), edge="middle"), "edge"),  # type: ignore[arg-type] # refused
        (lambda: batch.add(WEEK, at("2026-11-20"), timedelta(1), zone="UTC"), "zone"),
        (lambda: batch.add(WEEK, datetime(2026, 11, 20, tzinfo=UTC), timedelta(1)), "start"),
        (lambda: batch.add(WEEK, datetime(2026, 11, 20), np.array([1], "m8[h]")), "start"),
        (lambda: batch.elapsed(WEEK, at("2026-11-20").reshape(1, 1), at("2026-11-20")), "start"),
        (lambda: batch.is_open(WEEK, np.array([True])), "at"),
        (lambda: batch.add_business_days(WEEK, at("2026-11-20"), 1.5), "days"),
        (lambda: batch.add_business_days(WEEK, at("2026-11-20"), np.array([1, 2])), "days"),
        (lambda: batch.add_business_days(WEEK, at("2026-11-20"), np.array([10**6])), "days"),
        (lambda: batch.add_business_days(WEEK, at("2026-11-20"), 1, rule="close"), "rule"),  # type: ignore[arg-type] # refused
    ],
)
def test_what_cannot_be_meant_is_refused_by_its_name(ask: Any, field: str) -> None:
    with pytest.raises((BadInput, WrongType)) as caught:
        ask()
    assert caught.value.field == field


def test_a_call_takes_ten_bytes_a_row_and_a_mebibyte() -> None:
    rows = 400_000
    start = np.full(rows, np.datetime64("2026-11-20T12:00", "us"))
    start[::7] = NAT
    amount = np.full(rows, np.timedelta64(90, "m").astype("m8[us]"))
    batch.add(WEEK, start, amount)
    tracemalloc.start()
    batch.add(WEEK, start, amount)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * rows + 2**20


def test_missing_is_numpys_own_nat() -> None:
    assert np.array([NAT], "M8[us]").view(np.int64)[0] == MISSING


def test_a_single_instant_of_a_coarse_unit_does_not_coarsen_the_answers() -> None:
    assert batch.add(WEEK, np.datetime64("2026-11-20T12:00", "s"), np.array([1], "m8[us]")).dtype == np.dtype("M8[us]")


def test_a_key_that_is_missing_is_no_key_of_a_row() -> None:
    calendars = {pd.NA: WEEK, "b": WEEK}
    with pytest.raises(UnknownName, match=r"is not the key of a calendar; name one of <NA>, 'b'"):
        batch.add(calendars, at("2026-11-20T10:00"), timedelta(hours=1), calendar_of=np.array(["a"]))
