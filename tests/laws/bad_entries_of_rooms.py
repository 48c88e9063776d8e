"""The doors of two rooms, those that show and those that test: each takes one value in one place."""

# ruff: noqa: E501  # tables: a case is easier to find on a long line

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false
# values of any kind are what this file is about

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import HypothesisException
from matplotlib.figure import Figure
from tests.laws.good_values import (
    AT,
    DAY,
    DESK,
    HISTORY,
    LATER,
    LOG,
    NEXT,
    PLAIN,
    SEEN,
    SUPPLIED,
    ZONE,
    Entry,
    within_folder,
)

from slacal import Calendar, DayRule, Event, History, Policy, analysis, batch, show, testing
from slacal.show import plot
from slacal.show.text import explanation

HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
HOUR = timedelta(hours=1)
CYCLE = SEEN["fix"].cycles[0]
PICTURE = show.Picture("<svg></svg>", "text")
MONTHS: dict[str, Any] = {
    "target": np.array(["answer", "answer"]), "month": np.array(["2026-10", "2026-11"]), "counted": np.array([4, 2]),
    "share_met": np.array([0.75, 0.5]), "share_low": np.array([0.30, 0.09]), "share_high": np.array([0.95, 0.91]),
}  # fmt: skip
USED = batch.evaluate_log(LOG, PLAIN, LATER).frame
FOUND = analysis.find_goal(LOG, PLAIN, "fix", LATER)
AXES = Figure().add_subplot()
MINUTES = Policy.from_dict({
    "name": "S", "zone": "UTC", "calendar": "always",
    "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]}},
})  # fmt: skip
TICKET = History("T-1", [Event(AT, "created")])
ORACLE = testing.Oracle.of(DESK, days=30)
COLUMNS = testing.Columns(DESK)
REPORT = testing.check_laws(DESK, laws=["zero"], examples=1)
EXPECTED = [
    {"ticket": "T-1", "at": "2026-11-20 18:00", "kind": "created"},
    {"ticket": "T-1", "at": "2026-11-20 20:00", "target": "fix", "elapsed": "2:00"},
]


def drawn_once(strategy: Any) -> None:
    """Have a strategy draw: one that took bad arguments shows it then."""

    @settings(max_examples=1, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=HEALTH)
    @given(strategy)
    def draw(_: Any) -> None: ...

    draw()


SHOW = {
    "Picture.save path": Entry(lambda v: PICTURE.save(within_folder(v)), "picture.html", (OSError,)),
    "calendar calendar": Entry(show.calendar, DESK),
    "calendar at": Entry(lambda v: show.calendar(DESK, at=v), AT),
    "calendar language": Entry(lambda v: show.calendar(DESK, language=v), "ru"),
    "cycle value": Entry(show.cycle, CYCLE),
    "cycle value, an explanation": Entry(show.cycle, CYCLE.explain()),
    "cycle language": Entry(lambda v: show.cycle(CYCLE, language=v), "ru"),
    "evaluation value": Entry(show.evaluation, SEEN),
    "evaluation language": Entry(lambda v: show.evaluation(SEEN, language=v), "ru"),
    "policy value": Entry(show.policy, PLAIN),
    "policy language": Entry(lambda v: show.policy(PLAIN, language=v), "ru"),
    "week calendar": Entry(lambda v: show.week(v, DAY), DESK),
    "week day": Entry(lambda v: show.week(DESK, v), DAY),
    "week zone": Entry(lambda v: show.week(DESK, DAY, zone=v), "Asia/Tokyo"),
    "week language": Entry(lambda v: show.week(DESK, DAY, language=v), "ru"),
    "year calendar": Entry(lambda v: show.year(v, 2026), DESK),
    "year year": Entry(lambda v: show.year(DESK, v), 2026),
    "year language": Entry(lambda v: show.year(DESK, 2026, language=v), "ru"),
    "text.explanation explained": Entry(explanation, CYCLE.explain()),
    "text.explanation language": Entry(lambda v: explanation(CYCLE.explain(), language=v), "ru"),
    "plot.compliance_over_time frame": Entry(plot.compliance_over_time, MONTHS),
    "plot.compliance_over_time ax": Entry(lambda v: plot.compliance_over_time(MONTHS, ax=v), AXES),
    "plot.elapsed_against_goal frame": Entry(plot.elapsed_against_goal, USED),
    "plot.elapsed_against_goal by": Entry(lambda v: plot.elapsed_against_goal(USED, by=v), "target"),
    "plot.elapsed_against_goal ax": Entry(lambda v: plot.elapsed_against_goal(USED, ax=v), AXES),
    "plot.goal_curve found": Entry(plot.goal_curve, FOUND),
    "plot.goal_curve ax": Entry(lambda v: plot.goal_curve(FOUND, ax=v), AXES),
    "plot.load_by_hour_of_week events": Entry(lambda v: plot.load_by_hour_of_week(v, DESK), [AT, LATER]),
    "plot.load_by_hour_of_week events, an array": Entry(lambda v: plot.load_by_hour_of_week(v, DESK), LOG["at"]),
    "plot.load_by_hour_of_week calendar": Entry(lambda v: plot.load_by_hour_of_week([AT], v), DESK),
    "plot.load_by_hour_of_week zone": Entry(lambda v: plot.load_by_hour_of_week([AT], DESK, zone=v), "Asia/Tokyo"),
    "plot.load_by_hour_of_week ax": Entry(lambda v: plot.load_by_hour_of_week([AT], DESK, ax=v), AXES),
}  # fmt: skip

