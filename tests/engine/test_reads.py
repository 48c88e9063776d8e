"""What a promise reads, and what a log never brings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from slacal.calendars.calendar import Calendar
from slacal.cli.reads import silences
from slacal.engine.conditions import IsAny, Not, Present
from slacal.engine.limits import Until
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.engine.reads import facts_read, kinds_read
from slacal.engine.terms import Choice, Conversion, Goal, NamedCalendar, PauseRule, Target, Terms

DESK = NamedCalendar("desk", Calendar.always())


def has(field: str) -> IsAny:
    return IsAny(field, frozenset({"x"}))


def on(kind: str) -> OnEvent:
    return OnEvent(frozenset({kind}))


TERMS = Terms(
    "t",
    (
        Target(
            "reply",
            start=FirstOf((on("created"), Becomes(has("a")))),
            stop=Becomes(Not(has("b"))),
            goals=(
                Goal(Until("c", "at c"), has("d")),
                Goal(Until("c", "at c"), calendar=Choice(((has("e"), DESK), (None, DESK)))),
            ),
            calendar=Choice(((Present("f"), DESK), (None, DESK))),
            cancel=on("dropped"),
            pauses=(PauseRule("p", has("g")), PauseRule("q", begins=on("hold"), ends=Becomes(has("h")))),
        ),
    ),
    "UTC",
)


def test_facts_are_found_in_every_corner_of_the_terms() -> None:
    assert facts_read(TERMS.targets) == frozenset("abcdefgh")


def test_the_facts_of_a_scale_and_of_what_happens_at_the_limit_are_read_too() -> None:
    (target,) = TERMS.targets
    scale = ((has("i"), Fraction(1, 2)), (None, Fraction(2)))
    more = replace(target, scale=scale, at_limit=(Conversion("paid", has("j")), Conversion("paid")))
    assert facts_read((more,)) == frozenset("abcdefghij")


def test_a_moment_takes_a_voucher_where_one_of_several_does() -> None:
    (target,) = TERMS.targets
    once = FirstOf((on("called"), OnEvent(frozenset({"ordered"}), once_by="number")))
    assert target.reads.vouchers == ()
    assert replace(target, start=once).reads.vouchers == (once,)


def test_kinds_of_events_are_found_in_every_moment() -> None:
    assert kinds_read(TERMS.targets) == {"created", "dropped", "hold"}


def test_what_a_log_never_brings_is_said() -> None:
    assert list(silences(TERMS, frozenset("abcdefg"), frozenset({"created"}))) == [
        "the policy reads a fact that this log never brings: h; is it in a column of another name? --fact h=COLUMN",
        "the policy reads events that this log never brings: dropped, hold",
    ]
    assert list(silences(TERMS, frozenset("abcdefgh"), frozenset({"created", "dropped", "hold"}))) == []
