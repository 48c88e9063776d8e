"""Telling: an explanation line by line, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.stage import Outcome, Stage
from slacal.engine.tiling import SUSPENSION
from slacal.engine.words import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slacal.engine.explain import Explanation
    from slacal.engine.ruling import Ruling
    from slacal.engine.tiling import How, Step
    from slacal.engine.words import Language

_HOWS: tuple[How, ...] = ("counted", "closed", "paused", "before", "after")


def told(explanation: Explanation, language: Language) -> str:
    """Return the whole story: what was promised, the stretches, the sums, and the rules that decided something."""
    return "\n".join(_lines(explanation, language))


def _lines(explanation: Explanation, language: Language) -> Iterator[str]:
    yield headline(explanation, language)
    if explanation.before is not None:
        yield "  " + stretch_text(explanation.before, language)
    yield from ("  " + stretch_text(step, language) for step in explanation.steps)
    if explanation.after is not None:
        yield "  " + stretch_text(explanation.after, language)
    if explanation.ahead:
        yield "  " + language.said(f"ahead.{explanation.remaining_in}", explanation.to_count)
        yield from ("    " + stretch_text(step, language) for step in explanation.ahead)
    if explanation.started_at is not None:
        yield from ("  " + line for line in _sums(explanation, language))
    yield from ("  " + ruling_text(ruling, language) for ruling in explanation.decisions)


def headline(explanation: Explanation, language: Language) -> str:
    """Return what was promised, on which calendar, and how it stands."""
    if explanation.started_at is None:
        return language.said("not_started", explanation.target)
    goal = explanation.goal or language.said("no_goal")
    calendar = explanation.calendar or language.said("no_calendar")
    due = language.said("due", explanation.due_at) if explanation.due_at is not None else language.said("no_due")
    missed = explanation.commitment == "objective" and explanation.outcome is Outcome.BREACHED
    outcome = "missed" if missed else str(explanation.outcome)
    zone = str(explanation.as_of.tzinfo)
    return language.said("headline", explanation.target, goal, calendar, zone, str(explanation.stage), outcome, due)


def _sums(explanation: Explanation, language: Language) -> Iterator[str]:
    yield language.said("sums", explanation.elapsed, explanation.paused)
    left = explanation.remaining
    if left is not None:
        yield language.said(f"{'late' if left.days < 0 else 'remaining'}.{explanation.remaining_in}", abs(left))
    if explanation.reason:
        yield language.said(_because(explanation), explanation.reason)


def _because(explanation: Explanation) -> str:
    """Return what a reason is a reason of: of no verdict, or of the stage; it is never that of a breach."""
    if explanation.outcome is Outcome.NONE:
        return "because"
    if explanation.stage is Stage.PAUSED:
        return "because_paused"
    return "because_ended" if explanation.outcome is Outcome.BREACHED else "because"


def stretch_text(step: Step, language: Language) -> str:
    """Return one stretch as a line: when, how, how long, and why."""
    starts, ends = step.starts_at, step.ends_at
    until = clock_text(ends) if starts.date() == ends.date() else language.when(ends)
    wide = max(len(language.texts[f"how.{how}"]) for how in _HOWS)
    how = f"{language.worded(step.how, 'how'):<{wide}}"
    return f"{language.when(starts)} - {until}  {how} {language.worded(step.length, '')}  {why_text(step, language)}"


def why_text(step: Step, language: Language) -> str:
    """Return why a stretch is what it is: the calendar's reason, the policy's, or that of the ticket's state."""
    if step.how in ("before", "after") or step.layer == SUSPENSION:
        return language.worded(step.reason, "why")
    if step.how == "paused":
        return language.worded(step.reason, "")
    reason = language.worded(step.reason, "day")
    layer = language.texts.get(f"layer.{step.layer}")
    return reason if layer is None or layer == reason else f"{reason} ({layer})"


def ruling_text(ruling: Ruling, language: Language) -> str:
    """Return what a rule decided, after its name."""
    return f"{ruling.rule}: {language.said(ruling.code, *ruling.said, at=ruling.at)}"