STRATEGIES = {
    "calendars parts": Entry(lambda v: drawn_once(testing.calendars(parts=v)), 2),
    "dates zone": Entry(lambda v: drawn_once(testing.dates(v)), ZONE),
    "special_days zone": Entry(lambda v: drawn_once(testing.special_days(v)), ZONE),
    "production_calendars zone": Entry(lambda v: drawn_once(testing.production_calendars(v)), ZONE),
    "holiday_dates zone": Entry(lambda v: drawn_once(testing.holiday_dates(v)), ZONE),
    "holiday_sources zone": Entry(lambda v: drawn_once(testing.holiday_sources(v)), ZONE),
    "instants calendar": Entry(lambda v: drawn_once(testing.instants(v)), DESK),
    "instants near": Entry(lambda v: drawn_once(testing.instants(DESK, near=v)), AT),
    "histories most": Entry(lambda v: drawn_once(testing.histories(most=v)), 3),
    "histories facts": Entry(lambda v: drawn_once(testing.histories(facts=v)), {"queue": ["billing", None], "tier": (1, 2.5)}),
    "histories calendar": Entry(lambda v: drawn_once(testing.histories(calendar=v)), DESK),
    "messy_histories most": Entry(lambda v: drawn_once(testing.messy_histories(most=v)), 3),
    "messy_histories facts": Entry(lambda v: drawn_once(testing.messy_histories(facts=v)), {"queue": ["billing", None]}),
    "messy_histories calendar": Entry(lambda v: drawn_once(testing.messy_histories(calendar=v)), DESK),
    "events facts": Entry(lambda v: drawn_once(testing.events(facts=v)), {"queue": ["billing", None]}),
    "simplest strategy": Entry(testing.simplest, testing.amounts(), (HypothesisException,)),
    "simplest condition": Entry(lambda v: testing.simplest(testing.amounts(), v), bool, (HypothesisException, TypeError)),  # a function of two
    "tickets policy": Entry(lambda v: drawn_once(testing.tickets(v)), MINUTES),
    "tickets most": Entry(lambda v: drawn_once(testing.tickets(MINUTES, most=v)), 3),
    "tickets days": Entry(lambda v: drawn_once(testing.tickets(MINUTES, days=v)), 3),
    "tickets without": Entry(lambda v: drawn_once(testing.tickets(MINUTES, without=v)), ["due_override"]),
}  # fmt: skip

