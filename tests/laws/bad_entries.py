"""The written list of public doors: each takes one value in one place, and everything else about the call is good."""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

import io
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
    DayRule,
    Event,
    History,
    HolidayDates,
    Policy,
    ProductionCalendar,
    PublicHolidays,
    SpecialDay,
    WeeklyHours,
    analysis,
    batch,
)  # fmt: skip
from slacal.formats import availability, columns, event_log, holiday_feed, opening_hours, schema_org

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


def _some(found: Any) -> list[Any]:
    return list(islice(found, 5))


def _whole(evaluation: Any) -> object:
    return evaluation.targets, evaluation.next_due_at, evaluation.notes, evaluation.usage, evaluation.explain()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="slacal-bad-"))


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[Any], object]:
    """Return a call that writes its value into a file, as bytes, and has it read."""

    def call(content: Any) -> object:
        if not isinstance(content, str | bytes):
            return None
        path = _folder() / name
        path.write_bytes(content if isinstance(content, bytes) else str.encode(content, "utf-8", "surrogatepass"))
        return read(path)

    return call


def _read_log(content: Any, **options: Any) -> object:
    given = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return list(event_log.read_log(io.BytesIO(given), **options))


def _goals(events: Any = LOG, **options: Any) -> analysis.FoundGoals:
    return analysis.find_goal(events, PLAIN, "fix", LATER, **options)


def _simulated(**options: Any) -> object:
    given: dict[str, Any] = {"desk": FITTED, "policy": PLAIN, "team": analysis.Team(DESK), "seed": 7, **options}
    return analysis.simulate(given.pop("desk"), given.pop("policy"), weeks=1, runs=1, **given)


