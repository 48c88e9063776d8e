"""The written list of public doors: each takes one value in one place, and everything else about the call is good.

A door is named by its path within slacal and its parameter: ``Calendar.add start``. What follows a comma tells several
entries of one door apart.
"""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from tests.laws.bad_entries_of_rooms import SHOW, TESTING
from tests.laws.good_values import (
    ANSWER,
    ARRAY,
    ARROW,
    AT,
    BOTH,
    COMPARED,
    CREATED,
    CSV,
    DAY,
    DESK,
    FITTED,
    FRAME,
    FULL,
    HISTORY,
    HOUR,
    HOURS,
    ICS,
    JSON_TEXT,
    LATER,
    LINES,
    LOG,
    MAPPING,
    NAIVE,
    NEXT,
    OPENED,
    PARTY,
    PLACE,
    PLAIN,
    POLARS,
    POLICY,
    RECORD,
    SEEN,
    SHIFTS,
    SHORT_DAY,
    STATE,
    SUPPLIED,
    TABLE,
    TOML_TEXT,
    TRACKER,
    TREE,
    WEEK,
    YAML_TEXT,
    ZONE,
    Entry,
    in_file,
    pd,
    some,
    whole,
    within_folder,
)  # fmt: skip

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
from slacal.formats import availability, columns, cycle_rows, event_log, holiday_feed, opening_hours, schema_org
from slacal.formats.row_file import CellColumn

if TYPE_CHECKING:
    from collections.abc import Callable


def _read_log(content: Any, **options: Any) -> object:
    given = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return list(event_log.read_log(io.BytesIO(given), **options))


def _with_column(field: str, value: Any) -> object:
    return _read_log(CSV, columns=columns.Columns(**{field: value}))


def _goals(events: Any = LOG, **options: Any) -> analysis.FoundGoals:
    return analysis.find_goal(events, PLAIN, "fix", LATER, **options)


def _simulated(**options: Any) -> analysis.Simulated:
    given: dict[str, Any] = {
        "desk": FITTED,
        "policy": PLAIN,
        "team": analysis.Team(DESK),
        "seed": 7,
        "weeks": 1,
        "runs": 1,
    }
    given |= options
    return analysis.simulate(given.pop("desk"), given.pop("policy"), **given)