LAWS = {
    "check_laws subject": Entry(lambda v: testing.check_laws(v, laws=["zero"], examples=1), DESK),
    "check_laws calendar": Entry(lambda v: testing.check_laws(DESK, calendar=v, laws=["zero"], examples=1), DESK),
    "check_laws policy": Entry(lambda v: testing.check_laws(MINUTES, policy=v, laws=["met in time"], examples=1), MINUTES),
    "check_laws laws": Entry(lambda v: testing.check_laws(DESK, laws=v, examples=1), ["zero"]),
    "check_laws examples": Entry(lambda v: testing.check_laws(DESK, laws=["zero"], examples=v), 1),
    "check_laws tick": Entry(lambda v: testing.check_laws(DESK, laws=["zero"], examples=1, tick=v), timedelta(seconds=1)),
    "check_laws calendars": Entry(lambda v: testing.check_laws(SUPPLIED, laws=["met in time"], examples=1, calendars=v), {"theirs": Calendar.always()}),
    "check_law law": Entry(lambda v: testing.check_law(v, DESK, examples=1), "zero"),
    "check_law subject": Entry(lambda v: testing.check_law("zero", v, examples=1), DESK),
    "check_law calendar": Entry(lambda v: testing.check_law("zero", DESK, calendar=v, examples=1), DESK),
    "check_law policy": Entry(lambda v: testing.check_law("met in time", MINUTES, policy=v, examples=1), MINUTES),
    "check_law calendars": Entry(lambda v: testing.check_law("met in time", SUPPLIED, examples=1, calendars=v), {"theirs": Calendar.always()}),
    "check_law examples": Entry(lambda v: testing.check_law("zero", DESK, examples=v), 1),
    "check_law tick": Entry(lambda v: testing.check_law("zero", DESK, examples=1, tick=v), timedelta(seconds=1)),
    "check_law report": Entry(lambda v: testing.check_law("zero", DESK, examples=1, report=v), "first"),
    "LawReport.__getitem__ law": Entry(REPORT.__getitem__, "zero"),
    "assert_same_answers rows": Entry(lambda v: testing.assert_same_answers(v, MINUTES, zone="UTC"), EXPECTED, (AssertionError, OSError)),
    "assert_same_answers policy": Entry(lambda v: testing.assert_same_answers(EXPECTED, v, zone="UTC"), MINUTES, (AssertionError,)),
    "assert_same_answers zone": Entry(lambda v: testing.assert_same_answers(EXPECTED, MINUTES, zone=v), "UTC", (AssertionError,)),
    "assert_same_answers calendars": Entry(
        lambda v: testing.assert_same_answers(EXPECTED, SUPPLIED, zone="UTC", calendars=v), {"theirs": Calendar.always()}, (AssertionError,)
    ),
    "assert_same_answers explain": Entry(lambda v: testing.assert_same_answers(EXPECTED, MINUTES, zone="UTC", explain=v), 1),
}  # fmt: skip

