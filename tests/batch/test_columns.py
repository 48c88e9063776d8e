"""pandas, polars and pyarrow columns in, and the same kind back: type, unit, zone, index and what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from slacal import BadInput, Calendar, UnknownName, WrongType, batch
from slacal.batch.columns import column

pd, pl, pa = (import_module(name) for name in ("pandas", "polars", "pyarrow"))  # untyped, for the type checkers' peace
DESK = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow")
# Friday 20 November 2026, 18:00 in Moscow, which is 15:00 UTC; nothing; Saturday 21, 15:00 in Moscow.
WALLS = np.array(["2026-11-20T15:00", "NaT", "2026-11-21T12:00"], "M8[us]")
# One hour on Friday and three on Monday; four on Monday: 13:00 and 14:00 in Moscow, 11:00 and 12:00 in Berlin.
DUE = [datetime(2026, 11, 23, 10, tzinfo=UTC), None, datetime(2026, 11, 23, 11, tzinfo=UTC)]
FOUR = timedelta(hours=4)


def pandas_column(unit: str = "us") -> Any:
    walls = pd.Series(WALLS.astype(f"M8[{unit}]"), index=[7, 8, 9], name="opened")
    return walls.dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")


def arrow_pandas_column() -> Any:
    return pandas_column().astype("timestamp[us, tz=Europe/Berlin][pyarrow]")


def polars_column(unit: str = "us") -> Any:
    utc = pl.Series("opened", WALLS).cast(pl.Datetime(unit)).dt.replace_time_zone("UTC")
    return utc.dt.convert_time_zone("Europe/Berlin")


def arrow_column(unit: str = "us") -> Any:
    return pa.chunked_array([pa.array(WALLS).cast(pa.timestamp(unit, "Europe/Berlin"))])


COLUMNS = [
    pandas_column(), pandas_column("s"), pandas_column("ns"), arrow_pandas_column(),
    polars_column(), polars_column("ms"), polars_column("ns"), arrow_column(), arrow_column("s"), arrow_column("ns"),
]  # fmt: skip


def type_of(values: Any) -> Any:
    return values.type if hasattr(values, "type") else values.dtype


def plain(values: Any) -> list[Any]:
    """Return what a column holds as plain values, None for what is missing."""
    listed = values.to_pylist() if hasattr(values, "to_pylist") else values.to_list()
    held = [None if one is None or one is pd.NaT or one is pd.NA else one for one in listed]
    return [getattr(one, "to_pydatetime", getattr(one, "to_pytimedelta", lambda one=one: one))() for one in held]


@pytest.mark.parametrize("opened", COLUMNS, ids=lambda one: f"{type(one).__module__[:6]}-{type_of(one)}")
class TestEachLibrary:
    def test_gets_its_own_type_zone_and_unit_back(self, opened: Any) -> None:
        due = batch.add(DESK, opened, FOUR)
        assert (type(due), type_of(due)) == (type(opened), type_of(opened))
        assert plain(due) == DUE

    def test_gets_open_time_as_durations_with_nulls(self, opened: Any) -> None:
        assert plain(batch.elapsed(DESK, opened, batch.add(DESK, opened, FOUR))) == [FOUR, None, FOUR]

    def test_gets_business_days(self, opened: Any) -> None:
        # Friday and Saturday, two business days on: Tuesday 24, 19:00 in Moscow.
        closing = datetime(2026, 11, 24, 16, tzinfo=UTC)
        assert plain(batch.add_business_days(DESK, opened, 2)) == [closing, None, closing]

    def test_subtracts_a_column_of_amounts(self, opened: Any) -> None:
        amounts = batch.elapsed(Calendar.always(), opened, batch.add(Calendar.always(), opened, timedelta(hours=2)))
        back = batch.subtract(DESK, batch.add(DESK, opened, FOUR), amounts)
        # Two hours before Monday 13:00 and 14:00 in Moscow: 11:00 and 12:00.
        assert plain(back) == [datetime(2026, 11, 23, 8, tzinfo=UTC), None, datetime(2026, 11, 23, 9, tzinfo=UTC)]


def test_what_is_missing_is_not_open_in_pandas_and_null_elsewhere() -> None:
    assert batch.is_open(DESK, pandas_column()).tolist() == [True, False, False]
    assert batch.is_open(DESK, polars_column()).to_list() == [True, None, False]
    assert batch.is_open(DESK, arrow_column()).to_pylist() == [True, None, False]
    assert plain(batch.is_open(DESK, arrow_pandas_column())) == [True, None, False]


def test_the_index_and_the_name_of_a_pandas_column_stay() -> None:
    due = batch.add(DESK, pandas_column(), FOUR)
    assert (list(due.index), due.name) == ([7, 8, 9], "opened")


def test_the_zone_of_a_column_does_not_change_the_instants() -> None:
    moved = pandas_column().dt.tz_convert("Asia/Kathmandu")
    assert (batch.add(DESK, moved, FOUR).dropna() == batch.add(DESK, pandas_column(), FOUR).dropna()).all()


@pytest.mark.parametrize("opened", [pandas_column().dropna(), polars_column().drop_nulls(), arrow_column().drop_null()])
def test_a_zoned_column_in_microseconds_is_read_where_it_lies(opened: Any) -> None:
    memory = column(opened, "start", "M", None)[0].raw
    if isinstance(opened, pd.Series):
        assert np.shares_memory(memory, opened.array.asi8)
    elif isinstance(opened, pl.Series):
        assert np.shares_memory(memory, opened.to_physical().to_numpy())
    else:
        assert memory.ctypes.data == opened.chunk(0).buffers()[1].address


@pytest.mark.parametrize("naive", [pd.Series(WALLS), pl.Series("opened", WALLS), pa.chunked_array([pa.array(WALLS)])])
class TestWallTimes:
    def test_without_a_zone_are_refused(self, naive: Any) -> None:
        with pytest.raises(BadInput, match="zone='Europe/Berlin'") as caught:
            batch.add(DESK, naive, FOUR)
        assert (caught.value.field, caught.value.code) == ("start", "naive-datetime")

    def test_with_a_zone_are_read_in_it_and_come_back_with_it(self, naive: Any) -> None:
        # 15:00 in Moscow and four hours make Friday 19:00; Saturday 12:00 and four hours make Monday 14:00.
        due = batch.add(DESK, naive, FOUR, zone="Europe/Moscow")
        assert plain(due) == [datetime(2026, 11, 20, 16, tzinfo=UTC), None, datetime(2026, 11, 23, 11, tzinfo=UTC)]
        assert "Europe/Moscow" in str(type_of(due))


def test_skipped_wall_times_move_on_and_doubled_ones_are_their_first_reading() -> None:
    walls = pl.Series(["2026-03-29 02:30", "2026-10-25 02:30"]).str.to_datetime()
    at = batch.add(Calendar.always(), walls, timedelta(hours=1), zone="Europe/Berlin").to_list()
    # 02:30 is 03:30 summer time, 01:30 UTC; the first 02:30 in October is summer time too, 00:30 UTC.
    there = [one.astimezone(UTC) for one in at]  # within a fold nothing equals its twin in UTC
    assert there == [datetime(2026, 3, 29, 2, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)]


def test_a_zone_that_no_column_needs_is_refused() -> None:
    with pytest.raises(BadInput, match="zone"):
        batch.add(DESK, pandas_column(), FOUR, zone="UTC")


@pytest.mark.parametrize(
    "keys",
    [
        pd.Series(["m", "a", "a"]), pd.Series(["m", "a", "a"], dtype="category"), pl.Series(["m", "a", "a"]),
        pl.Series(["m", "a", "a"], dtype=pl.Categorical), pl.Series(["m", "a", "a"], dtype=pl.Enum(["x", "a", "m"])),
        pa.chunked_array([["m"], ["a", "a"]]), np.array(["m", "a", "a"]), np.array(["m", "a", "a"], object),
        ["m", "a", "a"],
    ],
)  # fmt: skip
def test_keys_of_any_kind_choose_the_calendar_of_a_row(keys: Any) -> None:
    found = batch.add({"a": Calendar.always(), "m": DESK}, polars_column(), FOUR, calendar_of=keys).to_list()
    assert found == [DUE[0], None, datetime(2026, 11, 21, 16, tzinfo=UTC)]


@pytest.mark.parametrize("keys", [pd.Series(["m", None, "m"]), pl.Series(["m", None, "m"]), pa.array(["m", None, "m"])])
def test_a_row_without_a_key_is_refused(keys: Any) -> None:
    keys = pa.chunked_array([keys]) if isinstance(keys, pa.Array) else keys
    with pytest.raises(BadInput) as caught:
        batch.add({"m": DESK}, polars_column(), FOUR, calendar_of=keys)
    assert (caught.value.field, caught.value.value) == ("calendar_of[1]", None)


def test_a_key_without_a_calendar_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'moscow'") as caught:
        batch.add({"moscow": DESK}, polars_column(), FOUR, calendar_of=pl.Series(["moscow", "moscow", "mosow"]))
    assert caught.value.field == "calendar_of[2]"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (pl.LazyFrame({"at": [1]}), "collect"), (pl.DataFrame({"at": [1]}), "one of its columns"),
        (pd.DataFrame({"at": [1]}), "one of its columns"), (pl.Series([1.5]), "zoned datetimes"),
        (pl.Series(["2026-11-20"]), "zoned datetimes"), (pl.col("at"), "not a column"), ([1, 2], "not an array"),
    ],
)  # fmt: skip
def test_what_is_no_column_of_instants_is_refused_with_a_mend(values: Any, words: str) -> None:
    with pytest.raises(WrongType, match=words) as caught:
        batch.add(DESK, values, FOUR)
    assert caught.value.field == "start"


def test_numbers_of_days_may_be_a_column_with_nulls() -> None:
    opened = polars_column().fill_null(strategy="forward")
    found = batch.add_business_days(DESK, opened, pl.Series([1, None, 0])).to_list()
    assert found == [datetime(2026, 11, 23, 16, tzinfo=UTC), None, datetime(2026, 11, 21, 12, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("keys", "column_of_keys"),
    [
        ((True, False), pl.Series([True, False, True])),
        ((1.5, 2.5), pl.Series([1.5, 2.5, 1.5])),
        ((datetime(2026, 1, 1).date(), None), pl.Series([datetime(2026, 1, 1).date()] * 3)),
    ],
)
def test_keys_of_polars_are_looked_up_as_they_are_not_as_texts(keys: tuple[Any, Any], column_of_keys: Any) -> None:
    found = batch.add(dict.fromkeys(keys, DESK), polars_column(), FOUR, calendar_of=column_of_keys)
    assert found.to_list() == DUE


def test_a_missing_key_among_whole_numbers_of_polars_is_the_one_that_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        batch.add({1: DESK}, polars_column(), FOUR, calendar_of=pl.Series([1, None, 1]))
    assert caught.value.field == "calendar_of[1]"


def test_keys_that_cannot_be_keys_are_refused() -> None:
    keys = np.empty(3, object)
    keys[:] = [["a"], "a", "a"]
    with pytest.raises(WrongType) as caught:
        batch.add({"a": DESK}, polars_column(), FOUR, calendar_of=keys)
    assert caught.value.field == "calendar_of"


def test_days_that_64_bits_with_a_sign_cannot_hold_are_refused() -> None:
    days = np.array([1, 1, (1 << 64) - 3], np.uint64)  # wrapped around these would be -3
    with pytest.raises(BadInput) as caught:
        batch.add_business_days(DESK, WALLS, days)
    assert caught.value.field == "days"


def test_a_pandas_column_in_a_zone_of_dateutil_is_answered_in_it() -> None:
    from dateutil import tz

    pandas: Any = pytest.importorskip("pandas")
    desk = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
    opened = pandas.Series(pandas.to_datetime(["2026-11-20T17:00Z"])).dt.tz_convert(tz.gettz("Europe/Berlin"))
    due = batch.add(desk, opened, timedelta(hours=4))  # Friday 18:00: one hour, and three from Monday 10:00
    assert str(due[0]) == "2026-11-23 13:00:00+01:00"
    assert due.dtype == opened.dtype


def test_a_zone_that_no_column_of_a_log_needs_is_refused() -> None:
    from slacal import Policy

    policy = Policy.from_dict(
        {
            "name": "desk",
            "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
            "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
        }
    )
    tickets = {"created": np.array(["2026-11-20T17:00"], "M8[s]")}
    with pytest.raises(BadInput, match="no column of wall times") as refused:
        batch.promises(tickets, policy, zone="Europe/Berlin")
    assert refused.value.field == "zone"
