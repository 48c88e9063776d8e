"""What a policy says of several tickets together: their order, and their charges."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.policies.told import PLAIN

from slacal import BadDocument, BadInput, Calendar, Event, History, Policy, WrongType

if TYPE_CHECKING:
    from slacal import Evaluation

NINE, NOON = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 1, 4, 12, tzinfo=UTC)
RULES: dict[str, Any] = {
    "queue": [{"when": {"tier": "paid"}, "by": ["registered"]}, {"by": ["registered"]}],
    "usage": [{"unit": "request", "included": 1, "each": "month"}],
}
OWN = Policy.from_dict({**PLAIN, **RULES})
SUPPLIED = Policy.from_dict({**PLAIN, **RULES, "calendars": {"desk": {"supplied": True}}})
DESK = {"desk": Calendar.always(zone="UTC")}
CHARGED = [("c", Fraction(0)), ("a", Fraction(1)), ("b", Fraction(1))]


def asked(policy: Policy, **more: Any) -> list[Evaluation]:
    """Return three tickets at noon: a free one of nine o'clock, a free and a paid one of ten."""
    made = [("c", 9, "free"), ("b", 10, "free"), ("a", 10, "paid")]
    histories = [History(name, [Event(NINE.replace(hour=hour), "created", tier=tier)]) for name, hour, tier in made]
    return [policy.evaluate(history, as_of=NOON, **more) for history in histories]


@pytest.mark.parametrize(("policy", "more"), [(OWN, {}), (SUPPLIED, {"calendars": DESK})])
def test_tickets_come_in_the_order_of_the_queue_and_use_up_what_is_included(policy: Policy, more: Any) -> None:
    tickets = asked(policy, **more)
    assert [one.ticket for one in policy.queue_of(tickets)] == ["a", "c", "b"]  # the paid one, then the older one
    # One request a month is included: the first of them, of nine o'clock.
    assert [(one.ticket, one.charged) for one in policy.charges_of(tickets)] == CHARGED


def test_what_an_equal_policy_evaluated_is_as_good() -> None:
    assert [one.ticket for one in OWN.queue_of(iter(asked(Policy.from_dict(OWN.to_dict()))))] == ["a", "c", "b"]
    assert len(OWN.charges_of(asked(Policy.from_dict(OWN.to_dict())))) == 3


LATE = {"desk": Calendar.weekly("Mo-Fr 13:00-17:00", zone="UTC")}


def test_tickets_under_several_supplied_calendars_are_of_one_policy() -> None:
    # Two customers with desks of their own; neither the order nor the charges read the desk.
    mixed = [*asked(SUPPLIED, calendars=DESK)[:1], *asked(SUPPLIED, calendars=LATE)[1:]]
    for tickets in (mixed, mixed[::-1], pickle.loads(pickle.dumps(mixed))):  # noqa: S301 - bytes of our own
        assert [one.ticket for one in SUPPLIED.queue_of(tickets)] == ["a", "c", "b"]
        assert [(one.ticket, one.charged) for one in SUPPLIED.charges_of(tickets)] == CHARGED


def test_what_the_policy_was_asked_in_between_does_not_count() -> None:
    tickets = asked(SUPPLIED, calendars=DESK)
    asked(SUPPLIED, calendars=LATE)
    unasked, unchecked = Policy.from_dict(SUPPLIED.to_dict()), Policy.model_construct(**SUPPLIED.to_dict())
    for policy in (SUPPLIED, unasked, unchecked):
        assert policy.queue_of(tickets) == tuple(tickets[place] for place in (2, 0, 1))


def test_no_tickets_of_a_policy_that_is_owed_a_calendar_need_no_calendar() -> None:
    assert SUPPLIED.queue_of([]) == SUPPLIED.charges_of([]) == ()


def test_a_later_version_may_be_the_only_one_that_is_owed_a_calendar() -> None:
    then = [{"from": "2027-02-01", "calendars": {"desk": {"supplied": True}}, "calendar": "desk"}]
    first = {key: value for key, value in PLAIN.items() if key != "calendars"}
    policy = Policy.from_dict({**first, **RULES, "calendar": "always", "then": then})
    assert [one.ticket for one in policy.queue_of(asked(policy, calendars=DESK))] == ["a", "c", "b"]


def of_hosts(made_of: str) -> Policy:
    """Return a policy that is owed two calendars, and counts by one of them."""
    calendars = {"one": {"supplied": True}, "two": {"supplied": True}, "desk": {"any_of": [made_of], "zone": "UTC"}}
    return Policy.from_dict({**PLAIN, "calendars": calendars, "calendar": "desk"})


HOSTS = {"one": DESK["desk"], "two": DESK["desk"]}
NEVER = Policy.from_dict({**PLAIN, **RULES, "calendars": {"desk": {"week": "never"}}})


@pytest.mark.parametrize(
    ("policy", "other", "more"),
    [
        (NEVER, SUPPLIED, {"calendars": DESK}),  # a calendar that is owed stands as one that never opens
        (SUPPLIED, OWN, {}),
        (of_hosts("one"), of_hosts("two"), {"calendars": HOSTS}),  # one name, made of another calendar
    ],
)
def test_calendars_that_are_supplied_do_not_make_two_policies_one(policy: Policy, other: Policy, more: Any) -> None:
    for ask in (policy.queue_of, policy.charges_of):
        with pytest.raises(BadInput, match="is of another policy") as refused:
            ask(asked(other, **more))
        assert refused.value.field == "evaluations[0]"
    assert len(other.queue_of(asked(other, **more))) == 3


def test_no_tickets_need_no_order_and_cost_nothing() -> None:
    assert OWN.queue_of([]) == OWN.charges_of([]) == ()


def test_what_is_no_evaluation_has_no_order_and_no_charge() -> None:
    for ask in (OWN.queue_of, OWN.charges_of):
        with pytest.raises(WrongType, match=r"evaluations\[0\]='x'"):
            ask(["x"])  # type: ignore[list-item]


def test_a_promise_is_of_a_ticket_without_a_name() -> None:
    assert OWN.promises(NOON).ticket == ""


def test_a_supplied_calendar_needs_no_zone_of_the_policy() -> None:
    tree = {key: value for key, value in PLAIN.items() if key not in ("zone", "effective_from")}
    policy = Policy.from_dict({**tree, "calendars": {"desk": {"supplied": True}}})
    assert policy.promises(NOON, calendars=DESK)["it"].due_at == NOON.replace(hour=13)
    with pytest.raises(BadInput, match="is to be supplied, and is not"):
        policy.promises(NOON)


@pytest.mark.parametrize(("format", "text"), [("json", "{}"), ("yaml", "name: a")])
def test_a_policy_that_is_read_from_text_is_named_in_its_faults(format: Any, text: str) -> None:  # noqa: A002 - its word
    with pytest.raises(BadDocument) as refused:
        Policy.loads(text, format=format)
    assert (refused.value.field, str(refused.value).partition(" ")[0]) == ("policy", "policy")


@pytest.mark.parametrize(("policy", "calendars"), [(OWN, None), (SUPPLIED, DESK)])
def test_a_tracker_says_after_each_event_what_the_policy_says_of_the_history(
    policy: Policy, calendars: dict[str, Calendar] | None
) -> None:
    created = Event(NINE, "created", tier="paid")
    followed = policy.track("a", calendars=calendars).after(created)
    assert followed.at(NOON) == policy.evaluate(History("a", [created]), as_of=NOON, calendars=calendars)
    assert policy.resume(followed.to_dict(), calendars=calendars).at(NOON) == followed.at(NOON)
