"""Cover learned from events. Moscow is UTC+3 all through these years; instants are counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal.calendars.day_rule import DayRule
from slacal.engine.conditions import IsAny, Present
from slacal.engine.entitlements import Cover, Entitlement, Renewal, StartField, Term, edges, entitled, learned
from slacal.engine.event import Event
from slacal.engine.limits import CalendarSpan, Given, RealTime
from slacal.engine.moments import Becomes, Happening, OnEvent
from slacal.errors import BadInput, BeyondHorizon
from slacal.spans.instant import HOUR, to_micros

if TYPE_CHECKING:
    from slacal.engine.entitlements import Length
    from slacal.engine.facts import Facts

ZONE = "Europe/Moscow"
FREE = IsAny("tier", frozenset({"free"}))
THREE_MONTHS = CalendarSpan("3 months", months=3, zone=ZONE)
YEAR = CalendarSpan("1 year", months=12, zone=ZONE)
TERM = Given("term", None, DayRule(), "as the act says", zone=ZONE)
REGISTERED, PAID = OnEvent(frozenset({"registered"})), OnEvent(frozenset({"paid"}))
ACT = OnEvent(frozenset({"act_given"}), (("issuer", frozenset({"centre"})),), once_by="act")


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


def micros(text: str) -> int:
    return to_micros(moscow(text))


def right(start: Any = REGISTERED, lasts: Length | Given | None = THREE_MONTHS, **more: Any) -> Entitlement:
    said: dict[str, Any] = {"zone": ZONE, **more}
    return Entitlement("right", FREE, start, lasts, **said)


def event(at: str, kind: str = "registered", details: dict[str, Any] | None = None, **changes: Any) -> Event:
    return Event(moscow(at), kind, changes, details=details or {})


def cover(*events: Event, of: tuple[Entitlement, ...]) -> Cover:
    found = Cover()
    before: Facts | None = None
    for one in events:
        after: Facts = {**(before or {}), **one.changes}
        found = learned(of, found, Happening(one, before, after))
        before = after
    return found


def terms(*events: Event, of: Entitlement) -> list[tuple[str, str]]:
    def text(at: int | None) -> str:
        return (
            "open"
            if at is None
            else f"{datetime.fromtimestamp(at / 1e6, UTC).astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M}"
        )

    return [(text(term.start), text(term.end)) for term in cover(*events, of=(of,)).terms[0]]


@pytest.mark.parametrize(
    ("registered", "until"),
    [
        ("2026-11-21 14:30", "2027-02-21 14:30"),  # vendor-rules D6
        ("2026-11-30 14:30", "2027-02-28 14:30"),  # February has no 30th
    ],
)
def test_d6_a_free_right_lasts_three_months_from_the_registration_of_the_key(registered: str, until: str) -> None:
    assert terms(event(registered), of=right()) == [(registered, until)]


def test_d6_the_term_may_end_with_the_day() -> None:
    # 24:00 of 21 February is 00:00 of the 22nd
    assert terms(event("2026-11-21 14:30"), of=right(ends="end_of_day")) == [("2026-11-21 14:30", "2027-02-22 00:00")]
    # At 01:00 in Moscow it is still the 20th in UTC; the day is that of Moscow.
    assert terms(event("2026-11-21 01:00"), of=right(ends="end_of_day")) == [("2026-11-21 01:00", "2027-02-22 00:00")]


@pytest.mark.parametrize(
    ("bought", "until"),
    [("2024-02-29", "2025-02-28 00:00"), ("2024-03-01", "2025-03-01 00:00")],
)
def test_c1_a_subscription_lasts_one_year_from_the_purchase(bought: str, until: str) -> None:
    year = right(StartField("bought_on"), YEAR)
    assert terms(event("2026-01-01", "told", bought_on=bought), of=year) == [(f"{bought} 00:00", until)]
    assert terms(event("2026-01-01", "told", bought_on=date.fromisoformat(bought)), of=year)[0][1] == until


def test_p24_a_term_is_half_open() -> None:
    of = (right(),)
    known = cover(event("2026-11-21 14:30"), of=of)
    start, end = micros("2026-11-21 14:30"), micros("2027-02-21 14:30")
    for at, names in [(start - 1, ()), (start, ("right",)), (end - 1, ("right",)), (end, ())]:
        assert entitled(of, known, {"tier": "free"}, at) == names


def test_p24_a_ticket_of_which_no_entitlement_speaks_is_covered() -> None:
    of = (right(),)
    assert entitled(of, Cover(), {"tier": "paid"}, 0) is None
    assert entitled(of, Cover(), {"tier": "free"}, 0) == ()
    assert entitled((), Cover(), {}, 0) is None


def test_p24_an_entitlement_without_a_condition_speaks_of_every_ticket() -> None:
    assert entitled((Entitlement("all", None, REGISTERED, None),), Cover(), {}, 0) == ()


def test_p24_all_entitlements_in_force_are_named_in_their_order() -> None:
    of = (Entitlement("b", FREE, REGISTERED, None), Entitlement("a", FREE, PAID, None), right())
    known = cover(event("2026-11-21"), event("2026-11-22", "paid"), of=of)
    assert entitled(of, known, {"tier": "free"}, micros("2026-11-23")) == ("b", "a", "right")


def test_p24_an_open_term_has_no_end() -> None:
    of = (right(lasts=None),)
    known = cover(event("2026-11-21"), of=of)
    assert known.terms == ((Term(micros("2026-11-21"), None),),)
    assert entitled(of, known, {"tier": "free"}, micros("2099-01-01")) == ("right",)


def test_p24_a_later_start_begins_a_further_term() -> None:
    assert terms(event("2026-11-21"), event("2027-05-01"), of=right()) == [
        ("2026-11-21 00:00", "2027-02-21 00:00"),
        ("2027-05-01 00:00", "2027-08-01 00:00"),
    ]


def test_p24_a_condition_may_begin_a_term() -> None:
    active = right(Becomes(IsAny("contract", frozenset({"active"}))))
    found = terms(event("2026-11-20", "made"), event("2026-11-21", "changed", contract="active"), of=active)
    assert found == [("2026-11-21 00:00", "2027-02-21 00:00")]


def test_p24_calendar_hours_are_real_time() -> None:
    day = right(lasts=RealTime(24 * HOUR, "24 calendar hours"), zone="Europe/Berlin")
    # 24 real hours, although the clocks of Berlin go forward on 29 March 2026
    assert terms(event("2026-03-28 13:00"), of=day) == [("2026-03-28 13:00", "2026-03-29 13:00")]


def test_p24_days_keep_the_wall_time_of_the_zone() -> None:
    day = right(lasts=CalendarSpan("1 calendar day", days=1), zone="Europe/Berlin")
    # 12:00 in Berlin is 14:00 in Moscow in winter and 13:00 in summer
    assert terms(event("2026-03-28 14:00"), of=day) == [("2026-03-28 14:00", "2026-03-29 13:00")]


# -- dates in facts --------------------------------------------------------------------------------------------------


def test_p24_a_changed_date_moves_its_term_and_a_removed_one_takes_it_away() -> None:
    bought = right(StartField("bought_on"), YEAR)
    first = event("2026-11-20", "told", bought_on="2026-11-01")
    other = event("2026-11-21", "changed", status="new")
    moved = event("2026-11-22", "told", bought_on="2026-10-01T12:00+03:00")
    gone = event("2026-11-23", "told", bought_on=None)
    assert terms(first, other, of=bought) == [("2026-11-01 00:00", "2027-11-01 00:00")]
    assert terms(first, other, moved, of=bought) == [("2026-10-01 12:00", "2027-10-01 12:00")]
    assert terms(first, moved, gone, of=bought) == []


def test_p24_two_histories_with_a_date_each_give_two_terms() -> None:
    of, found = (right(StartField("bought_on"), YEAR),), Cover()
    for day in ("2024-01-01", "2026-01-01"):  # two licences, each a history of its own
        found = learned(of, found, Happening(event(day), None, {"bought_on": day}))
    assert [term.start for term in found.terms[0]] == [micros("2024-01-01"), micros("2026-01-01")]


def test_p24_of_two_equal_dates_only_the_one_that_changes_moves() -> None:
    of, found = (right(StartField("bought_on"), YEAR),), Cover()
    for _ in range(2):  # two licences, bought on one day
        found = learned(of, found, Happening(event("2026-01-01"), None, {"bought_on": "2026-01-01"}))
    found = learned(of, found, Happening(event("2026-01-02"), {"bought_on": "2026-01-01"}, {"bought_on": "2026-01-05"}))
    assert [term.start for term in found.terms[0]] == [micros("2026-01-05"), micros("2026-01-01")]


def test_p24_a_date_may_move_with_the_event_that_renews() -> None:
    bought = right(StartField("bought_on"), YEAR, renew=Renewal(PAID, "old_end", YEAR))
    first, both = (
        event("2026-01-01", "told", bought_on="2026-01-01"),
        event("2026-06-01", "paid", bought_on="2026-01-05"),
    )
    assert terms(first, both, of=bought) == [
        ("2026-01-05 00:00", "2027-01-05 00:00"),
        ("2027-01-05 00:00", "2028-01-05 00:00"),
    ]


def test_p24_a_term_waits_for_the_fact_that_says_how_long() -> None:
    bought = right(StartField("bought_on"), TERM)
    first, then = event("2026-11-20", "told", bought_on="2026-11-01"), event("2026-11-25", "told", term="2 months")
    assert terms(first, of=bought) == []
    assert terms(first, then, of=bought) == [("2026-11-01 00:00", "2027-01-01 00:00")]


@pytest.mark.parametrize("value", ["soon", "2026-13-01", 7, "2026-11-20T12:00"])
def test_p24_a_fact_that_holds_no_date_is_refused(value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        cover(event("2026-11-20", "told", bought_on=value), of=(right(StartField("bought_on")),))
    assert refused.value.field == "facts.bought_on"


def test_p24_a_term_past_the_dates_that_python_knows_is_refused() -> None:
    bought = right(StartField("bought_on"), CalendarSpan("100 years", months=1200))
    with pytest.raises(BeyondHorizon):
        cover(event("2026-11-20", "told", bought_on="9950-01-01"), of=(bought,))


# -- renewals --------------------------------------------------------------------------------------------------------


def renewed(since: Any, lasts: Any = YEAR, **more: Any) -> Entitlement:
    return right(lasts=YEAR, renew=Renewal(PAID, since, lasts, **more))


def test_c1_a_renewal_from_the_old_end_extends_the_cover() -> None:
    found = terms(event("2025-11-21"), event("2026-11-01", "paid"), of=renewed("old_end"))
    assert found == [("2025-11-21 00:00", "2026-11-21 00:00"), ("2026-11-21 00:00", "2027-11-21 00:00")]


def test_c1_a_renewal_from_the_event_runs_from_the_payment() -> None:
    early = terms(event("2025-11-21"), event("2026-11-01", "paid"), of=renewed("event"))
    late = terms(event("2025-11-21"), event("2026-12-24", "paid"), of=renewed("event"))
    assert early[1:] == [("2026-11-01 00:00", "2027-11-01 00:00")]
    assert late[1:] == [("2026-12-24 00:00", "2027-12-24 00:00")]


def test_c1_a_late_renewal_from_the_old_end_counts_from_the_old_end() -> None:
    found = terms(event("2025-11-21"), event("2026-12-24", "paid"), of=renewed("old_end"))
    assert found[1:] == [("2026-11-21 00:00", "2027-11-21 00:00")]


def test_p24_a_second_renewal_counts_from_the_end_of_the_first() -> None:
    found = terms(event("2025-11-21"), event("2026-01-01", "paid"), event("2026-01-02", "paid"), of=renewed("old_end"))
    assert found[-1] == ("2027-11-21 00:00", "2028-11-21 00:00")


def test_p24_where_there_is_nothing_to_renew_nothing_happens() -> None:
    assert terms(event("2026-11-01", "paid"), of=renewed("event")) == []
    endless = right(lasts=None, renew=Renewal(PAID, "event", YEAR))
    assert terms(event("2026-11-01"), event("2026-11-02", "paid"), of=endless) == [("2026-11-01 00:00", "open")]


def test_p24_a_renewal_whose_length_nobody_says_adds_nothing() -> None:
    found = terms(event("2025-11-21"), event("2026-11-01", "paid"), of=renewed("old_end", TERM))
    assert found == [("2025-11-21 00:00", "2026-11-21 00:00")]


def test_p24_an_event_that_takes_the_date_away_has_nothing_to_renew() -> None:
    bought = right(StartField("bought_on"), YEAR, renew=Renewal(PAID, "old_end", YEAR))
    gone = event("2026-06-01", "paid", bought_on=None)
    assert terms(event("2026-01-01", "told", bought_on="2026-01-01"), gone, of=bought) == []


def test_p24_an_event_that_starts_and_renews_starts_first_and_renews_then() -> None:
    both = right(PAID, YEAR, renew=Renewal(PAID, "old_end", YEAR))
    assert terms(event("2025-11-21", "paid"), event("2026-11-01", "paid"), of=both) == [
        ("2025-11-21 00:00", "2026-11-21 00:00"),
        ("2026-11-21 00:00", "2027-11-21 00:00"),
    ]


@pytest.mark.parametrize("term", ["1 year", "12 months", "366 calendar days", "2 years"])
def test_c1_a_renewal_is_for_one_year_or_more(term: str) -> None:
    of = renewed("old_end", TERM, at_least=YEAR)
    assert len(terms(event("2025-11-21"), event("2026-11-01", "paid", term=term), of=of)) == 2


@pytest.mark.parametrize("term", ["11 months", "364 calendar days", "23 calendar hours"])
def test_c1_a_renewal_for_less_than_a_year_is_refused(term: str) -> None:
    of = renewed("old_end", TERM, at_least=YEAR)
    with pytest.raises(BadInput) as refused:
        cover(event("2025-11-21"), event("2026-11-01", "paid", term=term), of=(of,))
    assert (refused.value.field, refused.value.mend) == ("facts.term", "give at least 1 year")


def test_p24_a_renewal_for_which_no_least_is_named_may_be_as_short_as_the_fact_says() -> None:
    found = terms(event("2025-11-21"), event("2026-11-01", "paid", term="1 month"), of=renewed("old_end", TERM))
    assert found[1:] == [("2026-11-21 00:00", "2026-12-21 00:00")]


# -- what a fact gives, and vouchers ---------------------------------------------------------------------------------


def test_x10_the_length_of_a_paid_term_stands_in_the_act() -> None:
    paid = right(ACT, TERM)
    told = {"issuer": "centre", "act": 7}
    assert terms(event("2026-11-21", "act_given", {**told, "term": "6 months"}), of=paid)[0][1] == "2027-05-21 00:00"
    assert terms(event("2026-11-21", "act_given", told, term="1 year"), of=paid)[0][1] == "2027-11-21 00:00"
    assert terms(event("2026-11-21", "act_given", {**told, "term": "1 month"}, term="1 year"), of=paid) == [
        ("2026-11-21 00:00", "2027-11-21 00:00")  # a fact goes before a detail
    ]
    assert terms(event("2026-11-21", "act_given", {**told, "term": "1 month"}, term=""), of=paid) == [
        ("2026-11-21 00:00", "2026-12-21 00:00")  # and an empty one says nothing
    ]
    assert terms(event("2026-11-21", "act_given", told), of=paid) == []


def test_p24_of_the_events_of_one_instant_taken_together_any_may_begin_the_term_and_say_how_long() -> None:
    act = event("2026-11-21", "act_given", {"issuer": "centre", "act": 7, "term": "6 months"})
    together = Happening(event("2026-11-21", "changed"), {}, {}, (act,))
    found = learned((right(ACT, TERM),), Cover(), together)
    assert found == Cover(((Term(micros("2026-11-21"), micros("2027-05-21")),),), frozenset({("act", "7")}))


def test_p24_a_length_that_a_calendar_would_have_to_count_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        cover(event("2026-11-21", term="5 business days"), of=(right(lasts=TERM),))
    assert refused.value.field == "facts.term"


def test_d7_an_act_is_used_once() -> None:
    paid = right(ACT)
    first, again, another = (
        event(at, "act_given", {"issuer": "centre", "act": act})
        for at, act in [("2026-11-21", "A-7"), ("2027-05-01", "A-7"), ("2027-06-01", "A-8")]
    )
    assert [start for start, _ in terms(first, again, another, of=paid)] == ["2026-11-21 00:00", "2027-06-01 00:00"]


def test_d7_an_act_stays_used_after_another_one() -> None:
    acts = (("2026-11-21", "A-7"), ("2027-05-01", "A-8"), ("2027-06-01", "A-7"))
    events = [event(at, "act_given", {"issuer": "centre", "act": act}) for at, act in acts]
    assert [start for start, _ in terms(*events, of=right(ACT))] == ["2026-11-21 00:00", "2027-05-01 00:00"]


def test_d7_an_act_renews_once() -> None:
    of = right(lasts=YEAR, renew=Renewal(ACT, "old_end", YEAR))
    acts = (("2026-01-01", "A-7"), ("2026-02-01", "A-7"), ("2026-03-01", "A-8"))
    events = [event(at, "act_given", {"issuer": "centre", "act": act}) for at, act in acts]
    assert [end for _, end in terms(event("2025-11-21"), *events, of=of)] == [
        "2026-11-21 00:00", "2027-11-21 00:00", "2028-11-21 00:00",
    ]  # fmt: skip


def test_d7_an_act_used_for_one_entitlement_is_used_for_all() -> None:
    of = (right(ACT), right(OnEvent(frozenset({"call"}), once_by="act")))
    first, again = (
        event("2026-11-21", "act_given", {"issuer": "centre", "act": 7}),
        event("2026-11-22", "call", {"act": 7}),
    )
    known = cover(first, again, of=of)
    assert [len(one) for one in known.terms] == [1, 0]
    assert known.spent == {("act", "7")}


def test_d7_an_act_of_one_event_may_begin_several_entitlements() -> None:
    known = cover(event("2026-11-21", "act_given", {"issuer": "centre", "act": 7}), of=(right(ACT), right(ACT)))
    assert [len(one) for one in known.terms] == [1, 1]


def test_d7_an_act_that_brought_nothing_is_not_used() -> None:
    paid = right(ACT, TERM)
    told = {"issuer": "centre", "act": 7}
    found = terms(
        event("2026-11-21", "act_given", told), event("2026-11-22", "act_given", told, term="1 month"), of=paid
    )
    assert found == [("2026-11-22 00:00", "2026-12-22 00:00")]


def test_x10_an_act_of_a_partner_or_without_a_number_begins_nothing() -> None:
    assert terms(event("2026-11-21", "act_given", {"issuer": "partner", "act": 7}), of=right(ACT)) == []
    assert terms(event("2026-11-21", "act_given", {"issuer": "centre"}), of=right(ACT)) == []


# -- edges, and what is read -----------------------------------------------------------------------------------------


def test_p24_edges_are_the_next_instants_at_which_cover_changes() -> None:
    known = cover(event("2026-11-21"), of=(right(), right(lasts=None)))
    start, end = micros("2026-11-21"), micros("2027-02-21")
    assert [edges(known, at) for at in (start - 1, start, end - 1, end)] == [start, end, end, None]
    assert edges(Cover(), 0) is None


def test_an_entitlement_names_the_kinds_and_facts_that_it_reads() -> None:
    one = right(StartField("bought_on"), TERM, renew=Renewal(PAID, "event", Given("more", None, DayRule(), "")))
    assert one.kinds() == {"paid"}
    assert one.fields() == {"tier", "bought_on", "term", "more"}
    other = Entitlement("e", None, Becomes(Present("contract")), None)
    assert other.kinds() == set()
    assert other.fields() == {"contract"}
