"""Twenty kinds of bad values, each drawn from a seed: what programs, files and people hand in by mistake or by intent."""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

import string
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

pd: Any = import_module("pandas")  # no stubs
pa: Any = import_module("pyarrow")  # likewise
BERLIN = ZoneInfo("Europe/Berlin")
UNFIT = [
    "\x00",
    "\x07",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\ud800",
    "\udfff",
    "\uffff",
]
WORDS = (
    "suport", "calender", "Mo-Fri 9-17", "buisness hours", "2 bussiness days", "at_leest", "creted", "always ", "NEVER",
    "offf", "8 hours", "close_earlyer", "next_days", "nere", "fare", "warm", "2026-13-01", "2026-02-30", "02-30",
    "easter+999", "rrule:FREQ=HOURLY", "rrule:FREQ=YEARLY;BYMONTH=13", "25:00-26:00", "10:00-09:60", "Mo 10:00-", "DE-XX",
    "XX", "R U", "24/8", "PH", "SH off", "week 60 Mo 10:00-12:00", "2026-11-20T25:00:00+03:00", "2026-11-20T09:00:00",
    "2026-11-20", "yml", "jsn", "jsonl", "null", "NaN", "1e999", "0x10", "١٢:٠٠-١٣:٠٠", "\N{FULLWIDTH DIGIT ONE}0:00-12:00",
)  # fmt: skip


class Loud:
    """Raises whatever is done with it."""

    def _refuse(self, *_: Any) -> NoReturn:
        raise RuntimeError("touched")

    __repr__ = __str__ = __bool__ = __len__ = __hash__ = __eq__ = _refuse
    __lt__ = __iter__ = __index__ = __float__ = __format__ = _refuse


def _one_loud(*names: str) -> Any:
    def refuse(*_: Any) -> NoReturn:
        raise RuntimeError("touched")

    return type("Loud", (), dict.fromkeys(names, refuse))()


class Endless:
    """An iterator without end, as far as any caller should look."""

    _FAR = 20_000

    def __init__(self, *items: Any) -> None:
        self._items, self._given = items, 0

    def __iter__(self) -> Endless:
        return self

    def __next__(self) -> Any:
        self._given += 1
        if self._given > self._FAR:
            raise AssertionError("an iterator without end was read to its end")
        return self._items[self._given % len(self._items)] if self._items else self._given


class Zone(tzinfo):
    """A zone that answers its questions as it was told to."""

    def __init__(self, offset: Any, fault: type[Exception] | None = None) -> None:
        self._offset, self._fault = offset, fault

    def _answer(self) -> Any:
        if self._fault is not None:
            raise self._fault("no offset")
        return self._offset

    def utcoffset(self, _: datetime | None, /) -> Any:
        return self._answer()

    def dst(self, _: datetime | None, /) -> Any:
        return self._answer()

    def tzname(self, _: datetime | None, /) -> Any:
        return self._answer()


def _wrong_type(rng: Random, _: Any) -> Any:
    return rng.choice([
        None, True, False, 0, 1, 17, 3.5, 2j, b"bytes", bytearray(b"x"), memoryview(b"x"), [], [1], {}, {"a": 1}, {1: 2},
        set[int](), {1}, frozenset({"x"}), (), (1,), object(), object, len, lambda: 1, ..., NotImplemented, range(5),
        Decimal(1), Fraction(1, 3), string, UTC, time(9), slice(1), Exception("x"),
    ])  # fmt: skip


def _loud(rng: Random, _: Any) -> Any:
    names = ("__repr__", "__str__", "__eq__", "__hash__", "__bool__", "__len__", "__iter__", "__index__", "__lt__")
    return rng.choice([Loud(), [Loud()], {"a": Loud()}, (Loud(), Loud()), _one_loud(rng.choice(names))])


def _huge_number(rng: Random, _: Any) -> Any:
    huge: list[Any] = [2**31, 2**63 - 1, 2**63, 2**64, 10**18, 10**30, 10**5_000, 1e308, Decimal("1e999999")]
    return rng.choice(huge) * rng.choice([1, -1])


