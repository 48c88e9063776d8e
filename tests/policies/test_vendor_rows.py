"""The rows of the vendors' rules, one test each: what the example policy does of it, or the assumption that it states.

Times are Moscow's. 20 November 2026 is a Friday, 23 November a Monday; no holiday lies between there and 30 December.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal import BadDocument, BadInput, Event, History, Outcome, Policy, Stage
from slacal.engine.queue import Entry, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal import Evaluation

MOSCOW = ZoneInfo("Europe/Moscow")
EXAMPLES = Path(__file__).parents[2] / "examples" / "policies"
NAMES = ("mercury_kb99", "cleverence", "ideco", "shtrih_m", "alt_soft")
MERCURY, CLEVERENCE, IDECO, SHTRIH, ALT = POLICIES = [Policy.load(EXAMPLES / f"{name}.yaml") for name in NAMES]
PORTAL = {"channel": "portal"}
COMPLETE = {"organisation": "acme", "contacts": "a@example.org", "licence": "17"}


def at(text: str) -> datetime:
    """Return an instant in Moscow, of November 2026 where only day and time are written."""
    written = text if text.count("-") else f"2026-11-{text.replace(' ', 'T')}"
    return datetime.fromisoformat(written).replace(tzinfo=MOSCOW)


def event(when: str, kind: str, facts: Mapping[str, Any] | None = None, /, **details: Any) -> Event:
    return Event(at(when), kind, facts or {}, details=details)


def evaluated(policy: Policy, *events: Event, as_of: str, about: tuple[Event, ...] = ()) -> Evaluation:
    others = [History("licence 17", about)] if about else []
    return policy.evaluate(History("T-1", events), as_of=at(as_of), about=others)


def changed(policy: Policy, target: str, **parts: Any) -> Policy:
    """Return the policy with other parts of one target."""
    targets = policy.to_dict()["targets"]
    return policy.model_copy(update={"targets": {**targets, target: {**targets[target], **parts}}})


def assumes(policy: Policy, *words: str) -> bool:
    """Tell whether one assumption has all these words."""
    return any(all(word in assumption for word in words) for assumption in policy.assumptions)


def order(policy: Policy, *tickets: Entry) -> list[str]:
    return [entry.ticket for entry in sorted(tickets, key=lambda entry: place_of(entry, policy.terms.queue))]


# -- A: Mercury integration --------------------------------------------------------------------------------------------


def test_a1_the_chat_is_answered_on_working_days_from_eight_to_five() -> None:
    chat = MERCURY.terms.targets[0].calendar.pick({"channel": "chat"}).calendar
    assert (chat.next_open(at("20 17:00")), chat.next_close(at("20 08:00"))) == (at("23 08:00"), at("20 17:00"))
    assert chat.is_open(at("2025-11-01T12:00"))  # a transferred working Saturday
    assert assumes(MERCURY, "production calendar")


def test_a2_requests_stand_in_order_of_registration_and_no_later_comment_moves_them() -> None:
    assert order(MERCURY, Entry("T-2", {}, 5), Entry("T-1", {}, 5), Entry("T-0", {}, 9)) == ["T-1", "T-2", "T-0"]
    commented = evaluated(MERCURY, event("20 09:00", "created"), event("20 12:00", "customer_reply"), as_of="20 13:00")
    assert commented.registered_at == at("20 09:00")


def test_a3_resolution_is_an_objective_with_the_note_that_it_is_not_regulated() -> None:
    resolution = MERCURY.promises(at("20 09:00"))["resolution"]
    assert (resolution.commitment, "not regulated" in resolution.note) == ("objective", True)


def test_a4_reaction_within_the_working_day_is_due_at_its_closing() -> None:
    assert MERCURY.promises(at("20 16:59"))["reaction"].due_at == at("20 17:00")
    assert MERCURY.promises(at("20 17:00"))["reaction"].due_at == at("23 17:00")
    assert MERCURY.promises(at("20 16:59"))["reaction"].commitment == "objective"
    assert assumes(MERCURY, "what a reaction is")


def test_a5_a_solution_may_take_ten_working_days() -> None:
    # Mon 23 is day 1, Fri 27 day 5, Fri 4 December day 10
    assert MERCURY.promises(at("20 09:00"))["resolution"].due_at == at("2026-12-04T17:00")


def test_a6_a_first_answer_that_solves_stops_both_clocks() -> None:
    solved = event("20 10:00", "agent_reply", {"status": "solved"})
    result = evaluated(MERCURY, event("20 09:00", "created", {"status": "new"}), solved, as_of="20 11:00")
    assert [result[name].outcome for name in ("reaction", "resolution")] == [Outcome.MET, Outcome.MET]


def test_a7_the_programmers_have_a_clock_beside_the_customers() -> None:
    handed = event("20 09:00", "created", {"status": "new", "group": "programmers"})
    result = evaluated(MERCURY, handed, as_of="20 11:00")
    assert [result[name].elapsed for name in ("programmers", "resolution")] == [timedelta(hours=2)] * 2
    assert result["programmers"].kind == "ola"
    assert assumes(MERCURY, "handed to the programmers")


def test_a8_asking_for_details_does_not_pause_unless_the_policy_says_so() -> None:
    ticket = event("20 09:00", "created", {"status": "new"}), event("20 10:00", "changed", {"status": "waiting"})
    assert evaluated(MERCURY, *ticket, as_of="20 12:00")["resolution"].elapsed == timedelta(hours=3)
    pausing = changed(MERCURY, "resolution", pause="waiting")
    assert evaluated(pausing, *ticket, as_of="20 12:00")["resolution"].elapsed == timedelta(hours=1)


def test_a9_paid_support_has_its_own_list_of_services_and_its_rank() -> None:
    def cell(tier: str, service: str) -> str:
        return MERCURY.promises(at("20 09:00"), {"tier": tier, "service": service}).scope.kind

    assert (cell("paid", "module updates"), cell("free", "module updates")) == ("included", "unstated")
    low, high = ({"tier": "paid", "package_priority": level} for level in (3, 1))
    assert order(MERCURY, Entry("free", {"tier": "free"}, 1), Entry("low", low, 2), Entry("high", high, 3)) == [
        "high", "low", "free",
    ]  # fmt: skip


def test_a10_the_hours_of_the_phone_stay_unknown() -> None:
    call = MERCURY.promises(at("20 09:00"), {"channel": "phone"})
    assert [(call[name].due_at, call[name].reason) for name in ("reaction", "resolution")] == [(None, "not stated")] * 2


# -- B: Cleverence -----------------------------------------------------------------------------------------------------


def filed(*more: Event, facts: Mapping[str, Any] | None = None, policy: Policy = CLEVERENCE, as_of: str) -> Evaluation:
    """Return what the policy says of a request that was filed on the portal on Friday at noon."""
    created = event("20 12:00", "created", {"status": "new", **(facts or {})}, **PORTAL)
    return evaluated(policy, created, *more, as_of=as_of)


def test_b1_ten_hours_a_day_but_for_weekends_and_holidays() -> None:
    office = CLEVERENCE.terms.targets[0].calendar.pick({}).calendar
    assert office.next_open(at("20 19:00")) == at("23 09:00")
    assert office.elapsed(at("20 00:00"), at("21 00:00")) == timedelta(hours=10)
    assert not office.is_open(at("04 12:00"))  # Wed 4 November, a holiday


def test_b2_free_support_is_in_order_reacts_within_the_day_and_may_take_ten() -> None:
    result = filed(as_of="20 12:00")
    assert result["reaction"].due_at == at("20 19:00")
    assert result["resolution"].due_at == at("2026-12-04T19:00")
    assert order(CLEVERENCE, Entry("T-2", {}, 2), Entry("T-1", {}, 7)) == ["T-2", "T-1"]


def test_b3_a_call_five_minutes_later_changes_neither_start_nor_order_nor_target() -> None:
    alone, called = filed(as_of="20 13:00"), filed(event("20 12:05", "call"), as_of="20 13:00")
    assert [(called[name].started_at, called[name].due_at) for name in called] == [
        (alone[name].started_at, alone[name].due_at) for name in alone
    ]
    assert called.registered_at == alone.registered_at


def test_b4_a_contract_that_the_request_names_sets_its_own_terms() -> None:
    named = {"contract": "C-7", "contract_reaction": "4 business hours", "contract_resolution": "2 business days"}
    result = filed(facts=named, as_of="20 12:00")
    assert [result[name].due_at for name in ("reaction", "resolution")] == [at("20 16:00"), at("24 19:00")]
    silent = filed(facts={"contract": "C-7"}, as_of="20 12:00")
    assert (silent["reaction"].due_at, silent["reaction"].reason) == (None, "not stated")


def test_b5_a_remote_session_is_due_at_the_time_agreed() -> None:
    agreed = event("20 13:00", "session_agreed", {"session_at": "2026-11-21T10:00:00+03:00"})
    assert filed(agreed, as_of="20 14:00")["remote_session"].due_at == at("21 10:00")  # on a Saturday


def test_b6_the_absence_of_an_administrator_pauses_only_where_the_policy_says_so() -> None:
    absent = event("20 14:00", "changed", {"administrator": "absent"})
    assert filed(absent, as_of="20 18:00")["resolution"].elapsed == timedelta(hours=6)
    pause = [{"reason": "nobody with admin rights", "while": {"administrator": "absent from the session"}}]
    pausing = changed(CLEVERENCE, "resolution", pause=pause)
    absent = event("20 14:00", "changed", {"administrator": "absent from the session"})
    assert filed(absent, policy=pausing, as_of="20 18:00")["resolution"].elapsed == timedelta(hours=2)
    assert assumes(CLEVERENCE, "rights of an administrator")


MODIFIED = event("20 14:00", "changed", {"configuration": "modified"})


def test_b7_a_modified_configuration_ends_what_is_no_longer_supported() -> None:
    ended = filed(MODIFIED, facts={"configuration": "standard", "service": "configuration"}, as_of="20 18:00")
    assert (ended["resolution"].stage, ended["resolution"].reason) == (Stage.CANCELLED, "out_of_scope")
    assert (ended["resolution"].outcome, ended["resolution"].elapsed) == (Outcome.NONE, timedelta(hours=2))
    goes_on = filed(MODIFIED, facts={"configuration": "standard", "service": "platform"}, as_of="20 18:00")
    assert (goes_on["resolution"].stage, goes_on["resolution"].elapsed) == (Stage.RUNNING, timedelta(hours=6))


def test_b7_it_may_become_a_paid_service_instead() -> None:
    scope = {**CLEVERENCE.to_dict()["scope"], "excluded": {"convert": "paid services"}}
    paid = CLEVERENCE.model_copy(update={"scope": scope})
    ended = filed(
        MODIFIED, facts={"configuration": "standard", "service": "configuration"}, policy=paid, as_of="20 18:00"
    )
    assert (ended["resolution"].reason, ended["resolution"].converted_to) == ("converted", "paid services")


# -- C: Ideco ----------------------------------------------------------------------------------------------------------

CREATED = event("20 12:00", "created", {"status": "new", **COMPLETE})


def covered(*licence: Event, as_of: str = "20 12:00", policy: Policy = IDECO) -> bool:
    return evaluated(policy, CREATED, as_of=as_of, about=licence)["resolution"].stage is not Stage.NOT_COVERED


def test_c1_one_year_from_the_purchase() -> None:
    # bought on 20 November 2025 at 12:00: it ends with the instant of 20 November 2026 at 12:00, which is not covered
    assert not covered(event("2025-11-20T12:00", "purchased"))
    assert covered(event("2025-11-20T12:01", "purchased"))
    assert not covered()


def test_c1_a_year_from_29_february_ends_on_the_28th() -> None:
    created = event("2025-02-28T11:59", "created", COMPLETE)
    bought = event("2024-02-29T12:00", "purchased")
    assert evaluated(IDECO, created, as_of="2025-02-28T11:59", about=(bought,)).entitlements == ("subscription",)
    assert evaluated(IDECO, created, as_of="2025-02-28T12:00", about=(bought,)).entitlements == ()


@pytest.mark.parametrize(("since", "ends"), [("old_end", "2027-01-10T12:00"), ("event", "2027-03-01T12:00")])
def test_c1_a_renewal_runs_from_the_old_end_or_from_the_payment(since: str, ends: str) -> None:
    document = IDECO.to_dict()["entitlements"]["subscription"]
    entitlement = {**document, "renew": {**document["renew"], "from": since}}
    policy = IDECO.model_copy(update={"entitlements": {"subscription": entitlement}})
    licence = event("2025-01-10T12:00", "purchased"), event("2026-03-01T12:00", "renewed")
    last = (at(ends) - timedelta(minutes=1)).isoformat()[:16]
    assert evaluated(policy, CREATED, as_of=last, about=licence).entitlements == ("subscription",)
    assert evaluated(policy, CREATED, as_of=ends, about=licence).entitlements == ()


def test_c1_a_renewal_is_for_one_year_or_more() -> None:
    short = event("2026-03-01T12:00", "renewed", {"renewed_for": "6 months"})
    with pytest.raises(BadInput, match="give at least 1 year"):
        covered(event("2025-11-20T12:01", "purchased"), short)
    long = event("2026-03-01T12:00", "renewed", {"renewed_for": "2 years"})
    assert covered(event("2025-11-20T12:01", "purchased"), long)


def test_c2_the_week_of_six_days_and_the_hours_of_a_transferred_saturday() -> None:
    hours = IDECO.terms.targets[0].calendar.pick({}).calendar
    assert (hours.next_open(at("20 19:00")), hours.next_close(at("21 09:00"))) == (at("21 09:00"), at("21 16:00"))
    assert hours.next_open(at("21 16:00")) == at("23 07:00")
    assert hours.next_close(at("2025-11-01T08:00")) == at("2025-11-01T19:00")  # the hours of a weekday
    assert assumes(IDECO, "working Saturday", "07:00-19:00")


@pytest.mark.parametrize(("cover", "stage"), [("start", Stage.RUNNING), ("throughout", Stage.NOT_COVERED)])
def test_c3_a_ticket_opened_while_covered_outlasts_the_cover_or_not(cover: str, stage: Stage) -> None:
    policy = IDECO.model_copy(update={"rules": {"cover": cover}})
    result = evaluated(policy, CREATED, as_of="23 12:00", about=(event("2025-11-20T12:01", "purchased"),))
    assert result["resolution"].stage is stage
    assert IDECO.rules.cover == "start"
    assert assumes(IDECO, "stays covered")


def test_c4_configuration_is_helped_with_and_users_are_not_trained() -> None:
    helped, trained = (
        IDECO.promises(at("20 12:00"), {"organisation": "a", "contacts": "b", "service": service})
        for service in ("product configuration", "user training")
    )
    assert (helped.scope.kind, trained.scope.kind) == ("included", "excluded")


def test_c5_the_clock_starts_once_organisation_contacts_and_licence_are_known() -> None:
    asked = event("20 12:00", "created", {"organisation": "acme", "contacts": "a@example.org"})
    known = event("20 14:00", "changed", {"licence": "17"})
    bought = event("2026-01-20T12:00", "purchased")
    assert evaluated(IDECO, asked, as_of="20 13:00")["resolution"].stage is Stage.PENDING
    assert evaluated(IDECO, asked, known, as_of="20 15:00", about=(bought,))["resolution"].started_at == at("20 14:00")


def test_c6_a_separate_regulation_governs() -> None:
    assert assumes(IDECO, "a separate regulation governs")
    assert IDECO.source


# -- D: Shtrih-M -------------------------------------------------------------------------------------------------------


def considered(tier: str, start: str = "20 10:00") -> datetime | None:
    return SHTRIH.promises(at(start), {"tier": tier})["consideration"].due_at


def test_d1_nine_hours_on_weekdays_with_zone_and_holidays_assumed() -> None:
    weekdays = SHTRIH.terms.targets[0].calendar.pick({}).calendar
    assert weekdays.elapsed(at("20 00:00"), at("21 00:00")) == timedelta(hours=9)
    assert assumes(SHTRIH, "Moscow is assumed")
    assert assumes(SHTRIH, "does not name holidays")


def test_d2_free_is_24_business_hours_which_are_two_days_and_six_hours() -> None:
    assert considered("free") == at("24 16:00")  # 9 h Fri, 9 h Mon, 6 h Tue


def test_d3_paid_is_16_business_hours() -> None:
    assert considered("paid") == at("23 17:00")  # 9 h Fri, 7 h Mon


def test_d4_a_partner_has_8_business_hours() -> None:
    assert considered("partner") == at("20 18:00")


def test_d5_considered_ends_with_an_answer_or_the_solution() -> None:
    created = event("20 10:00", "created", {"tier": "partner", "status": "new"})
    for last in (event("20 11:00", "agent_reply"), event("20 11:00", "changed", {"status": "solved"})):
        assert evaluated(SHTRIH, created, last, as_of="20 12:00")["consideration"].outcome == Outcome.MET
    assert assumes(SHTRIH, "counts as considered")


@pytest.mark.parametrize(
    ("registered", "ends"),
    [
        ("2026-11-30T12:00", "2027-02-28T12:00"),  # February has no 30th
        ("2026-11-21T12:00", "2027-02-21T12:00"),
    ],
)
def test_d6_the_free_right_lasts_three_months_from_the_registration_of_the_key(registered: str, ends: str) -> None:
    licence = (event(registered, "key_registered"),)
    ticket = event(registered, "created", {"tier": "free", "key": "17"})
    before = (at(ends) - timedelta(minutes=1)).isoformat()[:16]
    assert evaluated(SHTRIH, ticket, as_of=before, about=licence).entitlements == ("free",)
    assert evaluated(SHTRIH, ticket, as_of=ends, about=licence).entitlements == ()


def test_d6_it_may_last_to_the_end_of_that_day() -> None:
    free = {**SHTRIH.to_dict()["entitlements"]["free"], "ends": "end_of_day"}
    policy = SHTRIH.model_copy(update={"entitlements": {"free": free}})
    licence = (event("2026-11-30T12:00", "key_registered"),)
    ticket = event("2026-11-30T13:00", "created", {"tier": "free", "key": "17"})
    assert evaluated(policy, ticket, as_of="2027-02-28T23:59", about=licence).entitlements == ("free",)
    assert evaluated(policy, ticket, as_of="2027-03-01T00:00", about=licence).entitlements == ()


ACT = {"issuer": "own centre", "includes": "support", "through": "portal", "act": "A-1", "term": "1 year"}
PAID = event("20 12:00", "created", {"tier": "paid", "key": "17"})


def test_d7_paid_support_runs_from_the_moment_the_acts_number_is_given() -> None:
    given = event("20 13:00", "service_act", **ACT)
    assert evaluated(SHTRIH, PAID, as_of="20 12:30", about=(given,)).entitlements == ()
    assert evaluated(SHTRIH, PAID, as_of="20 13:00", about=(given,)).entitlements == ("paid",)
    result = evaluated(SHTRIH, PAID, as_of="20 14:00", about=(given,))["consideration"]
    assert (result.stage, result.elapsed) == (Stage.RUNNING, timedelta(hours=1))  # it counts from 13:00


def test_d7_an_act_is_used_once() -> None:
    first, again = event("20 13:00", "service_act", **ACT), event("2027-11-01T13:00", "service_act", **ACT)
    assert evaluated(SHTRIH, PAID, as_of="2027-11-21T12:00", about=(first, again)).entitlements == ()
    other = event("2027-11-01T13:00", "service_act", **{**ACT, "act": "A-2"})
    assert evaluated(SHTRIH, PAID, as_of="2027-11-21T12:00", about=(first, other)).entitlements == ("paid",)


def cell(tier: str, service: str) -> tuple[str, str]:
    kind, note = SHTRIH.promises(at("20 10:00"), {"tier": tier, "service": service}).scope
    return kind, note


def test_d8_what_free_support_includes() -> None:
    assert cell("free", "use") == ("included", "")
    assert cell("free", "bug fixes") == ("conditional", "technically possible")
    excluded = ("training", "writing instructions", "set-up", "remote connection", "updates", "on-site")
    assert {cell("free", service) for service in excluded} == {("excluded", "")}


def test_d9_unstated_is_not_excluded() -> None:
    assert cell("paid", "remote connection") == ("conditional", "the employee decides for it")
    assert {cell("paid", service) for service in ("training", "set-up", "updates", "on-site")} == {("excluded", "")}
    assert (cell("partner", "on-site")[0], cell("partner", "training")[0]) == ("excluded", "unstated")


def test_d10_whom_to_pay_is_no_matter_of_this_policy() -> None:
    assert assumes(SHTRIH, "federal district", "routing")


@pytest.mark.parametrize(("cover", "stage"), [("start", Stage.RUNNING), ("throughout", Stage.NOT_COVERED)])
def test_d11_a_ticket_open_across_the_end_of_the_free_period(cover: str, stage: Stage) -> None:
    policy = SHTRIH.model_copy(update={"rules": {"cover": cover}})
    ticket = event("20 12:00", "created", {"tier": "free", "key": "17"})
    registered = (event("2026-08-20T13:00", "key_registered"),)  # until 20 November, 13:00
    assert evaluated(policy, ticket, as_of="20 14:00", about=registered)["consideration"].stage is stage
    assert assumes(SHTRIH, "open across the end")


def test_d11_a_ticket_that_becomes_paid_carries_its_time_to_the_new_limit() -> None:
    ticket = event("20 12:00", "created", {"tier": "free"}), event("20 14:00", "changed", {"tier": "paid"})
    # 2 h are used of 16: 5 h on Friday, 9 h on Monday
    assert evaluated(SHTRIH, *ticket, as_of="20 14:00")["consideration"].due_at == at("23 19:00")


# -- E: alt-soft -------------------------------------------------------------------------------------------------------


def test_e1_work_begins_within_half_an_hour_in_all_tariffs() -> None:
    for column in ("1", "2", "3", "4"):
        assert ALT.promises(at("20 23:50"), {"column": column})["reaction"].due_at == at("21 00:20")


def test_e2_the_first_column_promises_an_answer_half_an_hour_after_the_start_of_work() -> None:
    for column, due in (("1", at("20 12:50")), ("2", None)):
        ticket = event("20 12:00", "created", {"column": column}), event("20 12:20", "work_started")
        assert evaluated(ALT, *ticket, as_of="20 12:30")["first_answer"].due_at == due
    assert ALT.promises(at("20 12:00"), {"column": "1"})["first_answer"].stage is Stage.PENDING


def test_e3_solutions_within_four_two_one_and_one_hours() -> None:
    promised = [
        ALT.promises(at("20 12:00"), {"column": column})["resolution"].due_at for column in ("1", "2", "3", "4")
    ]
    assert promised == [at("20 16:00"), at("20 14:00"), at("20 13:00"), at("20 13:00")]
    assert assumes(ALT, "start of the resolution time is not stated")


def test_e4_what_advice_cannot_solve_becomes_paid_work_at_the_limit() -> None:
    created = event("20 12:00", "created", {"column": "1", "status": "new"})
    beyond = event("20 13:00", "changed", {"advice_suffices": False})
    ended = evaluated(ALT, created, beyond, as_of="20 17:00")["resolution"]
    assert (ended.stage, ended.reason, ended.outcome) == (Stage.CANCELLED, "converted", Outcome.NONE)
    assert ended.converted_to == "paid work after the price is agreed"
    assert ended.elapsed == timedelta(hours=4)
    assert evaluated(ALT, created, as_of="20 17:00")["resolution"].outcome == Outcome.BREACHED
    agreed = evaluated(ALT, created, beyond, event("20 18:00", "price_agreed"), as_of="20 19:00")["paid_work"]
    assert agreed.started_at == at("20 18:00")


def worked(column: str, *minutes: int) -> list[Event]:
    """Return the events of a ticket with stretches of work, one at each full hour."""
    events = [event("20 12:00", "created", {"column": column, "status": "new"})]
    for hour, length in enumerate(minutes, 12):
        events += [
            event(f"20 {hour}:00", "changed", {"working": True}),
            event(f"20 {hour}:{length:02}", "changed", {"working": False}),
        ]
    return events


def test_e5_use_is_counted_by_request_or_by_the_hour() -> None:
    used = {column: evaluated(ALT, *worked(column, 40), as_of="20 20:00").usage for column in ("1", "2", "3", "4")}
    assert {column: f"{one.amount} {one.unit}" for column, (one,) in used.items()} == {
        "1": "1 request", "2": "1 request", "3": "1 hour", "4": "1 hour",
    }  # fmt: skip


def test_e6_hours_are_counted_in_started_halves_for_a_request_or_for_each_session() -> None:
    ticket = worked("3", 20, 40)  # 60 minutes in all; by session half an hour and one hour
    assert [one.amount for one in evaluated(ALT, *ticket, as_of="20 20:00").usage] == [1]
    rules = ALT.to_dict()["usage"]
    by_session = ALT.model_copy(update={"usage": [rules[0], {**rules[1], "per": "session"}]})
    assert [one.amount for one in evaluated(by_session, *ticket, as_of="20 20:00").usage] == [0.5, 1]
    assert [one.amount for one in evaluated(ALT, *worked("3", 5), as_of="20 20:00").usage] == [0.5]  # the minimum


def test_e7_one_request_is_one_task() -> None:
    three = event("20 12:00", "created", {"column": "1", "tasks": 3})
    assert [one.amount for one in evaluated(ALT, three, as_of="20 12:00").usage] == [3]


def test_e8_the_lost_cells_are_unstated() -> None:
    assert ALT.promises(at("20 12:00"), {"column": "1", "service": "advice"}).scope.kind == "unstated"
    assert assumes(ALT, "cannot be read from the source")


def test_e9_the_definitions_are_terms_of_the_policy() -> None:
    goals = [{"when": "mass correction", "within": "3 calendar hours"}, {"within": "1 calendar hour"}]
    policy = changed(ALT, "resolution", goals=goals)
    for objects, hours in ((2, 3), (1, 1)):
        facts = {"base_changed": True, "objects": objects}
        assert policy.promises(at("20 12:00"), facts)["resolution"].due_at == at(f"20 {12 + hours}:00")
    assert set(ALT.definitions) == {"advice", "solution", "mass correction"}


def test_e10_without_hours_nothing_is_counted_in_business_time() -> None:
    with pytest.raises(BadDocument, match="calendar=None is missing"):
        changed(ALT, "resolution", goals=[{"within": "4 business hours"}])
    assert assumes(ALT, "neither working hours nor a zone")


# -- X: further points -------------------------------------------------------------------------------------------------


def test_x1_shortened_days_and_transferred_weekends_are_assumptions() -> None:
    for policy in (MERCURY, CLEVERENCE, IDECO, SHTRIH):
        assert assumes(policy, "shortened days")
        assert assumes(policy, "transferred")
    assert assumes(ALT, "around the clock")
    assert not CLEVERENCE.terms.targets[0].calendar.pick({}).calendar.is_open(at("2025-11-01T12:00"))
    holidays = {"public": "RU", "transferred": "ignore"}
    by_the_letter = {"office": {**CLEVERENCE.to_dict()["calendars"]["office"], "holidays": holidays}}
    office = CLEVERENCE.model_copy(update={"calendars": by_the_letter}).terms.targets[0].calendar.pick({}).calendar
    assert (office.is_open(at("2025-11-01T12:00")), office.is_open(at("2025-11-03T12:00"))) == (False, True)


def test_x2_none_has_an_effective_date() -> None:
    for policy in POLICIES:
        assert policy.effective_from == ""
        assert assumes(policy, "no effective date")


def test_x3_the_hours_belong_to_the_chat_and_a_free_connection_is_conditional() -> None:
    calendar = MERCURY.terms.targets[0].calendar
    assert [calendar.pick({"channel": channel}).name for channel in ("chat", "phone")] == ["chat", "always"]
    facts = {"tier": "free", "service": "desktop connection"}
    assert MERCURY.promises(at("20 09:00"), facts).scope.kind == "conditional"
    assert assumes(MERCURY, "hours are those of the chat alone")


def test_x4_the_clock_may_start_once_all_nine_items_are_there() -> None:
    policy = changed(CLEVERENCE, "resolution", start="complete")
    ticket = event("20 12:00", "created", {"required_items": 7}), event("20 15:00", "changed", {"required_items": 9})
    assert evaluated(policy, *ticket, as_of="20 16:00")["resolution"].started_at == at("20 15:00")
    assert assumes(CLEVERENCE, "nine items")


def test_x5_a_modification_binds_later_requests_from_their_start() -> None:
    later = filed(facts={"configuration": "modified", "service": "configuration"}, as_of="20 12:00")
    changed_something = filed(facts={"configuration": "standard", "service": "own changes"}, as_of="20 12:00")
    assert [one["resolution"].reason for one in (later, changed_something)] == ["out_of_scope"] * 2
    assert assumes(CLEVERENCE, "integration's processing")


def test_x6_installation_and_set_up_are_not_included() -> None:
    for service in ("installation", "set-up"):
        facts = {"configuration": "standard", "service": service}
        assert CLEVERENCE.promises(at("20 12:00"), facts).scope.kind == "excluded"


def test_x7_a_call_starts_nothing() -> None:
    called = evaluated(CLEVERENCE, event("20 12:00", "created", channel="call"), as_of="20 13:00")
    assert [called[name].started_at for name in called] == [None, None, None]


def test_x8_a_contract_replaces_the_hours_and_counts_when_it_is_named() -> None:
    named = {"contract": "C-7", "contract_hours": "around the clock", "contract_reaction": "4 business hours"}
    at_once = filed(facts=named, as_of="20 12:00")["reaction"]
    assert (at_once.calendar, at_once.due_at) == ("always", at("20 16:00"))
    later = filed(event("20 14:00", "changed", named), as_of="20 14:00")["reaction"]
    assert later.due_at == at("20 16:00")  # 2 h used, 2 h left
    assert assumes(CLEVERENCE, "named later")


def test_x9_not_stated_is_not_the_same_as_not_regulated() -> None:
    bought = (event("2026-01-20T12:00", "purchased"),)
    resolution = evaluated(IDECO, CREATED, as_of="20 14:00", about=bought)["resolution"]
    assert (resolution.due_at, resolution.outcome, resolution.reason) == (None, Outcome.NONE, "not stated")
    assert resolution.elapsed == timedelta(hours=2)


@pytest.mark.parametrize("wrong", [{"issuer": "partner"}, {"through": "phone"}, {"includes": "repair"}])
def test_x10_an_act_counts_only_from_the_own_centre_through_the_portal_and_with_support(wrong: dict[str, str]) -> None:
    given = event("20 11:00", "service_act", **{**ACT, **wrong})
    assert evaluated(SHTRIH, PAID, as_of="20 13:00", about=(given,)).entitlements == ()


def test_x10_the_length_of_paid_support_stands_in_the_act() -> None:
    given = event("20 11:00", "service_act", **{**ACT, "term": "6 months"})
    assert evaluated(SHTRIH, PAID, as_of="2027-05-20T10:59", about=(given,)).entitlements == ("paid",)
    assert evaluated(SHTRIH, PAID, as_of="2027-05-20T11:00", about=(given,)).entitlements == ()


def test_x11_paid_support_has_use_and_conditional_fixes_and_says_nothing_of_instructions() -> None:
    assert (cell("paid", "use")[0], cell("paid", "bug fixes")[0]) == ("included", "conditional")
    assert (cell("free", "writing instructions")[0], cell("paid", "writing instructions")[0]) == (
        "excluded",
        "unstated",
    )


def test_x12_two_tariffs_calendar_time_hours_of_use_and_included_amounts_are_assumptions() -> None:
    for words in ("two tariffs", "calendar time", "hour of use", "included"):
        assert assumes(ALT, words)
    used = evaluated(ALT, *worked("3", 20), as_of="20 20:00")
    (charge,) = ALT.charges_of([used])
    assert (float(charge.included), float(charge.charged)) == (0, 0.5)
