"""Good values of every kind, and what a door is: the lists of doors put bad values in the place of one of them."""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from slacal import (
    Calendar,
    Event,
    History,
    HolidayDates,
    Policy,
    ProductionCalendar,
    SpecialDay,
    analysis,
    batch,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

pd: Any = import_module("pandas")  # no stubs
pa: Any = import_module("pyarrow")  # likewise
WEEK = "Mo-Fr 10:00-19:00; Sa 09:00-16:00"
ZONE = "Europe/Berlin"
DAY = date(2026, 11, 20)
NEXT = date(2026, 11, 27)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(ZONE))
HOUR = timedelta(hours=1)
DESK = Calendar.weekly(WEEK, zone=ZONE)
FULL = Calendar.weekly(WEEK, zone=ZONE, holidays=["DE-BE", {DAY: "party"}], special_days={"12-31": "off"})
TABLE = ProductionCalendar.of({DAY: "day_off", date(2026, 5, 9): "workday"}, name="works")
PARTY = HolidayDates.of({DAY: "party"})
SHORT_DAY = SpecialDay("12-31", "10:00-12:00")
TREE: dict[str, Any] = {
    "name": "Support",
    "zone": "Europe/Berlin",
    "effective_from": "2020-01-01",
    "assumptions": ["none"],
    "definitions": {"busy": {"not": {"any": ["solved", {"priority": [1, 2]}]}}},
    "calendars": {
        "office": {
            "week": "Mo-Fr 09:00-17:00",
            "holidays": {"public": "DE", "transferred": "own"},
            "special_days": {"12-31": {"close_earlier": "1 hour"}},
        },
        "both": {"any_of": ["office", "office"]},
    },
    "calendar": [{"when": {"tier": 1}, "use": "office"}, {"use": "both"}],
    "rules": {"breach": "at"},
    "queue": [{"when": {"tier": "paid"}, "by": ["registered"]}],
    "targets": {
        "fix": {
            "measures": "resolution",
            "start": ["created", {"status": "new"}],
            "pause": [
                {"reason": "customer", "while": "waiting"},
                {"from": "asked", "to": {"event": ["answered"], "with": {"by": "customer"}}},
            ],
            "goals": [
                {"when": {"users": {"at_least": 1}}, "within": "8 business hours", "edge": "far", "calendar": "office"},
                {"within": "2 business days", "lands": "17:00", "counts_from": "same_day", "cutoff": "14:00"},
            ],
            "warnings": ["1 business hour before due"],
        },
        "stay": {"runs_while": {"group": "present"}, "goals": [{"at": "promised"}]},
    },
}
POLICY = Policy.from_dict(TREE)
PLAIN = Policy.from_dict({**TREE, "targets": {"fix": TREE["targets"]["fix"]}})
SUPPLIED = Policy.from_dict({
    "name": "S", "zone": "UTC", "calendars": {"theirs": {"supplied": True}}, "calendar": "theirs",
    "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]}},
})  # fmt: skip
CREATED = Event(AT, "created", {"status": "new", "users": 3, "promised": date(2026, 12, 1)}, details={"by": "agent"})
HISTORY = History("T-1", [CREATED, Event(AT + HOUR, "changed", status="waiting")])
TRACKER = POLICY.track("T-1").after(CREATED).after(HISTORY.events[1])
STATE: dict[str, Any] = TRACKER.to_dict()
SEEN = POLICY.evaluate(HISTORY, as_of=LATER)
ARRAY = np.array(["2026-11-20T09:00", "NaT"], "M8[us]")
HOURS = np.array([2, 3], "m8[h]")
LOG: dict[str, Any] = {
    "ticket": np.array(["T-1", "T-1", "T-2"]),
    "at": np.array(["2026-11-20T18:00", "2026-11-23T10:30", "2026-11-23T10:45"], "M8[s]"),
    "event": np.array(["created", "agent_reply", "created"]),
    "status": np.array(["new", "", "new"], object),
}
FRAME = pd.DataFrame({**LOG, "at": pd.to_datetime(LOG["at"], utc=True)})
NAIVE = pd.DataFrame({**LOG, "at": pd.to_datetime(LOG["at"])})
ANSWER = batch.evaluate_log(LOG, PLAIN, LATER, keep=["status"])
BOTH = {"now": PLAIN, "then": PLAIN.model_copy(update={"calendar": "office"})}
COMPARED = analysis.compare(BOTH, LOG, LATER)
RECORD = analysis.record(HISTORY, POLICY, as_of=LATER)
FITTED = analysis.fit(LOG, PLAIN, LATER, calendar=DESK, by=None)
POLARS = pl.DataFrame({"created": [AT, LATER.astimezone(UTC)], "users": [1, 2]})
ARROW = pa.table({"created": [AT, AT], "users": [1, 2]})
OPENED = {"created": ARRAY[:1], "users": np.array([1])}
ICS = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas\nEND:VEVENT\nEND:VCALENDAR"
SHIFTS = (
    "BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nDTSTART;TZID=Europe/Riga:20260102T090000\nDURATION:PT8H\n"
    "RRULE:FREQ=WEEKLY;BYDAY=FR\nEND:AVAILABLE\nEND:VAVAILABILITY\nEND:VCALENDAR"
)
PLACE = (
    '{"@type": "Store", "openingHoursSpecification": [{"dayOfWeek": ["Monday", "Friday"], "opens": "09:00", "closes": "17:00"},'
    ' {"validFrom": "2026-12-24", "validThrough": "2026-12-26", "opens": "00:00", "closes": "00:00"}]}'
)
CSV = b"ticket,at,event,status\nT-1,2026-11-20T09:00Z,created,new\nT-1,2026-11-20T11:00:00+01:00,changed,waiting\n"
LINES = b'{"ticket": "T-1", "at": "2026-11-20T09:00Z", "event": "created", "users": 3}\n'
MAPPING = {"kind": "events", "ticket": "ticket", "at": "at", "event": "event", "facts": {"status": "status"}}
YAML_TEXT = """name: Support
zone: UTC
calendars: {office: {week: "Mo-Fr 09:00-17:00"}}
calendar: office
targets:
  fix:
    measures: resolution
    goals:
      - when: {priority: high}
        within: 8 business hours
      - {within: 2 business days, lands: "17:00"}
"""
JSON_TEXT = (
    '{"name": "S", "zone": "UTC", "calendar": "always", "targets": {"fix": {"measures": "resolution",'
    ' "goals": [{"within": "8 business hours"}]}}}'
)
TOML_TEXT = (
    'name = "S"\nzone = "UTC"\ncalendar = "always"\n[targets.fix]\nmeasures = "resolution"\n'
    'goals = [{within = "8 business hours"}]\n'
)


