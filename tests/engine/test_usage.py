"""Usage, after the vendor's rules E5 to E7: by request in steps of 1, by the hour in steps of 0.5, rounded up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal import Event, History, Policy
from slacal.engine.conditions import IsAny
from slacal.engine.usage import Session, UsageRule, Use, Used, charges, quantities
from slacal.errors import BadInput

if TYPE_CHECKING:
    from slacal.engine.usage import Charge, Quantity

MOSCOW = "Europe/Moscow"
HALF = Fraction(1, 2)
REQUEST = UsageRule("request")
BY_HOUR = UsageRule("hour", of="work", step=HALF, minimum=HALF)
GOLD = IsAny("tier", frozenset({"gold"}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(MOSCOW))


def session(start: str, minutes: float) -> Session:
    return Session(at(start), timedelta(minutes=minutes))


def use(*sessions: Session, ticket: str = "T-1", registered: str = "2026-11-20", **facts: Any) -> Use:
    return Use(ticket, facts, at(registered), {"work": sessions})


def amounts(rule: UsageRule, used: Use) -> list[Fraction]:
    return [one.amount for one in quantities((rule,), used, MOSCOW)]


def one(rule: UsageRule, used: Use) -> Quantity:
    (found,) = quantities((rule,), used, MOSCOW)
    return found


def test_e5_a_request_is_one_whatever_the_work() -> None:
    assert amounts(REQUEST, use()) == [1]
    assert amounts(REQUEST, use(session("2026-11-20 10:00", 300))) == [1]


def test_e7_one_request_is_one_task() -> None:
    assert amounts(UsageRule("request", count="tasks"), use(tasks="3")) == [3]
    assert amounts(UsageRule("request", count="tasks"), use()) == [1]


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (1, HALF),  # the minimum
        (30, HALF),
        (30 + 1 / 60_000_000, 1),  # one microsecond more
        (31, 1),
        (60, 1),
        (61, Fraction(3, 2)),
    ],
)
def test_e6_hours_are_rounded_up_to_halves_and_are_at_least_one_half(minutes: float, hours: Fraction) -> None:
    assert amounts(BY_HOUR, use(session("2026-11-20 10:00", minutes))) == [hours]


def test_e6_the_minimum_may_be_more_than_one_step() -> None:
    rule = UsageRule("hour", of="work", step=HALF, minimum=Fraction(2))
    assert amounts(rule, use(session("2026-11-20 10:00", 31))) == [2]
    assert amounts(rule, use(session("2026-11-20 10:00", 121))) == [Fraction(5, 2)]


def test_e6_a_tenth_of_an_hour_is_exact() -> None:
    tenth = Fraction(1, 10)  # 0.1 as a float is a little more than a tenth
    assert amounts(UsageRule("hour", of="work", step=tenth, minimum=tenth), use(session("2026-11-20 10:00", 18))) == [
        Fraction(3, 10)
    ]


TWO_DAYS = (session("2026-11-20 10:00", 10), session("2026-11-20 15:00", 10), session("2026-11-21 10:00", 40))


@pytest.mark.parametrize(
    ("per", "hours"),
    [
        ("request", [1]),  # 10 + 10 + 40 minutes are an hour
        ("session", [HALF, HALF, 1]),
        ("day", [HALF, 1]),  # 20 minutes, 40 minutes
    ],
)
def test_e6_rounding_is_by_request_session_or_day(per: Any, hours: list[Fraction]) -> None:
    rule = UsageRule("hour", of="work", step=HALF, minimum=HALF, per=per)
    assert amounts(rule, use(*TWO_DAYS)) == hours


@pytest.mark.parametrize(("per", "requests"), [("session", [1, 1, 1]), ("day", [1, 1])])
def test_p27_requests_may_be_counted_by_session_or_day(per: Any, requests: list[int]) -> None:
    assert amounts(UsageRule("request", of="work", per=per), use(*TWO_DAYS)) == requests


def test_p27_days_are_those_of_the_zone() -> None:
    # 23:30 and 00:30 in Moscow are one day in UTC, 20:30 and 21:30
    late = use(session("2026-11-20 23:30", 10), session("2026-11-21 00:30", 10))
    rule = UsageRule("hour", of="work", step=HALF, minimum=HALF, per="day")
    assert [found.amount for found in quantities((rule,), late, MOSCOW)] == [HALF, HALF]
    assert [found.amount for found in quantities((rule,), late, "UTC")] == [HALF]


def test_p27_a_session_is_dated_by_its_start_and_a_request_by_its_registration() -> None:
    work = session("2026-11-23 10:00", 10)
    assert one(BY_HOUR, use(work)).at == at("2026-11-20")
    assert one(UsageRule("hour", of="work", per="session"), use(work)).at == at("2026-11-23 10:00")


def test_p27_hours_may_stand_in_a_fact() -> None:
    rule = UsageRule("hour", of="hours_spent", step=HALF, minimum=HALF)
    assert amounts(rule, use(hours_spent="1.2")) == [Fraction(3, 2)]
    assert amounts(rule, use(hours_spent=0.1)) == [HALF]
    assert amounts(rule, use()) == []


@pytest.mark.parametrize("used", [use(), use(session("2026-11-20 10:00", 0))])
def test_p27_nothing_used_is_nothing_charged(used: Use) -> None:
    assert amounts(BY_HOUR, used) == []


@pytest.mark.parametrize("value", ["many", "-1", True, "nan", "1e9"])
def test_p27_a_fact_that_holds_no_amount_is_refused(value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        amounts(UsageRule("request", count="tasks"), use(tasks=value))
    assert refused.value.field == "facts.tasks"


def test_p27_of_each_unit_the_first_rule_that_holds_counts() -> None:
    rules = (UsageRule("request", GOLD, step=Fraction(2), minimum=Fraction(2)), REQUEST, BY_HOUR)
    work = session("2026-11-20 10:00", 10)
    assert [(q.place, q.amount) for q in quantities(rules, use(work, tier="gold"), MOSCOW)] == [(0, 2), (2, HALF)]
    assert [(q.place, q.amount) for q in quantities(rules, use(work), MOSCOW)] == [(1, 1), (2, HALF)]
    assert quantities((UsageRule("request", GOLD),), use(), MOSCOW) == ()


# -- what is included ------------------------------------------------------------------------------------------------


def month(ticket: str, registered: str, tasks: int) -> Use:
    return use(ticket=ticket, registered=registered, tasks=tasks)


TICKETS = [
    month("T-3", "2026-12-01 00:00", 1),  # the next month, though November in UTC
    month("T-2", "2026-11-20", 3),
    month("T-1", "2026-11-10", 3),
]


def rule(**more: Any) -> UsageRule:
    return UsageRule("request", count="tasks", included=Fraction(5), **more)


def charged(rules: tuple[UsageRule, ...], uses: list[Use]) -> tuple[Charge, ...]:
    return charges(
        Used(used.ticket, found, rules[found.place], MOSCOW)
        for used in uses
        for found in quantities(rules, used, MOSCOW)
    )


def split(one_rule: UsageRule, uses: list[Use]) -> list[tuple[Any, ...]]:
    return [(c.ticket, c.included, c.charged, c.refused) for c in charged((one_rule,), uses)]


def test_p27_what_is_included_is_used_up_in_order_of_time_and_anew_each_month() -> None:
    assert split(rule(), TICKETS) == [("T-1", 3, 0, 0), ("T-2", 2, 1, 0), ("T-3", 1, 0, 0)]


def test_p27_what_lies_beyond_may_be_refused() -> None:
    assert split(rule(beyond="refuse"), TICKETS)[1] == ("T-2", 2, 0, 1)


def test_p27_a_quarter_ends_in_december_and_a_year_with_it() -> None:
    # 3 + 3 used by 20 November, so nothing is left on 1 December, and all of it on 1 January
    january = [*TICKETS, month("T-4", "2027-01-01", 5)]
    for each in ("quarter", "year"):
        assert split(rule(each=each), january)[2:] == [("T-3", 0, 1, 0), ("T-4", 5, 0, 0)]


def test_p27_a_quarter_begins_anew_in_october_and_a_year_does_not() -> None:
    autumn = [month("T-1", "2026-09-30", 5), month("T-2", "2026-10-01", 5)]
    assert split(rule(each="quarter"), autumn)[1] == ("T-2", 5, 0, 0)
    assert split(rule(each="year"), autumn)[1] == ("T-2", 0, 5, 0)


def test_p27_each_rule_has_its_own_included_amount() -> None:
    rules = (UsageRule("request", GOLD, included=Fraction(1)), UsageRule("request", included=Fraction(1)))
    found = charged(rules, [use(ticket="T-1", tier="gold"), use(ticket="T-2")])
    assert [one.included for one in found] == [1, 1]


def test_p27_without_an_included_amount_all_is_charged() -> None:
    (found,) = charged((REQUEST,), [use()])
    assert [found.included, found.charged, found.refused] == [0, 1, 0]


def test_p27_tickets_of_one_instant_come_in_order_of_their_names() -> None:
    both = [month("T-2", "2026-11-20", 4), month("T-1", "2026-11-20", 4)]
    assert split(rule(), both) == [("T-1", 4, 0, 0), ("T-2", 1, 3, 0)]


def test_a_usage_rule_names_the_facts_that_it_reads() -> None:
    assert UsageRule("request", GOLD, count="tasks").fields() == {"tier", "tasks"}
    assert BY_HOUR.fields() == {"work"}


def test_what_an_evaluation_hands_out_is_in_the_zone_in_which_it_was_asked() -> None:
    policy = Policy.from_dict({
        "name": "desk", "zone": MOSCOW, "calendar": "always",
        "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]}},
        "usage": [{"unit": "hour", "of": "fix", "step": 1, "minimum": 1, "per": "session"}],
    })  # fmt: skip
    tokyo = ZoneInfo("Asia/Tokyo")
    ticket = History("T-1", [Event(at("2026-11-20 10:00"), "created")])
    seen = policy.evaluate(ticket, as_of=datetime(2026, 11, 20, 17, tzinfo=tokyo))
    (used,), (charge,) = seen.usage, policy.charges_of([seen])
    told = [seen.registered_at, seen.use.registered_at, used.at, charge.quantity.at]
    assert [str(one) for one in told] == ["2026-11-20 16:00:00+09:00"] * 4  # 07:00 in UTC; Tokyo is 9 hours ahead
    assert used.amount == 1
    assert policy.evaluate(History("T-2", []), as_of=at("2026-11-20 10:00")).registered_at is None


def test_e6_a_session_goes_on_when_the_ticket_moves_to_another_team() -> None:
    # The desk closes at 19:00; from 18:00 the night team has the ticket. 10:00-19:30 is one session, of 9.5 hours.
    policy = Policy.from_dict({
        "name": "desk", "zone": MOSCOW,
        "calendars": {
            "desk": {"week": "Mo-Fr 10:00-19:00", "zone": MOSCOW}, "night": {"week": "always", "zone": MOSCOW},
        },
        "calendar": [{"when": {"team": "night"}, "use": "night"}, {"use": "desk"}],
        "targets": {"fix": {"measures": "resolution", "goals": [{"within": "24 business hours"}]}},
        "usage": [{"unit": "hour", "of": "fix", "step": 0.5, "minimum": 0.5, "per": "session"}],
    })  # fmt: skip
    moved = Event(at("2026-11-20 18:00"), "changed", {"team": "night"})
    history = History("T-1", [Event(at("2026-11-20 10:00"), "created"), moved])
    seen = policy.evaluate(history, as_of=at("2026-11-20 19:30"))
    assert [(one.at, one.amount) for one in seen.usage] == [(at("2026-11-20 10:00"), Fraction(19, 2))]


@pytest.mark.parametrize("per", ["session", "day"])
def test_p27_requests_of_several_tasks_are_counted_where_work_was_done(per: Any) -> None:
    rule = UsageRule("request", of="work", per=per, count="tasks")
    # An hour and a half, no time at all on the next day, and ten minutes on the third.
    starts = (("2026-11-20 10:00", 90), ("2026-11-21 10:00", 0), ("2026-11-23 10:00", 10))
    assert amounts(rule, use(*(session(*one) for one in starts), tasks="3")) == [3, 3]


def test_p27_no_tasks_are_nothing_used_and_a_fact_without_a_name_counts_nothing() -> None:
    assert amounts(UsageRule("request", count="tasks"), use(tasks="0")) == []
    assert amounts(REQUEST, use(**{"": "3"})) == [1]


def test_p27_the_sessions_of_a_day_begin_with_the_first_also_where_the_clocks_are_set_back() -> None:
    # New York on 1 November: 1:50 before the clocks are set back at 2:00 is 5:50 in UTC, and 1:10 after it is 6:10.
    place = ZoneInfo("America/New_York")
    first, second = datetime(2026, 11, 1, 1, 50, tzinfo=place), datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=place)
    worked = use(*(Session(start, timedelta(minutes=10)) for start in (first, second)))
    (found,) = quantities((UsageRule("hour", of="work", per="day"),), worked, "America/New_York")
    assert found.at.astimezone(UTC) == datetime(2026, 11, 1, 5, 50, tzinfo=UTC)
