"""Target: what is measured. A preset says most of it; each part may be said otherwise, or all of it by hand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, get_args

from slacal.engine import rules, terms
from slacal.engine.conditions import Not
from slacal.engine.moments import Becomes
from slacal.errors import BadInput, SlacalError
from slacal.policies.choice import ALWAYS, choice_of
from slacal.policies.condition import condition_of
from slacal.policies.consequences import at_limit_of, attain_of, credits_of
from slacal.policies.faults import check_keys, read_members, together, under
from slacal.policies.goal import Goal, needs_calendar
from slacal.policies.moment import moment_of
from slacal.policies.pause import pauses_of
from slacal.policies.piece import Piece, Text, checked_by, choice_fault, one_of
from slacal.policies.presets import MEASURES, Measure
from slacal.policies.reach import unreached
from slacal.policies.rules import Rules, merged
from slacal.policies.scale import scale_faults, scale_of
from slacal.policies.warning import warnings_of
from slacal.policies.written import is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.moments import Moment
    from slacal.policies.book import Book

NEVER = "never"
_REOPEN = list(get_args(terms.Reopen))
_AT_MOMENTS = [how for how in _REOPEN if how != "once"]
_AT_A_MOMENT = "write reopen: {on: moment, how: resume}"
_PARTS = ("start", "stop", "runs_while", "cancel", "pause", "reopen")


def _reopening(written: object, book: Book) -> tuple[terms.Reopen, Moment | None]:
    """Read how a target is reopened, and at which moment where that is not the end of its stop."""
    if is_mapping(written):
        check_keys(written, ("on", "how"))
        if missing := [BadInput(key, None, "is missing", _AT_A_MOMENT) for key in ("on", "how") if key not in written]:
            raise together(missing)
        found = read_members(written, on=lambda on: moment_of(on, book), how=lambda how: _word(how, _AT_MOMENTS))
        return found["how"], found["on"]
    return _word(written, _REOPEN), None


def _word(written: object, known: list[Any]) -> Any:
    if written not in known:
        raise choice_fault(thawed(written), known)
    return written


def _cancel_of(written: object, book: Book) -> Moment | None:
    return None if written == NEVER else moment_of(written, book)


class Target(Piece):
    """What is measured: when its clock starts, stops and stands still, and its goals, of which the first match holds.

    Without ``measures``, a target with ``start`` and ``stop`` is measured ``once``, and one that ``runs_while`` a
    condition holds sums up all its stays (``resume``), unless ``reopen`` says otherwise.
    """

    measures: Annotated[Measure | None, one_of(Measure)] = None
    start: Annotated[Any, checked_by(moment_of)] = None
    stop: Annotated[Any, checked_by(moment_of)] = None
    runs_while: Annotated[Any, checked_by(condition_of)] = None
    cancel: Annotated[Any, checked_by(_cancel_of)] = None
    pause: Annotated[Any, checked_by(pauses_of)] = None
    reopen: Annotated[Any, checked_by(_reopening)] = None
    next_from: Annotated[terms.NextFrom, one_of(terms.NextFrom)] = "event"
    calendar: Annotated[Any, checked_by(choice_of)] = None
    kind: Annotated[terms.Kind, one_of(terms.Kind)] = "sla"
    title: Text = ""
    match: Annotated[terms.Match, one_of(terms.Match)] = "first"
    scale: Annotated[Any, checked_by(scale_of)] = None
    warnings: Annotated[Any, checked_by(warnings_of)] = None
    at_limit: Annotated[Any, checked_by(at_limit_of)] = None
    credits: Annotated[Any, checked_by(credits_of)] = None
    attain: Annotated[Any, checked_by(attain_of)] = None
    goals: tuple[Goal, ...]
    rules: Rules | None = None

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:
        parts = _parts(written, book)
        yield from _clock_faults(written, parts)
        if "next_from" in written and _how(parts) != "new_cycle":
            problem = "says nothing here: it is about targets with reopen: new_cycle"
            yield BadInput("next_from", thawed(written["next_from"]), problem, "leave it out", "clash")
        goals: tuple[Any, ...] | list[Any] = written["goals"] if is_list(written.get("goals")) else ()
        if written.get("goals") == ():
            yield BadInput("goals", [], "is an empty list", "write at least one goal", "empty")
        first_alone = written.get("match", "first") == "first"  # otherwise goals after one for all count as well
        for key in ("goals", "scale", "at_limit") if first_alone else ("scale", "at_limit"):
            for fault in unreached(written.get(key)):
                yield from under((key,), fault)
        if "calendar" not in written and book.calendar is None and any(needs_calendar(goal, book) for goal in goals):
            known = [*islice(book.calendars, 10), ALWAYS]
            mend = f"add calendar: {' or '.join(known)}, here or to the policy"
            yield BadInput("calendar", None, "is missing, and the policy names none", mend, "no-calendar")

    def _check(self, book: Book) -> None:
        steps = () if self.scale is None else scale_of(self.scale, book)
        if faults := list(scale_faults(steps, (goal.limit(book) for goal in self.goals))):
            raise together(faults)

    def compiled(self, name: str, book: Book) -> terms.Target:
        """Return the target that the engine measures; the book's calendars carry its `coverage`."""
        parts = _parts(self.written(), book)
        start, stop = _clock(parts, book)
        how, reopens = _reopening(_how(parts) if "reopen" not in parts else parts["reopen"], book)
        above = merged(book.rules, self.rules)
        otherwise = book.calendar or choice_of(ALWAYS, book)
        return terms.Target(
            name,
            start,
            stop,
            tuple(goal.compiled(book, above) for goal in self.goals),
            calendar=otherwise if self.calendar is None else choice_of(self.calendar, book),
            cancel=_cancel_of(parts.get("cancel", NEVER), book),
            pauses=pauses_of(parts.get("pause", NEVER), book),
            reopen=how,
            kind=self.kind,
            title=self.title,
            reopens=reopens,
            next_from=self.next_from,
            match=self.match,
            scale=() if self.scale is None else scale_of(self.scale, book),
            warnings=() if self.warnings is None else warnings_of(self.warnings, book),
            at_limit=() if self.at_limit is None else at_limit_of(self.at_limit, book),
            credits=None if self.credits is None else credits_of(self.credits, book),
            attain=None if self.attain is None else attain_of(self.attain, book),
            rules=rules.Rules(**above),
        )


def _clock_faults(written: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[SlacalError]:
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


def _parts(written: Mapping[str, Any], book: Book) -> dict[str, Any]:
    """Return the parts of a target that make its clock: those of its preset, the product's and its own over them.

    Where `runs_while` is among them it is the clock, whatever start and stop a preset has; own ones put it out.
    """
    own = {key: written[key] for key in _PARTS if key in written}
    measure: Any = written.get("measures")
    preset = dict(MEASURES.get(measure, {}))
    if "start" in own or "stop" in own:
        preset.pop("runs_while", None)
    usual = {"reopen": book.product.reopen[measure]} if measure in book.product.reopen else {}
    return {**preset, **usual, **own}


def _how(parts: Mapping[str, Any]) -> object:
    """Return how a target is reopened, as far as it can be read."""
    written = parts.get("reopen") or ("resume" if "runs_while" in parts else "once")
    return written.get("how") if is_mapping(written) else written


def _clock(parts: Mapping[str, Any], book: Book) -> tuple[Moment, Moment]:
    if "runs_while" in parts:
        condition = condition_of(parts["runs_while"], book)
        return Becomes(condition), Becomes(Not(condition))
    return moment_of(parts["start"], book), moment_of(parts["stop"], book)