class Entry(NamedTuple):
    """A door: what calls it with a value, a good value, and errors of the system that it may pass on."""

    call: Callable[[Any], object]
    good: Any
    passes: tuple[type[Exception], ...] = ()


def some(found: Any) -> list[Any]:
    """Return the first few of what may have no end."""
    return list(islice(found, 5))


def whole(evaluation: Any) -> object:
    """Return all that an evaluation says: it is computed when it is read."""
    return evaluation.targets, evaluation.next_due_at, evaluation.notes, evaluation.usage, evaluation.explain()


@cache
def folder() -> Path:
    """Return a folder for files that are written."""
    return Path(tempfile.mkdtemp(prefix="slacal-bad-"))


def in_file(name: str, read: Callable[[Path], object]) -> Callable[[Any], object]:
    """Return a call that writes its value into a file, as bytes, and has it read."""

    def call(content: Any) -> object:
        if not isinstance(content, str | bytes):
            return None
        path = folder() / name
        path.write_bytes(content if isinstance(content, bytes) else str.encode(content, "utf-8", "surrogatepass"))
        return read(path)

    return call


def within_folder(name: Any) -> Any:
    """Return the path of a file that may be written, whatever a text names; other values as they are."""
    return folder() / name.replace("/", "-").replace("\\", "-") if isinstance(name, str) else name