ORACLES = {
    "Oracle calendar": Entry(testing.Oracle, DESK),
    "Oracle days": Entry(lambda v: testing.Oracle(DESK, days=v).next_open(AT), 30),
    "Oracle.of calendar": Entry(testing.Oracle.of, DESK),
    "Oracle.of days": Entry(lambda v: testing.Oracle.of(DESK, days=v).next_open(AT), 30),
    "Oracle.is_open at": Entry(ORACLE.is_open, AT),
    "Oracle.elapsed start": Entry(lambda v: ORACLE.elapsed(v, LATER), AT),
    "Oracle.elapsed end": Entry(lambda v: ORACLE.elapsed(AT, v), LATER),
    "Oracle.counted start": Entry(lambda v: ORACLE.counted(v, LATER, step=HOUR), AT),
    "Oracle.counted end": Entry(lambda v: ORACLE.counted(AT, v, step=HOUR), LATER),
    "Oracle.counted step": Entry(lambda v: ORACLE.counted(AT, LATER, step=v), HOUR),
    "Oracle.add start": Entry(lambda v: ORACLE.add(v, HOUR), AT),
    "Oracle.add amount": Entry(lambda v: ORACLE.add(AT, v), HOUR),
    "Oracle.add edge": Entry(lambda v: ORACLE.add(AT, HOUR, edge=v), "far"),
    "Oracle.subtract end": Entry(lambda v: ORACLE.subtract(v, HOUR), AT),
    "Oracle.subtract amount": Entry(lambda v: ORACLE.subtract(AT, v), HOUR),
    "Oracle.subtract edge": Entry(lambda v: ORACLE.subtract(AT, HOUR, edge=v), "far"),
    "Oracle.next_open at": Entry(ORACLE.next_open, AT),
    "Oracle.next_close at": Entry(ORACLE.next_close, AT),
    "Oracle.previous_open at": Entry(ORACLE.previous_open, AT),
    "Oracle.previous_close at": Entry(ORACLE.previous_close, AT),
    "Oracle.roll_forward at": Entry(ORACLE.roll_forward, AT),
    "Oracle.roll_back at": Entry(ORACLE.roll_back, AT),
    "Oracle.spans start": Entry(lambda v: ORACLE.spans(v, LATER), AT),
    "Oracle.spans end": Entry(lambda v: ORACLE.spans(AT, v), LATER),
    "Oracle.is_business_day day": Entry(ORACLE.is_business_day, DAY),
    "Oracle.count_business_days first": Entry(lambda v: ORACLE.count_business_days(v, NEXT), DAY),
    "Oracle.count_business_days last": Entry(lambda v: ORACLE.count_business_days(DAY, v), NEXT),
    "Oracle.count_business_days counts_from": Entry(lambda v: ORACLE.count_business_days(DAY, NEXT, counts_from=v), "same_day"),
    "Oracle.add_business_days start": Entry(lambda v: ORACLE.add_business_days(v, 3, rule=DayRule()), AT),
    "Oracle.add_business_days days": Entry(lambda v: ORACLE.add_business_days(AT, v, rule=DayRule()), 3),
    "Oracle.add_business_days rule": Entry(lambda v: ORACLE.add_business_days(AT, 3, rule=v), DayRule()),
    "PolicyOracle terms": Entry(lambda v: testing.PolicyOracle(v).evaluate(TICKET, as_of=AT), MINUTES.terms),
    "PolicyOracle.of policy": Entry(lambda v: testing.PolicyOracle.of(v).evaluate(TICKET, as_of=AT), MINUTES),
    "PolicyOracle.of calendars": Entry(lambda v: testing.PolicyOracle.of(SUPPLIED, calendars=v), {"theirs": DESK}),
    "PolicyOracle.evaluate history": Entry(lambda v: testing.PolicyOracle.of(MINUTES).evaluate(v, as_of=AT + HOUR), TICKET),
    "PolicyOracle.evaluate as_of": Entry(lambda v: testing.PolicyOracle.of(MINUTES).evaluate(TICKET, as_of=v), AT + HOUR),
    "PolicyOracle.evaluate about": Entry(lambda v: testing.PolicyOracle.of(MINUTES).evaluate(TICKET, as_of=AT + HOUR, about=v), [HISTORY]),
    "seen_by evaluation": Entry(testing.seen_by, SEEN),
    "Columns calendar": Entry(lambda v: testing.Columns(v).is_open_many([AT]), DESK),
    "Columns.is_open_many at": Entry(COLUMNS.is_open_many, [AT, LATER]),
    "Columns.elapsed_many starts": Entry(lambda v: COLUMNS.elapsed_many(v, [AT, LATER]), [AT, AT]),
    "Columns.elapsed_many ends": Entry(lambda v: COLUMNS.elapsed_many([AT, LATER], v), [AT, AT]),
    "Columns.add_many starts": Entry(lambda v: COLUMNS.add_many(v, [HOUR, HOUR]), [AT, LATER]),
    "Columns.add_many amounts": Entry(lambda v: COLUMNS.add_many([AT, LATER], v), [HOUR, HOUR]),
    "Columns.subtract_many ends": Entry(lambda v: COLUMNS.subtract_many(v, [HOUR, HOUR]), [AT, LATER]),
    "Columns.subtract_many amounts": Entry(lambda v: COLUMNS.subtract_many([AT, LATER], v), [HOUR, HOUR]),
    "Columns.add_business_days_many starts": Entry(lambda v: COLUMNS.add_business_days_many(v, 2, rule=DayRule()), [AT, LATER]),
    "Columns.add_business_days_many days": Entry(lambda v: COLUMNS.add_business_days_many([AT], v, rule=DayRule()), 2),
    "Columns.add_business_days_many rule": Entry(lambda v: COLUMNS.add_business_days_many([AT], 2, rule=v), DayRule()),
}  # fmt: skip

TESTING = {**STRATEGIES, **LAWS, **ORACLES}
