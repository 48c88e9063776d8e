"""Target: what is measured. A preset says most of it; each part may be said otherwise, or all of it by hand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args

from slacal.engine import terms
from slacal.engine.conditions import Not
from slacal.engine.moments import Becomes
from slacal.errors import BadInput, SlacalError
from slacal.policies.choice import ALWAYS, choice_of
from slacal.policies.condition import condition_of
from slacal.policies.faults import not_yet
from slacal.policies.goal import Goal, needs_calendar
from slacal.policies.moment import moment_of
from slacal.policies.pause import pauses_of
from slacal.policies.piece import Piece, Text, checked_by, choice_fault, one_of
from slacal.policies.presets import MEASURES, Measure
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

NEVER = "never"
_REOPEN = list(get_args(terms.Reopen))
_LATER_MATCHES = ("strictest", "all")
_CLOCK = ("start", "stop", "runs_while")
_PARTS = (*_CLOCK, "cancel", "pause", "reopen")


def _check_reopen(written: object, _: Book) -> None:
    if is_mapping(written) and "how" in written:
        raise not_yet(thawed(written), "a reopening at a moment of its own")
    if written not in _REOPEN:
        raise choice_fault(thawed(written), _REOPEN)


def _check_match(written: object, _: Book) -> None:
    if written in _LATER_MATCHES:
        raise not_yet(written, "another match than the first")
    if written != "first":
        raise choice_fault(thawed(written), ["first"])


def _cancel_of(written: object, book: Book) -> Moment | None:
    return None if written == NEVER else moment_of(written, book)


class Target(Piece):
    """What is measured: when its clock starts, stops and stands still, and its goals, of which the first match holds.

    Without ``measures``, a target with ``start`` and ``stop`` is measured ``once``, and one that ``runs_while`` a
    condition holds sums up all its stays (``resume``), unless ``reopen`` says otherwise.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {"rules", "next_from", "scale", "warnings", "at_limit", "credits", "attain"}
    )

    measures: Annotated[Measure | None, one_of(Measure)] = None
    start: Annotated[Any, checked_by(moment_of)] = None
    stop: Annotated[Any, checked_by(moment_of)] = None
    runs_while: Annotated[Any, checked_by(condition_of)] = None
    cancel: Annotated[Any, checked_by(_cancel_of)] = None
    pause: Annotated[Any, checked_by(pauses_of)] = None
    reopen: Annotated[Any, checked_by(_check_reopen)] = None
    calendar: Annotated[Any, checked_by(choice_of)] = None
    kind: Annotated[terms.Kind, one_of(terms.Kind)] = "sla"
    title: Text = ""
    match: Annotated[str, checked_by(_check_match)] = "first"
    goals: tuple[Goal, ...]

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:
        parts = _parts(written)
        if "runs_while" in written and ("start" in written or "stop" in written):
            mend = "keep runs_while, or start and stop"
            yield BadInput("runs_while", thawed(written["runs_while"]), "already says when it starts and stops", mend)
        elif "runs_while" not in parts and "measures" not in written and not {"start", "stop"} & parts.keys():
            mend = f"add measures: {', '.join(MEASURES)}; or start and stop, or runs_while"
            yield BadInput("", list(written), "does not say what it measures", mend, "no-measure")
        elif "runs_while" not in parts and (written.get("measures") in (None, *MEASURES)):
            for key in ("start", "stop"):
                if key not in parts:
                    yield BadInput(key, None, "is missing", f"add {key}: an event kind or a term", "missing")
        goals: tuple[Any, ...] | list[Any] = written["goals"] if is_list(written.get("goals")) else ()
        yield from _default_last(written.get("goals"))
        if "calendar" not in written and book.calendar is None and any(map(needs_calendar, goals)):
            known = [*islice(book.calendars, 10), ALWAYS]
            mend = f"add calendar: {' or '.join(known)}, here or to the policy"
            yield BadInput("calendar", None, "is missing, and the policy names none", mend, "no-calendar")

    def compiled(self, name: str, book: Book) -> terms.Target:
        """Return the target that the engine measures."""
        parts = _parts(self.written())
        start, stop = _clock(parts, book)
        otherwise = book.calendar or choice_of(ALWAYS, book)
        return terms.Target(
            name,
            start,
            stop,
            tuple(goal.compiled(book) for goal in self.goals),
            calendar=otherwise if self.calendar is None else choice_of(self.calendar, book),
            cancel=_cancel_of(parts.get("cancel", NEVER), book),
            pauses=pauses_of(parts.get("pause", NEVER), book),
            reopen=parts.get("reopen") or ("resume" if "runs_while" in parts else "once"),
            kind=self.kind,
            title=self.title,
        )


def _parts(written: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a target that make its clock: those of its preset, and its own over them."""
    own = {key: written[key] for key in _PARTS if key in written}
    measure = written.get("measures")
    preset: Mapping[str, Any] = MEASURES.get(measure, {}) if isinstance(measure, str) else {}
    replaced = _CLOCK if own.keys() & set(_CLOCK) and ("runs_while" in own) != ("runs_while" in preset) else ()
    return {**{key: part for key, part in preset.items() if key not in replaced}, **own}


def _clock(parts: Mapping[str, Any], book: Book) -> tuple[Moment, Moment]:
    if "runs_while" in parts:
        condition = condition_of(parts["runs_while"], book)
        return Becomes(condition), Becomes(Not(condition))
    return moment_of(parts["start"], book), moment_of(parts["stop"], book)


def _default_last(goals: object) -> Iterator[SlacalError]:
    if goals == ():
        yield BadInput("goals", [], "is an empty list", "write at least one goal", "empty")
    for place, goal in enumerate(goals[:-1] if is_list(goals) else ()):
        if is_mapping(goal) and "when" not in goal:
            problem = "has no when, so the goals after it are never reached"
            yield BadInput(f"goals[{place}]", thawed(goal), problem, "put it last", "unreachable")