def _as_bytes(read: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a call for the content of a file: of other values there is none."""
    return lambda value: read(value) if isinstance(value, str | bytes) else None


SHORTER = SpecialDay("12-31", {"close_earlier": "1 hour"})
LIKE = SpecialDay("12-31", {"like": "mon"})
GERMANY = __import__("holidays").country_holidays("DE")
TOLD = {"at": "created", "ticket": "users"}
LOG_STEP = batch.LogStep(PLAIN, LATER, TOLD)
WALLS = ARROW.set_column(0, "created", ARROW["created"].cast("timestamp[us]"))
WRITTEN = json.dumps(next(cycle_rows.cycle_rows(SEEN, zone=ZONE))._asdict(), default=str)
CELLS = {
    field: CellColumn([str(value)]) for field, value in next(cycle_rows.cycle_rows(SEEN, zone=ZONE))._asdict().items()
}

CALENDARS = {
    "Calendar.weekly week": Entry(lambda v: Calendar.weekly(v, zone=ZONE), WEEK),
    "Calendar.weekly week, a mapping": Entry(
        lambda v: Calendar.weekly(v, zone=ZONE), {"mon": [("09:00", "12:00"), "13:00-18:00"], "sat": "10:00-14:00"}
    ),
    "Calendar.weekly zone": Entry(lambda v: Calendar.weekly(WEEK, zone=v), ZONE),
    "Calendar.weekly holidays": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, holidays=v), "DE-BY"),
    "Calendar.weekly holidays, a list": Entry(
        lambda v: Calendar.weekly(WEEK, zone=ZONE, holidays=v), ["RU", PARTY, date(2026, 12, 31), {DAY: "party"}]
    ),
    "Calendar.weekly special_days": Entry(
        lambda v: Calendar.weekly(WEEK, zone=ZONE, special_days=v),
        {date(2026, 12, 31): "10:00-15:00", "01-02": {"close_earlier": "1 hour", "reason": "eve"}, "easter+1": "off"},
    ),
    "Calendar.weekly special_days, a list": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, special_days=v), [SHORT_DAY]),
    "Calendar.weekly overnight": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, overnight=v), "shift"),
    "Calendar.weekly coverage": Entry(lambda v: Calendar.weekly(WEEK, zone=ZONE, coverage=v), "raise"),
    "Calendar.rota weeks": Entry(lambda v: Calendar.rota(v, anchor=DAY, zone=ZONE), [WEEK, "Mo 09:00-10:00"]),
    "Calendar.rota anchor": Entry(lambda v: Calendar.rota([WEEK], anchor=v, zone=ZONE), DAY),
    "Calendar.of_spans spans": Entry(
        lambda v: Calendar.of_spans(v, zone=ZONE), [(AT, LATER), ("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z")]
    ),
    "Calendar.of_spans zone": Entry(lambda v: Calendar.of_spans([(AT, LATER)], zone=v), ZONE),
    "Calendar.always zone": Entry(lambda v: Calendar.always(zone=v), ZONE),
    "Calendar.never zone": Entry(lambda v: Calendar.never(zone=v), ZONE),
    "Calendar.is_open at": Entry(DESK.is_open, AT),
    "Calendar.status at": Entry(FULL.status, AT),
    "Calendar.add start": Entry(lambda v: DESK.add(v, HOUR), AT),
    "Calendar.add amount": Entry(lambda v: DESK.add(AT, v), HOUR),
    "Calendar.add edge": Entry(lambda v: DESK.add(AT, HOUR, edge=v), "far"),
    "Calendar.add horizon": Entry(lambda v: DESK.add(AT, HOUR, horizon=v), timedelta(days=30)),
    "Calendar.subtract end": Entry(lambda v: DESK.subtract(v, HOUR), AT),
    "Calendar.subtract amount": Entry(lambda v: DESK.subtract(AT, v), HOUR),
    "Calendar.subtract edge": Entry(lambda v: DESK.subtract(AT, HOUR, edge=v), "near"),
    "Calendar.elapsed start": Entry(lambda v: DESK.elapsed(v, LATER), AT),
    "Calendar.elapsed end": Entry(lambda v: DESK.elapsed(AT, v), LATER),
    "Calendar.next_open at": Entry(DESK.next_open, AT),
    "Calendar.next_open horizon": Entry(lambda v: DESK.next_open(AT, horizon=v), timedelta(days=30)),
    "Calendar.next_close at": Entry(DESK.next_close, AT),
    "Calendar.previous_open at": Entry(DESK.previous_open, AT),
    "Calendar.previous_close at": Entry(DESK.previous_close, AT),
    "Calendar.roll_forward at": Entry(DESK.roll_forward, AT),
    "Calendar.roll_back at": Entry(DESK.roll_back, AT),
    "Calendar.spans start": Entry(lambda v: some(DESK.spans(v, LATER)), AT),
    "Calendar.spans end": Entry(lambda v: some(DESK.spans(AT, v)), LATER),
    "Calendar.spans_after at": Entry(lambda v: some(DESK.spans_after(v)), AT),
    "Calendar.spans_before at": Entry(lambda v: some(DESK.spans_before(v)), AT),
    "Calendar.explain start": Entry(lambda v: DESK.explain(v, LATER), AT),
    "Calendar.explain end": Entry(lambda v: DESK.explain(AT, v), LATER),
    "Calendar.day day": Entry(FULL.day, DAY),
    "Calendar.is_business_day day": Entry(DESK.is_business_day, DAY),
    "Calendar.add_business_days start": Entry(lambda v: DESK.add_business_days(v, 3), AT),
    "Calendar.add_business_days days": Entry(lambda v: DESK.add_business_days(AT, v), 3),
    "Calendar.add_business_days rule": Entry(lambda v: DESK.add_business_days(AT, 3, rule=v), DayRule()),
    "Calendar.count_business_days first": Entry(lambda v: DESK.count_business_days(v, NEXT), DAY),
    "Calendar.count_business_days last": Entry(lambda v: DESK.count_business_days(DAY, v), NEXT),
    "Calendar.count_business_days counts_from": Entry(lambda v: DESK.count_business_days(DAY, NEXT, counts_from=v), "same_day"),
    "Calendar.__or__ other": Entry(lambda v: DESK | v, FULL, (TypeError,)),
    "Calendar.__and__ other": Entry(lambda v: DESK & v, FULL, (TypeError,)),
    "Calendar.__sub__ other": Entry(lambda v: DESK - v, FULL, (TypeError,)),
    "Calendar.until instant": Entry(lambda v: DESK.until(v, then=FULL), AT),
    "Calendar.until then": Entry(lambda v: DESK.until(AT, then=v), FULL),
    "Calendar.in_zone zone": Entry(DESK.in_zone, "Asia/Tokyo"),
    "Calendar.replace changes, week": Entry(lambda v: DESK.replace(week=v), WEEK),
    "Calendar.replace changes, special_days": Entry(lambda v: DESK.replace(special_days=v), {"12-31": "off"}),
    "Calendar.replace changes, unknown": Entry(lambda v: DESK.replace(wek=v), WEEK),
    "Calendar.with_days days": Entry(DESK.with_days, {date(2026, 12, 31): "off", "12-30": ["10:00-12:00"]}),
    "Calendar.with_days reason": Entry(lambda v: DESK.with_days({DAY: "off"}, reason=v), "inventory"),
    "Calendar.prepare last": Entry(lambda v: DESK.prepare(DAY, v), NEXT),
    "Calendar.freeze first": Entry(lambda v: DESK.freeze(v, NEXT), DAY),
    "Calendar.freeze last": Entry(lambda v: DESK.freeze(DAY, v), NEXT),
    "Calendar.fingerprint first": Entry(lambda v: DESK.fingerprint(v, NEXT), DAY),
    "Calendar.review last": Entry(lambda v: DESK.review(DAY, v), NEXT),
    "Calendar.review differing_zones": Entry(lambda v: DESK.review(DAY, NEXT, differing_zones=v), frozenset({ZONE})),
    "Calendar.from_dict tree": Entry(Calendar.from_dict, FULL.to_dict()),
    "Calendar.from_dict tree, frozen": Entry(Calendar.from_dict, DESK.freeze(DAY, NEXT).to_dict()),
    "Calendar.from_dict tree, spans": Entry(Calendar.from_dict, Calendar.of_spans([(AT, LATER)], zone=ZONE).to_dict()),
    "Calendar.from_dict tree, combined": Entry(Calendar.from_dict, ((DESK | FULL) - DESK.until(AT, then=FULL)).to_dict()),
    "Calendar.loads text": Entry(Calendar.loads, FULL.dumps()),
    "Calendar.loads text, yaml": Entry(lambda v: Calendar.loads(v, format="yaml"), f'week: "{WEEK}"\nzone: {ZONE}\nholidays: DE-BE'),
    "Calendar.loads format": Entry(lambda v: Calendar.loads(FULL.dumps(), format=v), "json"),
    "Calendar.load path": Entry(Calendar.load, "missing.json", (OSError,)),
    "Calendar.load path, a file": Entry(in_file("desk.json", Calendar.load), FULL.dumps()),
    "Calendar description": Entry(Calendar, DESK.description),
    "Calendar.rota zone": Entry(lambda v: Calendar.rota([WEEK], anchor=DAY, zone=v), ZONE),
    "Calendar.rota holidays": Entry(lambda v: Calendar.rota([WEEK], anchor=DAY, zone=ZONE, holidays=v), "DE-BY"),
    "Calendar.rota special_days": Entry(lambda v: Calendar.rota([WEEK], anchor=DAY, zone=ZONE, special_days=v), {"12-31": "off"}),
    "Calendar.rota overnight": Entry(lambda v: Calendar.rota([WEEK], anchor=DAY, zone=ZONE, overnight=v), "shift"),
    "Calendar.rota coverage": Entry(lambda v: Calendar.rota([WEEK], anchor=DAY, zone=ZONE, coverage=v), "raise"),
    "Calendar.subtract horizon": Entry(lambda v: DESK.subtract(AT, HOUR, horizon=v), timedelta(days=30)),
    "Calendar.next_close horizon": Entry(lambda v: DESK.next_close(AT, horizon=v), timedelta(days=30)),
    "Calendar.previous_open horizon": Entry(lambda v: DESK.previous_open(AT, horizon=v), timedelta(days=30)),
    "Calendar.previous_close horizon": Entry(lambda v: DESK.previous_close(AT, horizon=v), timedelta(days=30)),
    "Calendar.prepare first": Entry(lambda v: DESK.prepare(v, NEXT), DAY),
    "Calendar.fingerprint last": Entry(lambda v: DESK.fingerprint(DAY, v), NEXT),
    "Calendar.review first": Entry(lambda v: DESK.review(v, NEXT), DAY),
}  # fmt: skip

DAYS = {
    "WeeklyHours.parse text": Entry(WeeklyHours.parse, "Mo-Fr 9:00-12:00,13:00-17:00; Dec 24 off; PH 10:00-12:00"),
    "WeeklyHours.of week": Entry(WeeklyHours.of, {"mon": "09:00-17:00", "fri": [("22:00", "06:00")]}),
    "WeeklyHours days": Entry(WeeklyHours, WeeklyHours.parse(WEEK).days),
    "WeeklyHours holidays": Entry(lambda v: WeeklyHours(WeeklyHours.parse(WEEK).days, holidays=v), ()),
    "SpecialDay on": Entry(SpecialDay, "2026-12-24..2026-12-31"),
    "SpecialDay on, a pair": Entry(SpecialDay, (date(2026, 12, 24), "2026-12-31")),
    "SpecialDay on, a rule": Entry(lambda v: SpecialDay(v).dates(2026), "rrule:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"),
    "SpecialDay hours": Entry(lambda v: SpecialDay("12-31", v), [("09:00", "12:00"), "13:00-14:00"]),
    "SpecialDay hours, a mapping": Entry(lambda v: SpecialDay("12-31", v), {"close_earlier": "1 hour"}),
    "SpecialDay hours, text": Entry(lambda v: SpecialDay("12-31", v), "10:00-15:00,16:00-17:00"),
    "SpecialDay reason": Entry(lambda v: SpecialDay("12-31", reason=v), "eve"),
    "SpecialDay.many days": Entry(SpecialDay.many, {"12-30": "off", DAY: {"like": "mon", "reason": "eve"}}),
    "SpecialDay.dates year": Entry(SHORT_DAY.dates, 2026),
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
    "PublicHolidays.parse code": Entry(PublicHolidays.parse, "de-by"),
    "PublicHolidays.of holidays": Entry(PublicHolidays.of, __import__("holidays").country_holidays("DE", subdiv="BY")),
    "PublicHolidays.year year": Entry(PublicHolidays("RU").year, 2026),
    "ProductionCalendar table": Entry(ProductionCalendar, "RU"),
    "ProductionCalendar transferred": Entry(lambda v: ProductionCalendar("RU", transferred=v), "own"),
    "ProductionCalendar shortened": Entry(lambda v: ProductionCalendar("RU", shortened=v), "30 minutes"),
    "ProductionCalendar decree": Entry(lambda v: ProductionCalendar("RU", decree=v), "ignore"),
    "ProductionCalendar changes": Entry(lambda v: ProductionCalendar("RU", changes=v), TABLE.about.rows[:1]),
    "ProductionCalendar.of days": Entry(ProductionCalendar.of, {DAY: "day_off", "2026-05-09": "workday"}),
    "ProductionCalendar.of name": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, name=v), "works"),
    "ProductionCalendar.of source": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, source=v), "order 7"),
    "ProductionCalendar.of covers": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, covers=v), (DAY, NEXT)),
    "ProductionCalendar.loads text": Entry(ProductionCalendar.loads, "date,type,name\n2026-05-04,day_off,bridge\n2026-05-09,workday,\n"),
    "ProductionCalendar.loads name": Entry(lambda v: ProductionCalendar.loads("date,type\n2026-05-04,day_off\n", v), "works"),
    "ProductionCalendar.load path, a file": Entry(in_file("table.csv", ProductionCalendar.load), "date,type\n2026-05-04,day_off\n"),
    "ProductionCalendar.load path": Entry(ProductionCalendar.load, "missing.csv", (OSError,)),
    "ProductionCalendar.on on": Entry(TABLE.on, DAY),
    "ProductionCalendar.year year": Entry(TABLE.year, 2026),
    "ProductionCalendar.with_days days": Entry(TABLE.with_days, {DAY: "workday", "2026-12-30": "shortened"}),
    "ProductionCalendar.with_days reason": Entry(lambda v: TABLE.with_days({DAY: "workday"}, reason=v), "order"),
    "HolidayDates dates": Entry(HolidayDates, ((DAY, "party"), (NEXT, "after"))),
    "HolidayDates covers": Entry(lambda v: HolidayDates(((DAY, "party"),), v), (DAY, NEXT)),
    "HolidayDates.of dates": Entry(HolidayDates.of, [DAY, NEXT]),
    "HolidayDates.of dates, a mapping": Entry(HolidayDates.of, {DAY: "party", NEXT: "after"}),
    "HolidayDates.of covers": Entry(lambda v: HolidayDates.of([DAY], covers=v), (DAY, NEXT)),
    "WeeklyHours dated": Entry(lambda v: WeeklyHours(WeeklyHours.parse(WEEK).days, v), ()),
    "WeeklyHours.on_weekday weekday": Entry(WeeklyHours.parse(WEEK).on_weekday, 5),
    "WeeklyHours.dated_in year": Entry(WeeklyHours.parse("Mo-Fr 9:00-12:00; Dec 24 off").dated_in, 2026),
    "SpecialDay.applied windows": Entry(lambda v: SHORTER.applied(v, lambda _: ()), WeeklyHours.parse(WEEK).days[0]),
    "SpecialDay.applied on_weekday": Entry(lambda v: LIKE.applied((), v), WeeklyHours.parse(WEEK).on_weekday, (Exception,)),
    "PublicHolidays.parse options": Entry(lambda v: PublicHolidays.parse("de-by", language=v), "en_US"),
    "PublicHolidays.of transferred": Entry(lambda v: PublicHolidays.of(GERMANY, transferred=v), "own"),
    "ProductionCalendar.of version": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, version=v), "2"),
    "ProductionCalendar.of options": Entry(lambda v: ProductionCalendar.of({DAY: "day_off"}, transferred=v), "own"),
    "ProductionCalendar.loads options": Entry(lambda v: ProductionCalendar.loads("date,type\n2026-05-04,day_off\n", shortened=v), "ignore"),
    "ProductionCalendar.load options": Entry(
        lambda v: in_file("table.csv", lambda path: ProductionCalendar.load(path, decree=v))("date,type\n2026-05-04,day_off\n"), "ignore"
    ),
}  # fmt: skip

TICKETS = {
    "Event at": Entry(lambda v: Event(v, "created"), AT),
    "Event kind": Entry(lambda v: Event(AT, v), "created"),
    "Event changes": Entry(lambda v: Event(AT, "created", v), {"status": "new", "users": 3, "vip": True}),
    "Event details": Entry(lambda v: Event(AT, "created", details=v), {"by": "agent"}),
    "Event more": Entry(lambda v: Event(AT, "created", status=v), "new"),
    "History ticket": Entry(lambda v: History(v, [CREATED]), "T-1"),
    "History events": Entry(lambda v: History("T-1", v), [CREATED, CREATED]),
    "History.sorted events": Entry(lambda v: History.sorted("T-1", v), [CREATED, CREATED]),
    "Policy.evaluate history": Entry(lambda v: whole(POLICY.evaluate(v, as_of=LATER)), HISTORY),
    "Policy.evaluate as_of": Entry(lambda v: whole(POLICY.evaluate(HISTORY, as_of=v)), LATER),
    "Policy.evaluate about": Entry(lambda v: whole(POLICY.evaluate(HISTORY, as_of=LATER, about=v)), [HISTORY]),
    "Policy.evaluate calendars": Entry(lambda v: whole(SUPPLIED.evaluate(HISTORY, as_of=LATER, calendars=v)), {"theirs": DESK}),
    "Policy.evaluate history, a fact": Entry(
        lambda v: whole(POLICY.evaluate(History("T-1", [Event(AT, "created", promised=v, users=v)]), as_of=LATER)), "2026-12-01"
    ),
    "Evaluation.__getitem__ target": Entry(SEEN.__getitem__, "fix"),
    "Policy.promises created_at": Entry(lambda v: whole(POLICY.promises(v)), AT),
    "Policy.promises facts": Entry(lambda v: whole(POLICY.promises(AT, v)), {"users": 3, "tier": 1}),
    "Policy.promises about": Entry(lambda v: whole(POLICY.promises(AT, about=v)), [HISTORY]),
    "Policy.track ticket": Entry(lambda v: POLICY.track(v).after(CREATED).to_dict(), "T-1"),
    "Policy.track about": Entry(lambda v: POLICY.track("T-1", about=v), [HISTORY]),
    "Policy.track calendars": Entry(lambda v: SUPPLIED.track("T-1", calendars=v), {"theirs": DESK}),
    "Tracker.after event": Entry(TRACKER.after, Event(LATER, "changed")),
    "Tracker.at now": Entry(lambda v: whole(TRACKER.at(v)), LATER),
    "Policy.resume state": Entry(lambda v: whole(POLICY.resume(v).after(Event(LATER, "changed", status="new")).at(LATER + HOUR)), STATE),
    "Policy.resume state, at once": Entry(lambda v: POLICY.resume(v).to_dict(), STATE),
    "Policy.resume about": Entry(lambda v: POLICY.resume(STATE, about=v), [HISTORY]),
    "Policy.queue_of evaluations": Entry(POLICY.queue_of, [SEEN]),
    "Policy.charges_of evaluations": Entry(POLICY.charges_of, [SEEN]),
    "History.sorted ticket": Entry(lambda v: History.sorted(v, [CREATED]), "T-1"),
    "Policy.promises calendars": Entry(lambda v: whole(SUPPLIED.promises(AT, calendars=v)), {"theirs": DESK}),
    "Policy.resume calendars": Entry(
        lambda v: SUPPLIED.resume(SUPPLIED.track("T-1", calendars={"theirs": DESK}).to_dict(), calendars=v), {"theirs": DESK}
    ),
    "Policy.terms_with calendars": Entry(SUPPLIED.terms_with, {"theirs": DESK}),
    "Cycle.due_if_resumed at": Entry(SEEN["fix"].cycles[0].due_if_resumed, LATER),
    "TargetResult.due_if_resumed at": Entry(SEEN["fix"].due_if_resumed, LATER),
}  # fmt: skip

POLICIES = {
    "Policy.from_dict tree": Entry(Policy.from_dict, TREE),
    "Policy.from_dict tree, targets": Entry(lambda v: Policy.from_dict({**TREE, "targets": v}), TREE["targets"]),
    "Policy.from_dict tree, calendars": Entry(lambda v: Policy.from_dict({**TREE, "calendars": v}), TREE["calendars"]),
    "Policy.from_dict tree, definitions": Entry(lambda v: Policy.from_dict({**TREE, "definitions": v}), TREE["definitions"]),
    "Policy.from_dict tree, a goal": Entry(
        lambda v: Policy.from_dict({**TREE, "targets": {"fix": {"measures": "resolution", "goals": [v]}}}),
        {"within": "2 business days", "lands": "17:00", "cutoff": "14:00"},
    ),
    "Policy.from_dict tree, within": Entry(
        lambda v: Policy.from_dict({**TREE, "targets": {"fix": {"measures": "resolution", "goals": [{"within": v}]}}}), "8 business hours"
    ),
    "Policy.from_dict tree, rules": Entry(lambda v: Policy.from_dict({**TREE, "rules": v}), {"breach": "at"}),
    "Policy.from_dict tree, then": Entry(lambda v: Policy.from_dict({**TREE, "then": v}), [{"from": "2027-01-01", "version": "2"}]),
    "Policy.from_dict tree, key": Entry(lambda v: Policy.from_dict({**TREE, v: 1}) if isinstance(v, str) else None, "queue"),
    "Policy.loads text, yaml": Entry(Policy.loads, YAML_TEXT),
    "Policy.loads text, json": Entry(lambda v: Policy.loads(v, format="json"), JSON_TEXT),
    "Policy.loads text, toml": Entry(lambda v: Policy.loads(v, format="toml"), TOML_TEXT),
    "Policy.loads format": Entry(lambda v: Policy.loads(JSON_TEXT, format=v), "json"),
    "Policy.load path, a file": Entry(in_file("desk.yaml", Policy.load), YAML_TEXT),
    "Policy.load path": Entry(Policy.load, "missing.yaml", (OSError,)),
    "Policy.review first": Entry(lambda v: PLAIN.review(v, NEXT), DAY),
    "Policy.review last": Entry(lambda v: PLAIN.review(DAY, v), NEXT),
    "Policy.review log": Entry(lambda v: PLAIN.review(DAY, NEXT, log=v), None),
    "Policy.model_copy update": Entry(lambda v: PLAIN.model_copy(update=v), {"name": "other"}),
    "Policy.model_copy deep": Entry(lambda v: PLAIN.model_copy(deep=v), True, (Exception,)),
}  # fmt: skip

FORMATS = {
    "opening_hours.loads text": Entry(lambda v: opening_hours.loads(v, zone=ZONE), WEEK),
    "opening_hours.loads zone": Entry(lambda v: opening_hours.loads(WEEK, zone=v), ZONE),
    "opening_hours.dumps calendar": Entry(opening_hours.dumps, DESK),
    "opening_hours.lacking calendar": Entry(opening_hours.lacking, DESK),
    "schema_org.loads text": Entry(lambda v: schema_org.loads(v, zone=ZONE), PLACE),
    "schema_org.loads text, bytes": Entry(lambda v: schema_org.loads(v, zone=ZONE), PLACE.encode()),
    "schema_org.loads holidays": Entry(lambda v: schema_org.loads(PLACE, zone=ZONE, holidays=v), "DE"),
    "schema_org.dumps calendar": Entry(schema_org.dumps, DESK),
    "schema_org.dumps form": Entry(lambda v: schema_org.dumps(DESK, form=v), "specification"),
    "availability.loads text": Entry(lambda v: availability.loads(v, outside="same"), SHIFTS),
    "availability.loads text, bytes": Entry(lambda v: availability.loads(v, outside="same"), SHIFTS.encode()),
    "availability.loads outside": Entry(lambda v: availability.loads(SHIFTS, outside=v), "same"),
    "availability.loads overnight": Entry(lambda v: availability.loads(SHIFTS, outside="same", overnight=v), "civil"),
    "availability.dumps calendar": Entry(availability.dumps, DESK),
    "holiday_feed.loads text": Entry(lambda v: holiday_feed.loads(v, years=range(2026, 2028)), ICS),
    "holiday_feed.loads text, bytes": Entry(lambda v: holiday_feed.loads(v, years=range(2026, 2028)), ICS.encode()),
    "holiday_feed.loads years": Entry(lambda v: holiday_feed.loads(ICS, years=v), range(2026, 2028)),
    "holiday_feed.loads timed": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), timed=v), "ignore"),
    "holiday_feed.loads covers": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), covers=v), "always"),
    "holiday_feed.loads coverage": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), coverage=v), "ignore"),
    "holiday_feed.special_days text": Entry(holiday_feed.special_days, ICS),
    "holiday_feed.special_days years": Entry(lambda v: holiday_feed.special_days(ICS, years=v), range(2026, 2028)),
    "holiday_feed.dumps holidays": Entry(holiday_feed.dumps, PARTY),
    "event_log.read_log source, csv": Entry(_as_bytes(_read_log), CSV),
    "event_log.read_log source, json": Entry(_as_bytes(_read_log), LINES),
    "event_log.read_log source": Entry(event_log.read_log, "missing.csv", (OSError,)),
    "event_log.read_log columns": Entry(lambda v: _read_log(CSV, columns=v), columns.Columns()),
    "event_log.read_log zone": Entry(lambda v: _read_log(CSV, zone=v), ZONE),
    "event_log.read_log bad_rows": Entry(lambda v: _read_log(CSV, bad_rows=v), "skipped"),
    "event_log.read_log optional_facts": Entry(lambda v: _read_log(CSV, optional_facts=v), ["status"]),
    "event_log.read_log delimiter": Entry(lambda v: _read_log(CSV, delimiter=v), ","),
    "columns.Columns.from_dict tree": Entry(columns.Columns.from_dict, MAPPING),
    "columns.Columns.from_dict tree, tickets": Entry(
        columns.Columns.from_dict, {"kind": "tickets", "events": {"created": "a", "solved": {"column": "b", "set": {"status": "c"}}}}
    ),
    "columns.Columns.load path, a file": Entry(in_file("map.toml", columns.Columns.load), 'kind = "events"\n[facts]\nstatus = "state"\n'),
    "columns.Columns.load path": Entry(columns.Columns.load, "missing.toml", (OSError,)),
    "opening_hours.loads holidays": Entry(lambda v: opening_hours.loads(WEEK, zone=ZONE, holidays=v), "DE"),
    "opening_hours.loads special_days": Entry(lambda v: opening_hours.loads(WEEK, zone=ZONE, special_days=v), {"12-31": "off"}),
    "opening_hours.loads overnight": Entry(lambda v: opening_hours.loads(WEEK, zone=ZONE, overnight=v), "shift"),
    "opening_hours.loads coverage": Entry(lambda v: opening_hours.loads(WEEK, zone=ZONE, coverage=v), "ignore"),
    "schema_org.loads zone": Entry(lambda v: schema_org.loads(PLACE, zone=v), ZONE),
    "schema_org.loads overnight": Entry(lambda v: schema_org.loads(PLACE, zone=ZONE, overnight=v), "shift"),
    "schema_org.loads coverage": Entry(lambda v: schema_org.loads(PLACE, zone=ZONE, coverage=v), "ignore"),
    "schema_org.lacking calendar": Entry(schema_org.lacking, DESK),
    "availability.loads coverage": Entry(lambda v: availability.loads(SHIFTS, outside="same", coverage=v), "ignore"),
    "availability.lacking calendar": Entry(availability.lacking, DESK),
    "holiday_feed.loads transparent": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), transparent=v), "ignore"),
    "holiday_feed.loads tentative": Entry(lambda v: holiday_feed.loads(ICS, years=range(2026, 2028), tentative=v), "ignore"),
    "holiday_feed.special_days transparent": Entry(lambda v: holiday_feed.special_days(ICS, transparent=v), "ignore"),
    "holiday_feed.special_days tentative": Entry(lambda v: holiday_feed.special_days(ICS, tentative=v), "ignore"),
    "holiday_feed.special_days timed": Entry(lambda v: holiday_feed.special_days(ICS, timed=v), "ignore"),
    "holiday_feed.special_days coverage": Entry(lambda v: holiday_feed.special_days(ICS, years=range(2026, 2028), coverage=v), "ignore"),
    "holiday_feed.lacking holidays": Entry(holiday_feed.lacking, PARTY),
    "event_log.read_log progress": Entry(lambda v: _read_log(CSV, progress=v), None, (TypeError,)),  # a function of one
    **{f"columns.Columns {field}": Entry(partial(_with_column, field), good) for field, good in asdict(columns.Columns()).items()},
    "cycle_rows.cycle_rows evaluation": Entry(lambda v: some(cycle_rows.cycle_rows(v, zone=ZONE)), SEEN),
    "cycle_rows.cycle_rows zone": Entry(lambda v: some(cycle_rows.cycle_rows(SEEN, zone=v)), ZONE),
    "cycle_rows.write_cycle_rows path": Entry(lambda v: cycle_rows.write_cycle_rows(within_folder(v), CELLS), "cycles.csv", (OSError,)),
    "cycle_rows.write_cycle_rows columns": Entry(lambda v: cycle_rows.write_cycle_rows(within_folder("cycles.csv"), v), CELLS),
    "cycle_rows.read_cycle_rows path": Entry(lambda v: some(cycle_rows.read_cycle_rows(v)), "missing.csv", (OSError,)),
    "cycle_rows.read_cycle_rows path, a file": Entry(
        in_file("cycles.jsonl", lambda path: some(cycle_rows.read_cycle_rows(path))), WRITTEN
    ),
}  # fmt: skip

COLUMNS = {
    "add calendar": Entry(lambda v: batch.add(v, ARRAY, HOURS), DESK),
    "add calendar, several": Entry(lambda v: batch.add(v, ARRAY, HOURS, calendar_of=np.array(["a", "b"])), {"a": DESK, "b": FULL}),
    "add start": Entry(lambda v: batch.add(DESK, v, HOURS), ARRAY),
    "add amount": Entry(lambda v: batch.add(DESK, ARRAY, v), HOURS),
    "add calendar_of": Entry(lambda v: batch.add({"a": DESK, "b": FULL}, ARRAY, HOURS, calendar_of=v), np.array(["a", "b"])),
    "add edge": Entry(lambda v: batch.add(DESK, ARRAY, HOURS, edge=v), "far"),
    "add zone": Entry(lambda v: batch.add(DESK, pd.Series(ARRAY), HOUR, zone=v), ZONE),
    "subtract end": Entry(lambda v: batch.subtract(DESK, v, HOURS), ARRAY),
    "subtract amount": Entry(lambda v: batch.subtract(DESK, ARRAY, v), HOURS),
    "elapsed start": Entry(lambda v: batch.elapsed(DESK, v, ARRAY), ARRAY),
    "elapsed end": Entry(lambda v: batch.elapsed(DESK, ARRAY, v), ARRAY),
    "is_open at": Entry(lambda v: batch.is_open(DESK, v), ARRAY),
    "is_open zone": Entry(lambda v: batch.is_open(DESK, pl.Series([datetime(2026, 11, 20)]), zone=v), ZONE),
    "add_business_days at": Entry(lambda v: batch.add_business_days(DESK, v, 2), ARRAY),
    "add_business_days days": Entry(lambda v: batch.add_business_days(DESK, ARRAY, v), np.array([1, 2])),
    "add_business_days rule": Entry(lambda v: batch.add_business_days(DESK, ARRAY, 2, rule=v), DayRule()),
    "evaluate_log events": Entry(lambda v: batch.evaluate_log(v, PLAIN, LATER), LOG),
    "evaluate_log events, a frame": Entry(lambda v: batch.evaluate_log(v, PLAIN, LATER), FRAME),
    "evaluate_log policy": Entry(lambda v: batch.evaluate_log(LOG, v, LATER), PLAIN),
    "evaluate_log as_of": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, v), LATER),
    "evaluate_log columns": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, LATER, v), {"ticket": "ticket", "status": "status"}),
    "evaluate_log created_with": Entry(
        lambda v: batch.evaluate_log(LOG, PLAIN, LATER, {"created": "at", "status": "status"}, created_with=v), {"status": "new"}
    ),
    "evaluate_log zone": Entry(lambda v: batch.evaluate_log(NAIVE, PLAIN, LATER, zone=v), ZONE),
    "evaluate_log keep": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, LATER, keep=v), ["status"]),
    "promises tickets": Entry(lambda v: batch.promises(v, PLAIN), OPENED),
    "promises tickets, polars": Entry(lambda v: batch.promises(v, PLAIN), POLARS),
    "promises policy": Entry(lambda v: batch.promises(OPENED, v), PLAIN),
    "promises created": Entry(lambda v: batch.promises(OPENED, PLAIN, created=v), "created"),
    "promises facts": Entry(lambda v: batch.promises(OPENED, PLAIN, facts=v), {"users": "users"}),
    "promises facts, a list": Entry(lambda v: batch.promises(OPENED, PLAIN, facts=v), ["users"]),
    "promises zone": Entry(lambda v: batch.promises(NAIVE, PLAIN, created="at", zone=v), ZONE),
    "PromisesStep policy": Entry(batch.PromisesStep, PLAIN),
    "PromisesStep.__call__ tickets": Entry(batch.PromisesStep(PLAIN), ARROW),
    "LogStep as_of": Entry(lambda v: batch.LogStep(PLAIN, v), LATER),
    "LogStep faults": Entry(lambda v: batch.LogStep(PLAIN, LATER, faults=v), "rows"),
    "LogStep.__call__ log": Entry(batch.LogStep(PLAIN, LATER, {"at": "created", "ticket": "users"}), ARROW),
    "register_methods library": Entry(batch.register_methods, pd),
    "add_business_days calendar": Entry(lambda v: batch.add_business_days(v, ARRAY, 2), DESK),
    "add_business_days calendar_of": Entry(lambda v: batch.add_business_days({"a": DESK}, ARRAY, 2, calendar_of=v), np.array(["a", "a"])),
    "add_business_days zone": Entry(lambda v: batch.add_business_days(DESK, pd.Series(ARRAY), 2, zone=v), ZONE),
    "elapsed calendar": Entry(lambda v: batch.elapsed(v, ARRAY, ARRAY), DESK),
    "elapsed calendar_of": Entry(lambda v: batch.elapsed({"a": DESK}, ARRAY, ARRAY, calendar_of=v), np.array(["a", "a"])),
    "elapsed zone": Entry(lambda v: batch.elapsed(DESK, pd.Series(ARRAY), pd.Series(ARRAY), zone=v), ZONE),
    "is_open calendar": Entry(lambda v: batch.is_open(v, ARRAY), DESK),
    "is_open calendar_of": Entry(lambda v: batch.is_open({"a": DESK}, ARRAY, calendar_of=v), np.array(["a", "a"])),
    "subtract calendar": Entry(lambda v: batch.subtract(v, ARRAY, HOURS), DESK),
    "subtract calendar_of": Entry(lambda v: batch.subtract({"a": DESK}, ARRAY, HOURS, calendar_of=v), np.array(["a", "a"])),
    "subtract edge": Entry(lambda v: batch.subtract(DESK, ARRAY, HOURS, edge=v), "far"),
    "subtract zone": Entry(lambda v: batch.subtract(DESK, pd.Series(ARRAY), HOUR, zone=v), ZONE),
    "evaluate_log progress": Entry(lambda v: batch.evaluate_log(LOG, PLAIN, LATER, progress=v), None, (TypeError,)),  # as above
    "PromisesStep created": Entry(lambda v: batch.PromisesStep(PLAIN, created=v)(ARROW), "created"),
    "PromisesStep facts": Entry(lambda v: batch.PromisesStep(PLAIN, facts=v)(ARROW), ["users"]),
    "PromisesStep zone": Entry(lambda v: batch.PromisesStep(PLAIN, zone=v)(WALLS), ZONE),
    "PromisesStep.stream batches": Entry(lambda v: [*batch.PromisesStep(PLAIN).stream(v)], ARROW.to_batches()),
    "PromisesStep.schema_of schema": Entry(batch.PromisesStep(PLAIN).schema_of, ARROW.schema),
    "LogStep policy": Entry(lambda v: batch.LogStep(v, LATER), PLAIN),
    "LogStep columns": Entry(lambda v: batch.LogStep(PLAIN, LATER, v)(ARROW), TOLD),
    "LogStep created_with": Entry(lambda v: batch.LogStep(PLAIN, LATER, TOLD, created_with=v)(ARROW), {}),
    "LogStep zone": Entry(lambda v: batch.LogStep(PLAIN, LATER, TOLD, zone=v)(WALLS), ZONE),
    "LogStep.stream batches": Entry(lambda v: [*LOG_STEP.stream(v)], ARROW.to_batches()),
    "LogStep.schema_of schema": Entry(LOG_STEP.schema_of, ARROW.schema),
}  # fmt: skip

ANALYSIS = {
    "compliance result": Entry(analysis.compliance, ANSWER),
    "compliance by": Entry(lambda v: analysis.compliance(ANSWER, by=v), ["status", "month"]),
    "compliance each": Entry(lambda v: analysis.compliance(ANSWER, each=v), "cycle"),
    "compliance dated_by": Entry(lambda v: analysis.compliance(ANSWER, dated_by=v), "due_at"),
    "compliance zone": Entry(lambda v: analysis.compliance(ANSWER, by=["hour"], zone=v), ZONE),
    "compliance percentiles": Entry(lambda v: analysis.compliance(ANSWER, percentiles=v), [50, 90]),
    "Compliance.worst many": Entry(analysis.compliance(ANSWER).worst, 10),
    "compare policies": Entry(lambda v: analysis.compare(v, LOG, LATER), BOTH),
    "compare events": Entry(lambda v: analysis.compare(BOTH, v, LATER), LOG),
    "compare as_of": Entry(lambda v: analysis.compare(BOTH, LOG, v), LATER),
    "compare columns": Entry(lambda v: analysis.compare(BOTH, LOG, LATER, v), {"ticket": "ticket", "status": "status"}),
    "compare zone": Entry(lambda v: analysis.compare(BOTH, NAIVE, LATER, zone=v), ZONE),
    "compare by": Entry(lambda v: analysis.compare(BOTH, LOG, LATER, by=v), ["status", "month"]),
    "Comparison.changes figure": Entry(COMPARED.changes, "outcome"),
    "Comparison.explain ticket": Entry(lambda v: COMPARED.explain(v, "fix"), "T-1"),
    "Comparison.explain target": Entry(lambda v: COMPARED.explain("T-1", v), "fix"),
    "Comparison.explain cycle": Entry(lambda v: COMPARED.explain("T-1", "fix", cycle=v), 1),
    "Comparison.why many": Entry(COMPARED.why, 3),
    "Comparison.why figure": Entry(lambda v: COMPARED.why(figure=v), "due_at"),
    "find_goal events, histories": Entry(_goals, [HISTORY]),
    "find_goal events": Entry(_goals, LOG),
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
    "FoundGoals.at share": Entry(_goals().at, 0.5),
    "FoundGoals.__getitem__ group": Entry(_goals(by=["status"]).__getitem__, "new"),
    "FoundGoal.share_met goal": Entry(_goals()[()].share_met, HOUR),
    "upcoming evaluations": Entry(analysis.upcoming, [SEEN]),
    "upcoming within": Entry(lambda v: analysis.upcoming([SEEN], within=v), HOUR),
    "Agenda entries": Entry(analysis.Agenda, {"T-1": AT}),
    "Agenda.put ticket": Entry(lambda v: analysis.Agenda().put(v, AT), "T-1"),
    "Agenda.put at": Entry(lambda v: analysis.Agenda().put("T-1", v), AT),
    "Agenda.take evaluation": Entry(analysis.Agenda().take, SEEN),
    "Agenda.at ticket": Entry(analysis.Agenda({"T-1": AT}).at, "T-1"),
    "Agenda.due now": Entry(lambda v: [*analysis.Agenda({"T-1": AT}).due(v)], LATER),
    "Agenda.from_dict stored": Entry(analysis.Agenda.from_dict, {"agenda": 1, "entries": [[60, "T-1"], [90, "T-2"]]}),
    "record history": Entry(lambda v: analysis.record(v, POLICY, as_of=LATER), HISTORY),
    "record policy": Entry(lambda v: analysis.record(HISTORY, v, as_of=LATER), POLICY),
    "record as_of": Entry(lambda v: analysis.record(HISTORY, POLICY, as_of=v), LATER),
    "record about": Entry(lambda v: analysis.record(HISTORY, POLICY, as_of=LATER, about=v), [HISTORY]),
    "record calendars": Entry(lambda v: analysis.record(HISTORY, SUPPLIED, as_of=LATER, calendars=v), {"theirs": DESK}),
    "audit record": Entry(analysis.audit, RECORD),
    "audit record, history": Entry(lambda v: analysis.audit({**RECORD, "history": v}), RECORD["history"]),
    "audit record, figures": Entry(lambda v: analysis.audit({**RECORD, "figures": v}), RECORD["figures"]),
    "audit record, fingerprints": Entry(lambda v: analysis.audit({**RECORD, "fingerprints": v}), RECORD["fingerprints"]),
    "audit record, versions": Entry(lambda v: analysis.audit({**RECORD, "versions": v}), RECORD["versions"]),
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
    "Team service, by group": Entry(lambda v: analysis.Team(DESK, 2, service=v), {"new": [HOUR]}),
    "simulate desk": Entry(lambda v: _simulated(desk=v), FITTED),
    "simulate policy": Entry(lambda v: _simulated(policy=v), PLAIN),
    "simulate team": Entry(lambda v: _simulated(team=v), analysis.Team(DESK)),
    "simulate seed": Entry(lambda v: _simulated(seed=v), 7),
    "simulate start": Entry(lambda v: _simulated(start=v), DAY),
    "simulate history": Entry(lambda v: _simulated(history=v), "fixed"),
    "compare created_with": Entry(lambda v: analysis.compare(BOTH, LOG, LATER, created_with=v), None),
    "find_goal zone": Entry(lambda v: _goals(NAIVE, zone=v), ZONE),
    "FoundGoal.at share": Entry(_goals()[()].at, 0.5),
    "fit columns": Entry(lambda v: analysis.fit(LOG, PLAIN, LATER, v, calendar=DESK, by=None), {"ticket": "ticket", "status": "status"}),
    "fit created_with": Entry(lambda v: analysis.fit(LOG, PLAIN, LATER, calendar=DESK, by=None, created_with=v), None),
    "fit zone": Entry(lambda v: analysis.fit(NAIVE, PLAIN, LATER, calendar=DESK, by=None, zone=v), ZONE),
    "Agenda.__contains__ ticket": Entry(analysis.Agenda({"T-1": AT}).__contains__, "T-1"),
    "Team.times group": Entry(analysis.Team(DESK, 2, service={"new": [HOUR]}).times, "new"),
    "simulate weeks": Entry(lambda v: _simulated(weeks=v), 1),
    "simulate runs": Entry(lambda v: None if isinstance(v, int) and 9 < v <= 100_000 else _simulated(runs=v), 1),
    "Simulated.share target": Entry(_simulated().share, "fix"),
    "Simulated.share group": Entry(lambda v: _simulated().share("fix", v), "(all)"),
    "Simulated.wait group": Entry(_simulated(team=analysis.Team(DESK, 1)).wait, "(all)"),
}  # fmt: skip

ENTRIES: dict[str, Entry] = {
    f"{room}{name}": entry
    for room, entries in {
        "": {**CALENDARS, **DAYS, **TICKETS, **POLICIES}, "formats.": FORMATS, "batch.": COLUMNS, "analysis.": ANALYSIS,
        "show.": SHOW, "testing.": TESTING,
    }.items()
    for name, entry in entries.items()
}  # fmt: skip