def _as_bytes(read: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a call for the content of a file: of other values there is none."""
    return lambda value: read(value) if isinstance(value, str | bytes) else None


CALENDARS = {
    "Calendar.weekly week": Entry(lambda v: Calendar.weekly(v, zone=ZONE), WEEK),
    "Calendar.weekly week as mapping": Entry(
        lambda v: Calendar.weekly(v, zone=ZONE), {"mon": [("09:00", "12:00"), "13:00-18:00"], "sat": "10:00-14:00"}
    ),
    "Calendar.weekly zone": Entry(lambda v: Calendar.weekly(WEEK, zone=v), ZONE),
    "Calendar.weekly holidays": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, holidays=v), "DE-BY"),
    "Calendar.weekly holidays as list": Entry(
        lambda v: Calendar.weekly(WEEK, zone=ZONE, holidays=v), ["RU", PARTY, date(2026, 12, 31), {DAY: "party"}]
    ),
    "Calendar.weekly special_days": Entry(
        lambda v: Calendar.weekly(WEEK, zone=ZONE, special_days=v),
        {date(2026, 12, 31): "10:00-15:00", "01-02": {"close_earlier": "1 hour", "reason": "eve"}, "easter+1": "off"},
    ),
    "Calendar.weekly special_days as list": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, special_days=v), [SHORT_DAY]),
    "Calendar.weekly overnight": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, overnight=v), "shift"),
    "Calendar.weekly coverage": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, coverage=v), "raise"),
    "Calendar.rota weeks": Entry(lambda v: Calendar.rota(v, anchor=DAY, zone=ZONE), [WEEK, "Mo 09:00-10:00"]),
    "Calendar.rota anchor": Entry(lambda v: Calendar.rota([WEEK], anchor=v, zone=ZONE), DAY),
    "Calendar.of_spans spans": Entry(
        lambda v: Calendar.of_spans(v, zone=ZONE), [(AT, LATER), ("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z")]
    ),
    "Calendar.of_spans zone": Entry(lambda v: Calendar.of_spans([(AT, LATER)], zone=v), ZONE),
    "Calendar.always": Entry(lambda v: Calendar.always(zone=v), ZONE),
    "Calendar.never": Entry(lambda v: Calendar.never(zone=v), ZONE),
    "is_open": Entry(DESK.is_open, AT),
    "status": Entry(FULL.status, AT),
    "add start": Entry(lambda v: DESK.add(v, HOUR), AT),
    "add amount": Entry(lambda v: DESK.add(AT, v), HOUR),
    "add edge": Entry(lambda v: DESK.add(AT, HOUR, edge=v), "far"),
    "add horizon": Entry(lambda v: DESK.add(AT, HOUR, horizon=v), timedelta(days=30)),
    "subtract end": Entry(lambda v: DESK.subtract(v, HOUR), AT),
    "subtract amount": Entry(lambda v: DESK.subtract(AT, v), HOUR),
    "subtract edge": Entry(lambda v: DESK.subtract(AT, HOUR, edge=v), "near"),
    "elapsed start": Entry(lambda v: DESK.elapsed(v, LATER), AT),
    "elapsed end": Entry(lambda v: DESK.elapsed(AT, v), LATER),
    "next_open": Entry(DESK.next_open, AT),
    "next_open horizon": Entry(lambda v: DESK.next_open(AT, horizon=v), timedelta(days=30)),
    "next_close": Entry(DESK.next_close, AT),
    "previous_open": Entry(DESK.previous_open, AT),
    "previous_close": Entry(DESK.previous_close, AT),
    "roll_forward": Entry(DESK.roll_forward, AT),
    "roll_back": Entry(DESK.roll_back, AT),
    "spans start": Entry(lambda v: _some(DESK.spans(v, LATER)), AT),
    "spans end": Entry(lambda v: _some(DESK.spans(AT, v)), LATER),
    "spans_after": Entry(lambda v: _some(DESK.spans_after(v)), AT),
    "spans_before": Entry(lambda v: _some(DESK.spans_before(v)), AT),
    "explain start": Entry(lambda v: DESK.explain(v, LATER), AT),
    "explain end": Entry(lambda v: DESK.explain(AT, v), LATER),
    "day": Entry(FULL.day, DAY),
    "is_business_day": Entry(DESK.is_business_day, DAY),
    "add_business_days start": Entry(lambda v: DESK.add_business_days(v, 3), AT),
    "add_business_days days": Entry(lambda v: DESK.add_business_days(AT, v), 3),
    "add_business_days rule": Entry(lambda v: DESK.add_business_days(AT, 3, rule=v), DayRule()),
    "count_business_days first": Entry(lambda v: DESK.count_business_days(v, NEXT), DAY),
    "count_business_days last": Entry(lambda v: DESK.count_business_days(DAY, v), NEXT),
    "count_business_days counts_from": Entry(lambda v: DESK.count_business_days(DAY, NEXT, counts_from=v), "same_day"),
    "calendar | other": Entry(lambda v: DESK | v, FULL, (TypeError,)),
    "calendar & other": Entry(lambda v: DESK & v, FULL, (TypeError,)),
    "calendar - other": Entry(lambda v: DESK - v, FULL, (TypeError,)),
    "until instant": Entry(lambda v: DESK.until(v, then=FULL), AT),
    "until then": Entry(lambda v: DESK.until(AT, then=v), FULL),
    "in_zone": Entry(DESK.in_zone, "Asia/Tokyo"),
    "replace week": Entry(lambda v: DESK.replace(week=v), WEEK),
    "replace special_days": Entry(lambda v: DESK.replace(special_days=v), {"12-31": "off"}),
    "replace unknown": Entry(lambda v: DESK.replace(wek=v), WEEK),
    "with_days days": Entry(DESK.with_days, {date(2026, 12, 31): "off", "12-30": ["10:00-12:00"]}),
    "with_days reason": Entry(lambda v: DESK.with_days({DAY: "off"}, reason=v), "inventory"),
    "prepare": Entry(lambda v: DESK.prepare(DAY, v), NEXT),
    "freeze first": Entry(lambda v: DESK.freeze(v, NEXT), DAY),
    "freeze last": Entry(lambda v: DESK.freeze(DAY, v), NEXT),
    "fingerprint": Entry(lambda v: DESK.fingerprint(v, NEXT), DAY),
    "Calendar.review": Entry(lambda v: DESK.review(DAY, v), NEXT),
    "Calendar.review differing_zones": Entry(lambda v: DESK.review(DAY, NEXT, differing_zones=v), frozenset({ZONE})),
    "Calendar.from_dict": Entry(Calendar.from_dict, FULL.to_dict()),
    "Calendar.from_dict frozen": Entry(Calendar.from_dict, DESK.freeze(DAY, NEXT).to_dict()),
    "Calendar.from_dict spans": Entry(Calendar.from_dict, Calendar.of_spans([(AT, LATER)], zone=ZONE).to_dict()),
    "Calendar.from_dict combined": Entry(Calendar.from_dict, ((DESK | FULL) - DESK.until(AT, then=FULL)).to_dict()),
    "Calendar.loads": Entry(Calendar.loads, FULL.dumps()),
    "Calendar.loads yaml": Entry(lambda v: Calendar.loads(v, format="yaml"), f'week: "{WEEK}"\nzone: {ZONE}\nholidays: DE-BE'),
    "Calendar.loads format": Entry(lambda v: Calendar.loads(FULL.dumps(), format=v), "json"),
    "Calendar.load path": Entry(Calendar.load, "missing.json", (OSError,)),
    "Calendar.load": Entry(_in_file("desk.json", Calendar.load), FULL.dumps()),
}  # fmt: skip

DAYS = {
    "WeeklyHours.parse": Entry(WeeklyHours.parse, "Mo-Fr 9:00-12:00,13:00-17:00; Dec 24 off; PH 10:00-12:00"),
    "WeeklyHours.of": Entry(WeeklyHours.of, {"mon": "09:00-17:00", "fri": [("22:00", "06:00")]}),
    "WeeklyHours days": Entry(WeeklyHours, WeeklyHours.parse(WEEK).days),
    "WeeklyHours holidays": Entry(lambda v: WeeklyHours(WeeklyHours.parse(WEEK).days, holidays=v), ()),
    "SpecialDay on": Entry(SpecialDay, "2026-12-24..2026-12-31"),
    "SpecialDay on a pair": Entry(SpecialDay, (date(2026, 12, 24), "2026-12-31")),
    "SpecialDay on a rule": Entry(lambda v: SpecialDay(v).dates(2026), "rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
    "SpecialDay hours": Entry(lambda v: SpecialDay("12-31", v), [("09:00", "12:00"), "13:00-14:00"]),
    "SpecialDay hours as mapping": Entry(lambda v: SpecialDay("12-31", v), {"close_earlier": "1 hour"}),
    "SpecialDay hours as text": Entry(lambda v: SpecialDay("12-31", v), "10:00-15:00,16:00-17:00"),
    "SpecialDay reason": Entry(lambda v: SpecialDay("12-31", reason=v), "eve"),
    "SpecialDay.many": Entry(SpecialDay.many, {"12-30": "off", DAY: {"like": "mon", "reason": "eve"}}),
    "SpecialDay.dates": Entry(SHORT_DAY.dates, 2026),
    "DayRule lands": Entry(lambda v: DayRule(lands=v), "17:00"),
    "DayRule counts_from": Entry(lambda v: DayRule(counts_from=v), "same_day"),
    "DayRule arrival": Entry(lambda v: DayRule(arrival=v), "keep_time"),
    "DayRule cutoff": Entry(lambda v: DayRule(cutoff=v), "14:00"),
    "PublicHolidays country": Entry(PublicHolidays, "DE"),
    "PublicHolidays subdivision": Entry(lambda v: PublicHolidays("DE", v), "BY"),
    "PublicHolidays categories": Entry(lambda v: PublicHolidays("DE", categories=v), ("public",)),
    "PublicHolidays observed": Entry(lambda v: PublicHolidays("DE", observed=v), False),
    "PublicHolidays language": Entry(lambda v: PublicHolidays("DE", language=v), "en_US"),
    "PublicHolidays transferred": Entry(lambda v: PublicHolidays("RU", transferred=v), "10:00-15:00"),
    "PublicHolidays.parse": Entry(PublicHolidays.parse, "de-by"),
    "PublicHolidays.of": Entry(PublicHolidays.of, __import__("holidays").country_holidays("DE", subdiv="BY")),
    "PublicHolidays.year": Entry(PublicHolidays("RU").year, 2026),
    "ProductionCalendar table": Entry(ProductionCalendar, "RU"),
    "ProductionCalendar transferred": Entry(lambda v: ProductionCalendar("RU", transferred=v), "own"),
    "ProductionCalendar shortened": Entry(lambda v: ProductionCalendar("RU", shortened=v), "30 minutes"),
    "ProductionCalendar decree": Entry(lambda v: ProductionCalendar("RU", decree=v), "ignore"),
    "ProductionCalendar changes": Entry(lambda v: ProductionCalendar("RU", changes=v), TABLE.about.rows[:1]),
    "ProductionCalendar.of": Entry(ProductionCalendar.of, {DAY: "day_off", "2026-05-09": "workday"}),
    "ProductionCalendar.of name": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, name=v), "works"),
    "ProductionCalendar.of source": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, source=v), "order 7"),
    "ProductionCalendar.of covers": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, covers=v), (DAY, NEXT)),
    "ProductionCalendar.loads": Entry(ProductionCalendar.loads, "date,type,name\n2026-05-04,day_off,bridge\n2026-05-09,workday,\n"),
    "ProductionCalendar.loads name": Entry(lambda v: ProductionCalendar.loads("date,type\n2026-05-04,day_off\n", v), "works"),
    "ProductionCalendar.load": Entry(_in_file("table.csv", ProductionCalendar.load), "date,type\n2026-05-04,day_off\n"),
    "ProductionCalendar.load path": Entry(ProductionCalendar.load, "missing.csv", (OSError,)),
    "ProductionCalendar.on": Entry(TABLE.on, DAY),
    "ProductionCalendar.year": Entry(TABLE.year, 2026),
    "ProductionCalendar.with_days": Entry(TABLE.with_days, {DAY: "workday", "2026-12-30": "shortened"}),
    "ProductionCalendar.with_days reason": Entry(lambda v: TABLE.with_days({DAY: "workday"}, reason=v), "order"),
    "HolidayDates dates": Entry(HolidayDates, ((DAY, "party"), (NEXT, "after"))),
    "HolidayDates covers": Entry(lambda v: HolidayDates(((DAY, "party"),), v), (DAY, NEXT)),
    "HolidayDates.of": Entry(HolidayDates.of, [DAY, NEXT]),
    "HolidayDates.of a mapping": Entry(HolidayDates.of, {DAY: "party", NEXT: "after"}),
    "HolidayDates.of covers": Entry(lambda v: HolidayDates.of([DAY], covers=v), (DAY, NEXT)),
}  # fmt: skip

TICKETS = {
    "Event at": Entry(lambda v: Event(v, "created"), AT),
    "Event kind": Entry(lambda v: Event(AT, v), "created"),
    "Event changes": Entry(lambda v: Event(AT, "created", v), {"status": "new", "users": 3, "vip": True}),
    "Event details": Entry(lambda v: Event(AT, "created", details=v), {"by": "agent"}),
    "Event a fact": Entry(lambda v: Event(AT, "created", status=v), "new"),
    "History ticket": Entry(lambda v: History(v, [CREATED]), "T-1"),
    "History events": Entry(lambda v: History("T-1", v), [CREATED, CREATED]),
    "History.sorted": Entry(lambda v: History.sorted("T-1", v), [CREATED, CREATED]),
    "evaluate history": Entry(lambda v: _whole(POLICY.evaluate(v, as_of=LATER)), HISTORY),
    "evaluate as_of": Entry(lambda v: _whole(POLICY.evaluate(HISTORY, as_of=v)), LATER),
    "evaluate about": Entry(lambda v: _whole(POLICY.evaluate(HISTORY, as_of=LATER, about=v)), [HISTORY]),
    "evaluate calendars": Entry(lambda v: _whole(SUPPLIED.evaluate(HISTORY, as_of=LATER, calendars=v)), {"theirs": DESK}),
    "evaluate a fact": Entry(
        lambda v: _whole(POLICY.evaluate(History("T-1", [Event(AT, "created", promised=v, users=v)]), as_of=LATER)), "2026-12-01"
    ),
    "evaluation[target]": Entry(SEEN.__getitem__, "fix"),
    "promises created_at": Entry(lambda v: _whole(POLICY.promises(v)), AT),
    "promises facts": Entry(lambda v: _whole(POLICY.promises(AT, v)), {"users": 3, "tier": 1}),
    "promises about": Entry(lambda v: _whole(POLICY.promises(AT, about=v)), [HISTORY]),
    "track ticket": Entry(lambda v: POLICY.track(v).after(CREATED).to_dict(), "T-1"),
    "track about": Entry(lambda v: POLICY.track("T-1", about=v), [HISTORY]),
    "track calendars": Entry(lambda v: SUPPLIED.track("T-1", calendars=v), {"theirs": DESK}),
    "Tracker.after": Entry(TRACKER.after, Event(LATER, "changed")),
    "Tracker.at": Entry(lambda v: _whole(TRACKER.at(v)), LATER),
    "resume": Entry(lambda v: _whole(POLICY.resume(v).after(Event(LATER, "changed", status="new")).at(LATER + HOUR)), STATE),
    "resume at once": Entry(lambda v: POLICY.resume(v).to_dict(), STATE),
    "resume about": Entry(lambda v: POLICY.resume(STATE, about=v), [HISTORY]),
    "queue_of": Entry(POLICY.queue_of, [SEEN]),
    "charges_of": Entry(POLICY.charges_of, [SEEN]),
}  # fmt: skip

POLICIES = {
    "Policy.from_dict": Entry(Policy.from_dict, TREE),
    "Policy.from_dict targets": Entry(lambda v: Policy.from_dict({**TREE, "targets": v}), TREE["targets"]),
    "Policy.from_dict calendars": Entry(lambda v: Policy.from_dict({**TREE, "calendars": v}), TREE["calendars"]),
    "Policy.from_dict definitions": Entry(lambda v: Policy.from_dict({**TREE, "definitions": v}), TREE["definitions"]),
    "Policy.from_dict a goal": Entry(
        lambda v: Policy.from_dict({**TREE, "targets": {"fix": {"measures": "resolution", "goals": [v]}}}),
        {"within": "2 business days", "lands": "17:00", "cutoff": "14:00"},
    ),
    "Policy.from_dict within": Entry(
        lambda v: Policy.from_dict({**TREE, "targets": {"fix": {"measures": "resolution", "goals": [{"within": v}]}}}), "8 business hours"
    ),
    "Policy.from_dict rules": Entry(lambda v: Policy.from_dict({**TREE, "rules": v}), {"breach": "at"}),
    "Policy.from_dict then": Entry(lambda v: Policy.from_dict({**TREE, "then": v}), [{"from": "2027-01-01", "version": "2"}]),
    "Policy.from_dict key": Entry(lambda v: Policy.from_dict({**TREE, v: 1}) if isinstance(v, str) else None, "queue"),
    "Policy.loads yaml": Entry(Policy.loads, YAML_TEXT),
    "Policy.loads json": Entry(lambda v: Policy.loads(v, format="json"), JSON_TEXT),
    "Policy.loads toml": Entry(lambda v: Policy.loads(v, format="toml"), TOML_TEXT),
    "Policy.loads format": Entry(lambda v: Policy.loads(JSON_TEXT, format=v), "json"),
    "Policy.load": Entry(_in_file("desk.yaml", Policy.load), YAML_TEXT),
    "Policy.load path": Entry(Policy.load, "missing.yaml", (OSError,)),
    "Policy.review first": Entry(lambda v: PLAIN.review(v, NEXT), DAY),
    "Policy.review last": Entry(lambda v: PLAIN.review(DAY, v), NEXT),
    "Policy.review log": Entry(lambda v: PLAIN.review(DAY, NEXT, log=v), None),
    "Policy.model_copy": Entry(lambda v: PLAIN.model_copy(update=v), {"name": "other"}),
}  # fmt: skip

FORMATS = {
    "opening_hours.loads": Entry(lambda v: opening_hours.loads(v, zone=ZONE), WEEK),
    "opening_hours.loads zone": Entry(lambda v: opening_hours.loads(WEEK, zone=v), ZONE),
    "opening_hours.dumps": Entry(opening_hours.dumps, DESK),
    "opening_hours.lacking": Entry(opening_hours.lacking, DESK),
    "schema_org.loads": Entry(lambda v: schema_org.loads(v, zone=ZONE), PLACE),
    "schema_org.loads bytes": Entry(lambda v: schema_org.loads(v, zone=ZONE), PLACE.encode()),
    "schema_org.loads holidays": Entry(lambda v: schema_org.loads(PLACE, zone=ZONE, holidays=v), "DE"),
    "schema_org.dumps": Entry(schema_org.dumps, DESK),
    "schema_org.dumps form": Entry(lambda v: schema_org.dumps(DESK, form=v), "specification"),
    "availability.loads": Entry(lambda v: availability.loads(v, outside="same"), SHIFTS),
    "availability.loads bytes": Entry(lambda v: availability.loads(v, outside="same"), SHIFTS.encode()),
    "availability.loads outside": Entry(lambda v: availability.loads(SHIFTS, outside=v), "same"),
    "availability.loads overnight": Entry(lambda v: availability.loads(SHIFTS, outside="same", overnight=v), "civil"),
    "availability.dumps": Entry(availability.dumps, DESK),
    "holiday_feed.loads": Entry(lambda v: holiday_feed.loads(v, years=range(2026, 2028)), ICS),
    "holiday_feed.loads bytes": Entry(lambda v: holiday_feed.loads(v, years=range(2026, 2028)), ICS.encode()),
    "holiday_feed.loads years": Entry(lambda v: holiday_feed.loads(ICS, years=v), range(2026, 2028)),
    "holiday_feed.loads timed": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), timed=v), "ignore"),
    "holiday_feed.loads covers": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), covers=v), "always"),
    "holiday_feed.loads coverage": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), coverage=v), "ignore"),
    "holiday_feed.special_days": Entry(holiday_feed.special_days, ICS),
    "holiday_feed.special_days years": Entry(lambda v: holiday_feed.special_days(ICS, years=v), range(2026, 2028)),
    "holiday_feed.dumps": Entry(holiday_feed.dumps, PARTY),
    "read_log csv": Entry(_as_bytes(_read_log), CSV),
    "read_log json": Entry(_as_bytes(_read_log), LINES),
    "read_log source": Entry(event_log.read_log, "missing.csv", (OSError,)),
    "read_log columns": Entry(lambda v: _read_log(CSV, columns=v), columns.Columns()),
    "read_log zone": Entry(lambda v: _read_log(CSV, zone=v), ZONE),
    "read_log bad_rows": Entry(lambda v: _read_log(CSV, bad_rows=v), "skipped"),
    "read_log optional_facts": Entry(lambda v: _read_log(CSV, optional_facts=v), ["status"]),
    "read_log delimiter": Entry(lambda v: _read_log(CSV, delimiter=v), ","),
    "Columns.from_dict": Entry(columns.Columns.from_dict, MAPPING),
    "Columns.from_dict tickets": Entry(
        columns.Columns.from_dict, {"kind": "tickets", "events": {"created": "a", "solved": {"column": "b", "set": {"status": "c"}}}}
    ),
    "Columns.load": Entry(_in_file("map.toml", columns.Columns.load), 'kind = "events"\n[facts]\nstatus = "state"\n'),
    "Columns.load path": Entry(columns.Columns.load, "missing.toml", (OSError,)),
}  # fmt: skip

COLUMNS = {
    "batch.add calendar": Entry(lambda v: batch.add(v, ARRAY, HOURS), DESK),
    "batch.add calendars": Entry(lambda v: batch.add(v, ARRAY, HOURS, calendar_of=np.array(["a", "b"])), {"a": DESK, "b": FULL}),
    "batch.add start": Entry(lambda v: batch.add(DESK, v, HOURS), ARRAY),
    "batch.add amount": Entry(lambda v: batch.add(DESK, ARRAY, v), HOURS),
    "batch.add calendar_of": Entry(lambda v: batch.add({"a": DESK, "b": FULL}, ARRAY, HOURS, calendar_of=v), np.array(["a", "b"])),
    "batch.add edge": Entry(lambda v: batch.add(DESK, ARRAY, HOURS, edge=v), "far"),
    "batch.add zone": Entry(lambda v: batch.add(DESK, pd.Series(ARRAY), HOUR, zone=v), ZONE),
    "batch.subtract end": Entry(lambda v: batch.subtract(DESK, v, HOURS), ARRAY),
    "batch.subtract amount": Entry(lambda v: batch.subtract(DESK, ARRAY, v), HOURS),
    "batch.elapsed start": Entry(lambda v: batch.elapsed(DESK, v, ARRAY), ARRAY),
    "batch.elapsed end": Entry(lambda v: batch.elapsed(DESK, ARRAY, v), ARRAY),
    "batch.is_open": Entry(lambda v: batch.is_open(DESK, v), ARRAY),
    "batch.is_open zone": Entry(lambda v: batch.is_open(DESK, pl.Series([datetime(2026, 11, 20)]), zone=v), ZONE),
    "batch.add_business_days at": Entry(lambda v: batch.add_business_days(DESK, v, 2), ARRAY),
    "batch.add_business_days days": Entry(lambda v: batch.add_business_days(DESK, ARRAY, v), np.array([1, 2])),
    "batch.add_business_days rule": Entry(lambda v: batch.add_business_days(DESK, ARRAY, 2, rule=v), DayRule()),
    "evaluate_log events": Entry(lambda v: batch.evaluate_log(v, PLAIN, LATER), LOG),
    "evaluate_log frame": Entry(lambda v: batch.evaluate_log(v, PLAIN, LATER), FRAME),
    "evaluate_log policy": Entry(lambda v: batch.evaluate_log(LOG, v, LATER), PLAIN),
    "evaluate_log as_of": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, v), LATER),
    "evaluate_log columns": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, LATER, v), {"ticket": "ticket", "status": "status"}),
    "evaluate_log created_with": Entry(
        lambda v: batch.evaluate_log(LOG, PLAIN, LATER, {"created": "at", "status": "status"}, created_with=v), {"status": "new"}
    ),
    "evaluate_log zone": Entry(lambda v: batch.evaluate_log(NAIVE, PLAIN, LATER, zone=v), ZONE),
    "evaluate_log keep": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, LATER, keep=v), ["status"]),
    "promises tickets": Entry(lambda v: batch.promises(v, PLAIN), OPENED),
    "promises polars": Entry(lambda v: batch.promises(v, PLAIN), POLARS),
    "promises policy": Entry(lambda v: batch.promises(OPENED, v), PLAIN),
    "promises created": Entry(lambda v: batch.promises(OPENED, PLAIN, created=v), "created"),
    "promises facts": Entry(lambda v: batch.promises(OPENED, PLAIN, facts=v), {"users": "users"}),
    "promises facts list": Entry(lambda v: batch.promises(OPENED, PLAIN, facts=v), ["users"]),
    "promises zone": Entry(lambda v: batch.promises(NAIVE, PLAIN, created="at", zone=v), ZONE),
    "PromisesStep policy": Entry(batch.PromisesStep, PLAIN),
    "PromisesStep tickets": Entry(batch.PromisesStep(PLAIN), ARROW),
    "LogStep as_of": Entry(lambda v: batch.LogStep(PLAIN, v), LATER),
    "LogStep faults": Entry(lambda v: batch.LogStep(PLAIN, LATER, faults=v), "rows"),
    "LogStep log": Entry(batch.LogStep(PLAIN, LATER, {"at": "created", "ticket": "users"}), ARROW),
    "register_methods": Entry(batch.register_methods, pd),
}  # fmt: skip

ANALYSIS = {
    "compliance result": Entry(analysis.compliance, ANSWER),
    "compliance by": Entry(lambda v: analysis.compliance(ANSWER, by=v), ["status", "month"]),
    "compliance each": Entry(lambda v: analysis.compliance(ANSWER, each=v), "cycle"),
    "compliance dated_by": Entry(lambda v: analysis.compliance(ANSWER, dated_by=v), "due_at"),
    "compliance zone": Entry(lambda v: analysis.compliance(ANSWER, by=["hour"], zone=v), ZONE),
    "compliance percentiles": Entry(lambda v: analysis.compliance(ANSWER, percentiles=v), [50, 90]),
    "Compliance.worst": Entry(analysis.compliance(ANSWER).worst, 10),
    "compare policies": Entry(lambda v: analysis.compare(v, LOG, LATER), BOTH),
    "compare events": Entry(lambda v: analysis.compare(BOTH, v, LATER), LOG),
    "compare as_of": Entry(lambda v: analysis.compare(BOTH, LOG, v), LATER),
    "compare columns": Entry(lambda v: analysis.compare(BOTH, LOG, LATER, v), {"ticket": "ticket", "status": "status"}),
    "compare zone": Entry(lambda v: analysis.compare(BOTH, NAIVE, LATER, zone=v), ZONE),
    "compare by": Entry(lambda v: analysis.compare(BOTH, LOG, LATER, by=v), ["status", "month"]),
    "Comparison.changes": Entry(COMPARED.changes, "outcome"),
    "Comparison.explain ticket": Entry(lambda v: COMPARED.explain(v, "fix"), "T-1"),
    "Comparison.explain target": Entry(lambda v: COMPARED.explain("T-1", v), "fix"),
    "Comparison.explain cycle": Entry(lambda v: COMPARED.explain("T-1", "fix", cycle=v), 1),
    "Comparison.why": Entry(COMPARED.why, 3),
    "Comparison.why figure": Entry(lambda v: COMPARED.why(figure=v), "due_at"),
    "find_goal histories": Entry(_goals, [HISTORY]),
    "find_goal log": Entry(_goals, LOG),
    "find_goal policy": Entry(lambda v: analysis.find_goal(LOG, v, "fix", LATER), PLAIN),
    "find_goal target": Entry(lambda v: analysis.find_goal(LOG, PLAIN, v, LATER), "fix"),
    "find_goal as_of": Entry(lambda v: analysis.find_goal(LOG, PLAIN, "fix", v), LATER),
    "find_goal columns": Entry(lambda v: _goals(LOG, columns=v), {"ticket": "ticket", "status": "status"}),
    "find_goal created_with": Entry(lambda v: _goals(LOG, created_with=v), None),
    "find_goal share": Entry(lambda v: _goals(share=v), 0.9),
    "find_goal by": Entry(lambda v: _goals(by=v), ["status"]),
    "find_goal unit": Entry(lambda v: _goals(unit=v), "calendar hours"),
    "find_goal rule": Entry(lambda v: _goals(unit="business days", rule=v), DayRule()),
    "find_goal censored": Entry(lambda v: _goals(censored=v), "kaplan_meier"),
    "find_goal confidence": Entry(lambda v: _goals(confidence=v), 0.9),
    "FoundGoals.at": Entry(_goals().at, 0.5),
    "FoundGoals[group]": Entry(_goals(by=["status"]).__getitem__, "new"),
    "FoundGoal.share_met": Entry(_goals()[()].share_met, HOUR),
    "upcoming evaluations": Entry(analysis.upcoming, [SEEN]),
    "upcoming within": Entry(lambda v: analysis.upcoming([SEEN], within=v), HOUR),
    "Agenda": Entry(analysis.Agenda, {"T-1": AT}),
    "Agenda.put ticket": Entry(lambda v: analysis.Agenda().put(v, AT), "T-1"),
    "Agenda.put at": Entry(lambda v: analysis.Agenda().put("T-1", v), AT),
    "Agenda.take": Entry(analysis.Agenda().take, SEEN),
    "Agenda.at": Entry(analysis.Agenda({"T-1": AT}).at, "T-1"),
    "Agenda.due": Entry(lambda v: [*analysis.Agenda({"T-1": AT}).due(v)], LATER),
    "Agenda.from_dict": Entry(analysis.Agenda.from_dict, {"agenda": 1, "entries": [[60, "T-1"], [90, "T-2"]]}),
    "record history": Entry(lambda v: analysis.record(v, POLICY, as_of=LATER), HISTORY),
    "record policy": Entry(lambda v: analysis.record(HISTORY, v, as_of=LATER), POLICY),
    "record as_of": Entry(lambda v: analysis.record(HISTORY, POLICY, as_of=v), LATER),
    "record about": Entry(lambda v: analysis.record(HISTORY, POLICY, as_of=LATER, about=v), [HISTORY]),
    "record calendars": Entry(lambda v: analysis.record(HISTORY, SUPPLIED, as_of=LATER, calendars=v), {"theirs": DESK}),
    "audit": Entry(analysis.audit, RECORD),
    "audit history": Entry(lambda v: analysis.audit({**RECORD, "history": v}), RECORD["history"]),
    "audit figures": Entry(lambda v: analysis.audit({**RECORD, "figures": v}), RECORD["figures"]),
    "audit fingerprints": Entry(lambda v: analysis.audit({**RECORD, "fingerprints": v}), RECORD["fingerprints"]),
    "audit versions": Entry(lambda v: analysis.audit({**RECORD, "versions": v}), RECORD["versions"]),
    "fit events": Entry(lambda v: analysis.fit(v, PLAIN, LATER, calendar=DESK, by=None), LOG),
    "fit policy": Entry(lambda v: analysis.fit(LOG, v, LATER, calendar=DESK, by=None), PLAIN),
    "fit as_of": Entry(lambda v: analysis.fit(LOG, PLAIN, v, calendar=DESK, by=None), LATER),
    "fit calendar": Entry(lambda v: analysis.fit(LOG, PLAIN, LATER, calendar=v, by=None), DESK),
    "fit by": Entry(lambda v: analysis.fit(LOG, PLAIN, LATER, calendar=DESK, by=v), "status"),
    "Team calendar": Entry(analysis.Team, DESK),
    "Team size": Entry(lambda v: analysis.Team(DESK, v), 2),
    "Team order": Entry(lambda v: analysis.Team(DESK, 2, v), "due"),
    "Team ranks": Entry(lambda v: analysis.Team(DESK, 2, "priority", v), ("high", "low")),
    "Team service": Entry(lambda v: analysis.Team(DESK, 2, service=v), [HOUR, 2 * HOUR]),
    "Team service by group": Entry(lambda v: analysis.Team(DESK, 2, service=v), {"new": [HOUR]}),
    "simulate desk": Entry(lambda v: _simulated(desk=v), FITTED),
    "simulate policy": Entry(lambda v: _simulated(policy=v), PLAIN),
    "simulate team": Entry(lambda v: _simulated(team=v), analysis.Team(DESK)),
    "simulate seed": Entry(lambda v: _simulated(seed=v), 7),
    "simulate start": Entry(lambda v: _simulated(start=v), DAY),
    "simulate history": Entry(lambda v: _simulated(history=v), "fixed"),
}  # fmt: skip

ENTRIES: dict[str, Entry] = {
    f"{room}: {name}": entry
    for room, entries in {
        "calendars": CALENDARS, "days": DAYS, "tickets": TICKETS, "policies": POLICIES, "formats": FORMATS, "columns": COLUMNS,
        "analysis": ANALYSIS,
    }.items()
    for name, entry in entries.items()
}  # fmt: skip