def _strange_number(rng: Random, _: Any) -> Any:
    nan = float("nan")
    strange = [
        -1,
        -7,
        -0.0,
        0.1,
        nan,
        float("inf"),
        -float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        complex(nan, 1),
        True,
    ]
    return rng.choice(
        [*strange, np.float64("nan"), np.int8(-1), np.uint64(2**64 - 1), np.bool_(True), -rng.randrange(9**9)]
    )


def _empty_text(rng: Random, _: Any) -> Any:
    return rng.choice(
        ["", " ", "\t", "\n\n", "\u00a0", "\u2003", b"", "''", '""', "#", "-", ";", ",", ":", "[]", "{}", "null"]
    )


def _long_text(rng: Random, good: Any) -> Any:
    size = rng.choice([5_000, 100_000, 1_000_000])
    text = good if isinstance(good, str) else good.decode() if isinstance(good, bytes) else "Mo-Fr 10:00-19:00; "
    unit = rng.choice(
        ["x", "9", " ", "(", "[", "-", "Mo,", "a.", "{a: ", '"', "\\", "\n", "é", "10:00-11:00,", text or "x"]
    )
    long = (unit * (size // len(unit) + 1))[:size]
    return rng.choice([long, text + long, long + text, long.encode() if isinstance(good, bytes) else long])


def _unfit_text(rng: Random, good: Any) -> Any:
    text = good if isinstance(good, str) else rng.choice(WORDS)
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(UNFIT) + text[at:]


def _near_miss(rng: Random, good: Any) -> Any:
    if not isinstance(good, str) or not good or rng.random() < 0.3:
        return rng.choice(WORDS)
    at = rng.randrange(len(good))
    return (
        good[:at] + rng.choice([good[at].swapcase(), good[at] * 2, "", rng.choice(string.printable)]) + good[at + 1 :]
    )


def _mutated(rng: Random, good: Any) -> Any:
    if isinstance(good, bytes):
        return _edited(rng, good.decode()).encode("utf-8", "surrogatepass")
    return _edited(rng, good) if isinstance(good, str) else _edited(rng, rng.choice(WORDS))


def _edited(rng: Random, text: str) -> str:
    for _ in range(rng.choice([1, 1, 2, 3, 8])):
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        to = min(to, at + rng.choice([1, 4, 40]))
        text = rng.choice([
            text[:at], text[at:], text[:at] + text[to:], text[:to] + text[at:to] + text[to:],
            text[:at] + text[at:to][::-1] + text[to:], text[:at] + rng.choice(string.printable) + text[to:],
        ])  # fmt: skip
    return text


def _deep(rng: Random, good: Any) -> Any:
    depth = rng.choice([33, 200, 1_000, 20_000])
    if isinstance(good, str | bytes) and rng.random() < 0.7:
        opening, closing = rng.choice([("[", "]"), ('{"a":', "}"), ("{a: ", "}"), ("- ", ""), ("a.", ""), ("(", ")")])
        text = opening * depth + "1" + closing * depth
        return text.encode() if isinstance(good, bytes) else text
    tree: Any = 1
    kind = rng.randrange(4)
    for _ in range(depth):
        tree = [[tree], {"a": tree}, (tree,), {"any": [tree]}][kind]
    return tree


def _recursive(rng: Random, _: Any) -> Any:
    many: list[Any] = [1]
    many.append(many)
    named: dict[str, Any] = {"a": 1, "name": "x"}
    named["a"] = rng.choice([named, many])
    within: dict[Any, Any] = {date(2026, 12, 31): named, "any": many}
    return rng.choice([many, named, within, (many, many), [named]])


def _wrong_shape(rng: Random, good: Any) -> Any:
    return rng.choice([
        [good], (good,), {"a": good}, [[good]], (good, good, good), [good, None], {good: good} if _hashes(good) else [good] * 3,
        [1, "a", None], [(1, 2), (3,)], {"": ""}, {None: None}, {1: {2: 3}}, [{}], [[]], {"week": []}, (), [()], ((), ()),
        {(1, 2): "off"}, [("a",), ("b", "c", "d")], {"mon": 5}, {"mon": [["09:00"]]}, {"mon": [["09:00", 5]]},
    ])  # fmt: skip


def _hashes(value: Any) -> bool:
    try:
        hash(value)
    except Exception:  # noqa: BLE001  # whatever it raises, it is no key
        return False
    return True


def _edge_moment(rng: Random, _: Any) -> Any:
    zone = rng.choice([UTC, BERLIN, timezone(timedelta(hours=14)), timezone(-timedelta(hours=23, minutes=59)), None])
    wall = rng.choice([
        datetime.min, datetime.max, datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30, fold=1),
        datetime(2026, 11, 20, 9), datetime(1, 1, 1, 23), datetime(9999, 12, 31, 1), datetime(1883, 11, 18, 12),
    ])  # fmt: skip
    moment = wall.replace(tzinfo=zone)
    days = [date.min, date.max, wall.date(), date(2026, 2, 28)]
    return rng.choice([moment, moment, moment, rng.choice(days), moment.timetz(), wall.isoformat(), (moment, wall)])


def _stamp(rng: Random, _: Any) -> Any:
    return rng.choice([
        pd.Timestamp("2026-11-20T09:00:00.000000001Z"), pd.Timestamp("2026-11-20"), pd.NaT, pd.NA,
        pd.Timestamp.min.tz_localize("UTC"), pd.Timestamp.max.tz_localize("UTC"), pd.Timedelta(1, "ns"),
        pd.Timedelta.max, np.datetime64("NaT", "us"), np.datetime64("2026-11-20T09:00"), np.timedelta64(1, "D"),
        np.timedelta64("NaT", "us"), np.datetime64(2**62, "s"), pd.Period("2026-11"), pd.Interval(0, 1), pd.Timestamp("2026-11-20", tz="UTC"),
    ])  # fmt: skip


def _bad_zone(rng: Random, _: Any) -> Any:
    zone = rng.choice([
        Zone(None), Zone(None, ValueError), Zone(None, RuntimeError), Zone(None, KeyError), Zone("x"), Zone(3600),
        Zone(timedelta(days=2)), Zone(timedelta(microseconds=1)), Zone(None, NotImplementedError), Zone(timedelta(hours=3)), Zone(None, OverflowError),
    ])  # fmt: skip
    return rng.choice([zone, datetime(2026, 11, 20, 9, tzinfo=zone), datetime.max.replace(tzinfo=zone)])


def _zone_name(rng: Random, _: Any) -> Any:
    return rng.choice([
        "../etc/passwd", "/etc/passwd", "../../../../etc/localtime", "", "utc ", " UTC", "utc", "MSK", "CET+1", "UTC+3", "GMT+25",
        "Europe/Mosow", "europe/berlin", "Europe", "Europe/", "Europe/Berlin\x00", "Europe/Berlin\n", "Europe\\Berlin", ".",
        "..", "posix/Europe/Berlin", "C:\\Windows", "+03:00", "Z", "tzdata.zi", "x" * 5_000, "é" * 300, "Europe/Berlin/../Paris", "\ud800",
    ])  # fmt: skip


def _amount(rng: Random, _: Any) -> Any:
    return rng.choice([
        timedelta.max, timedelta.min, timedelta(days=36_526), -timedelta(days=36_526), timedelta(days=146_098), timedelta.resolution,
        -timedelta.resolution, timedelta(0), timedelta(days=36_525), pd.Timedelta(1, "ns"), np.timedelta64(2**62, "s"), 3600, 3600.0,
        "1 hour", "PT1H", "1e9 hours", "99999999999 business hours", "0 business hours", "-1 business hours", "1/0 hours",
        "0.000000000001 hours", "100000 business days", "9" * 30 + " business days",
    ])  # fmt: skip


def _iterator(rng: Random, good: Any) -> Any:
    return rng.choice([
        Endless(), Endless("x"), Endless(None), Endless({}), Endless(()), Endless("a", 1), iter([]), iter([good]),
        (one for one in (1, 2)), zip([1], [2], strict=True), enumerate(["a"]), map(str, [1]),
        {}.keys(), {"a": 1}.items(), reversed([good]),
    ])  # fmt: skip


def _array(rng: Random, good: Any) -> Any:
    at = ["2026-11-20T09:00", "NaT"]
    columns: dict[str, Any] = {
        "at": pd.to_datetime(at, utc=True), "ticket": ["T-1", None], "event": ["created", 5], "created": pd.to_datetime(at, utc=True),
    }  # fmt: skip
    frame = pd.DataFrame(columns)
    twice = pd.concat([frame, frame], axis=1)
    return rng.choice([
        np.array(at, "M8[us]"), np.array([1.5, np.nan]), np.array([object(), None]), np.array(["a", "b"]), np.array([[1, 2], [3, 4]]),
        np.array(2**62), np.array([2**62, -(2**62)]), np.array([], "M8[ns]"), np.array([1], "m8[Y]"), np.array([1], "m8"),
        np.array([2**60], "M8[as]"), np.array([2**62], "M8[D]"), np.array([1, 2], np.uint8), np.array([True]), np.array([2**63 - 1], "m8[s]"),
        np.ma.masked_array([1, 2], mask=[True, False]), np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]), np.int64(5), np.str_("x"),
        pd.Series(at), pd.Series([1, 2]), pd.Series(pd.to_datetime(at)), pd.Series(pd.to_datetime(at, utc=True)), pd.Series([1, "a", None]),
        pd.Series([], dtype="datetime64[ns]"), pd.Series(["a"], dtype="category"), pd.Series([pd.Timedelta(1, "ns")]), pd.Index([1]),
        pl.Series(at), pl.Series([1.5]), pl.Series([None]), pl.Series([[1], [2]]), pl.Series([{"a": 1}]), pl.Series([date(2026, 1, 1)]),
        pa.array(at), pa.array([None]), pa.chunked_array([[1], [2]]), pa.array([date(2026, 1, 1)]), pa.array([[1]]),
        frame, twice, frame.drop(columns="at"), frame[["ticket"]], frame.iloc[:0], pd.DataFrame(), pl.DataFrame(), pa.table({}),
        pl.DataFrame({"at": at}).lazy(), pl.DataFrame({"at": at, "ticket": [1, 2]}), pa.table({"at": at}), pa.record_batch({"created": [1]}),
        pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["at", "at"]),
        {"at": np.array(at, "M8[s]"), "ticket": np.array([1]), "event": np.array(["created"])}, {"at": 5, "created": 5, "ticket": 5},
        {"created": np.array([[1]])}, {"at": [1, [2]], "ticket": [1, 2]}, {5: np.array([1])}, {"created": np.array(["x"], object)},
        [np.array([1, 2])], (np.array(at, "M8[us]"), good), pd.MultiIndex.from_tuples([(1, 2)]),
    ])  # fmt: skip


