"""Moments: when an event fires, and what it uses up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from slacal.engine.conditions import AllOf, Between, Not, Present
from slacal.engine.event import Event
from slacal.engine.moments import Becomes, FirstOf, Happening, OnEvent

ACT = OnEvent(frozenset({"act"}), once_by="number")
OTHER = OnEvent(frozenset({"call"}))


def happens(kind: str, **details: Any) -> Happening:
    return Happening(Event(datetime(2026, 11, 20, tzinfo=UTC), kind, details=details), None, {})


def test_d7_a_voucher_fires_until_it_is_spent() -> None:
    given = happens("act", number=7)
    assert ACT.fires(given)
    assert ACT.spends(given) == {("number", "7")}
    assert not ACT.fires(given, ACT.spends(given))
    assert ACT.fires(happens("act", number=8), ACT.spends(given))


def test_d7_vouchers_compare_as_text() -> None:
    assert not ACT.fires(happens("act", number="7"), ACT.spends(happens("act", number=7.0)))


def test_d7_an_event_without_its_voucher_does_not_fire() -> None:
    assert not ACT.fires(happens("act"))
    assert ACT.spends(happens("act")) == frozenset()


def test_an_event_that_does_not_fire_spends_nothing() -> None:
    assert ACT.spends(happens("call", number=7)) == frozenset()


def test_an_event_without_vouchers_fires_each_time_and_spends_nothing() -> None:
    assert OTHER.fires(happens("call"), frozenset({("number", "7")}))
    assert OTHER.spends(happens("call", number=7)) == frozenset()
    assert OTHER.once_key(happens("call", number=7).event) is None
    assert OTHER.once_key(happens("call", **{"": 7}).event) is None  # a detail without a name is no voucher either


def test_the_first_of_several_spends_what_its_moments_spend() -> None:
    either = FirstOf((ACT, OTHER, Becomes(Present("contract"))))
    given = happens("act", number=7)
    assert either.spends(given) == {("number", "7")}
    assert not either.fires(given, either.spends(given))
    assert either.fires(happens("call"), either.spends(given))


def test_a_state_begins_once_and_not_again_while_it_lasts() -> None:
    open_, signed = {"status": "open"}, {"contract": "yes"}
    facts: list[tuple[Any, Any]] = [(None, signed), (open_, signed), (signed, signed | open_), (signed, open_)]
    event = happens("changed").event
    state = Becomes(Present("contract"))
    assert [state.fires(Happening(event, before, after)) for before, after in facts] == [True, True, False, False]


def test_details_may_have_bounds_and_be_absent() -> None:
    long = OnEvent(frozenset({"call"}), where=AllOf((Between("minutes", at_least=5), Not(Present("bot")))))
    assert long.fires(happens("call", minutes=5))
    assert not long.fires(happens("call", minutes=4))
    assert not long.fires(happens("call"))
    assert not long.fires(happens("call", minutes=5, bot="yes"))