_DOCUMENTS = (
    "a: &x 1\nb: *x", "a: !!python/object/apply:os.system [ls]", "a: !tag 1", "<<: {a: 1}", "%YAML 1.1\n---\na: 1", "a: 1\n---\nb: 2",
    "a: [1, 2", "a: 'x", "a:\n\t- 1", "? [a]\n: 1", "? {a: 1}\n: 2", "a: 1\na: 2", "a: .nan", "a: .inf", "a: 2026-11-20", "- 1\nb: 2",
    "&a [*a]", 'a: "\\UFFFFFFFF"', 'a: "\\ud800"', "a: 0o777777777777777777777777", "null", "~", "|\n x", ">", "!!binary aGk=", "@", "`", "*x",
    '{"a": 1, "a": 2}', '{"a": NaN}', '{"a": Infinity}', '{"a": 1e999}', '{"a": ' + "9" * 5_000 + "}", '{"a": "\\ud800"}', "{'a': 1}",
    '{"a": 1,}', '{"a"}', "[1, 2", '"', "tru", "[]", "5", '"x"', '{"a": \x01}', '{"a": 0123}', '{"\\u0000": 1}', '{"slacal": 99}',
    '{"slacal": 1, "any_of": []}', '{"slacal": 1, "any_of": [{}]}', '{"frozen": [], "dates": {}}', '{"week": {}, "zone": "UTC"}',
    "a = ", "[a]\n[a]", "a = 1\na = 2", "a = nan", "a.b = 1\na = 2", "= 1", "a = 1979-99-99", "[[a]]\n[a]", "a = '''x", "a = 0x" + "f" * 999,
    "a = 99999999999999999999", '"a\\q" = 1', "a = inf", "a = {b = 1", "a = 07:61:00", "[a.b.c.d", "BEGIN:VCALENDAR", "BEGIN:VEVENT\nEND:VEVENT",
    "BEGIN:VEVENT\nDTSTART:20269999\nEND:VEVENT", "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=0\nEND:VEVENT",
    "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=SECONDLY\nEND:VEVENT", "BEGIN:VAVAILABILITY\nEND:VAVAILABILITY", "END:VCALENDAR", "DTSTART:1",
    "BEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nDTSTART;TZID=../x:20260102T090000\nDURATION:P9999999999D\nEND:AVAILABLE\nEND:VAVAILABILITY",
    "ticket,at,event\nT-1", 'ticket,at,event\n"', "ticket,ticket,at\n1,2,3", "ticket,at,event\nT-1,never,created\n", "\x1f\x8b\x08", "PK\x03\x04",
    '{"ticket": 1}\n{"ticket"', "date,type\n2026-05-04,day_of\n", "date,type\n2026-13-04,day_off\n", "date,type\n", "type\n", '{"openingHours": 5}',
    '{"openingHoursSpecification": [{"opens": "9"}]}', '[{"opens": "09:00", "closes": "x", "dayOfWeek": "Mo"}]', '{"@graph": [[[]]]}',
)  # fmt: skip


def _document(rng: Random, good: Any) -> Any:
    text = rng.choice(_DOCUMENTS)
    if rng.random() < 0.3 and isinstance(good, str | bytes):
        whole = good if isinstance(good, str) else good.decode()
        at = rng.randrange(len(whole) + 1)
        text = rng.choice([whole + "\n" + text, whole[:at] + text + whole[at:]])
    return text.encode("utf-8", "surrogatepass") if isinstance(good, bytes) or rng.random() < 0.1 else text


CLASSES: dict[str, Callable[[Random, Any], Any]] = {
    "wrong type": _wrong_type,
    "loud object": _loud,
    "huge number": _huge_number,
    "strange number": _strange_number,
    "empty text": _empty_text,
    "long text": _long_text,
    "unfit characters": _unfit_text,
    "near miss": _near_miss,
    "mutated text": _mutated,
    "deep nesting": _deep,
    "recursive structure": _recursive,
    "wrong shape": _wrong_shape,
    "moment at an edge": _edge_moment,
    "stamp of another library": _stamp,
    "zone of one's own": _bad_zone,
    "zone name": _zone_name,
    "amount of time": _amount,
    "iterator": _iterator,
    "array or frame": _array,
    "document": _document,
}


def drawn(kind: str, rng: Random, good: Any) -> Any:
    """Return a bad value in place of `good`, or planted somewhere inside a good container."""
    if isinstance(good, dict | list | tuple) and good and rng.random() < 0.7:
        return _planted(kind, rng, good)
    return CLASSES[kind](rng, good)


def _planted(kind: str, rng: Random, tree: Any) -> Any:
    if not isinstance(tree, dict | list | tuple) or not tree or rng.random() < 0.15:
        return CLASSES[kind](rng, tree)
    if not isinstance(tree, dict):
        at = rng.randrange(len(tree))
        inside = _planted(kind, rng, tree[at])
        items = [*tree[:at], inside, *tree[at + 1 :]]
        return items if isinstance(tree, list) else tuple(items)
    key = rng.choice(list(tree))
    rest = {name: value for name, value in tree.items() if name != key}
    if rng.random() < 0.1:
        return rest
    if rng.random() < 0.15:
        bad = CLASSES[kind](rng, key)
        return {**rest, bad: tree[key]} if _hashes(bad) else {**rest, key: bad}
    return {**tree, key: _planted(kind, rng, tree[key])}
