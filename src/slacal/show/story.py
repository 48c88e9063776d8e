"""Story: what both the drawing and the text of a cycle tell, taken from its explanation alone."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from slacal.engine.explain import Explanation
from slacal.engine.telling import ruling_text, why_text
from slacal.engine.warning import DueWarning
from slacal.engine.words import clock_text
from slacal.show.tables import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.engine.cycle import Cycle
    from slacal.engine.tiling import Step
    from slacal.show.words import Tongue

_NOTHING = timedelta(0)
_SUMMED = ("counted", "paused", "closed")
LABELS = {
    "mark.due": ("due", "срок"),
    "mark.now": ("now", "сейчас"),
    "mark.start": ("start", "начало"),
    "key.counted": ("counted", "идёт"),
    "key.ahead": ("to count until the due", "осталось отсчитать до срока"),
    "key.paused": ("paused", "пауза"),
    "key.closed": ("closed, drawn short", "закрыто, показано короче"),
    "key.left_out": ("closed time is left out", "закрытое время не показано"),
    "key.outside": ("before and after, drawn short", "до и после, показано короче"),
    "key.late": ("late", "опоздание"),
    "key.warning": ("warning", "предупреждение"),
    "fact.due": ("due", "срок"),
    "fact.elapsed": ("elapsed", "израсходовано"),
    "fact.paused": ("paused, open time", "пауза, рабочее время"),
    "fact.left.open": ("remaining", "осталось"),
    "fact.left.real": ("remaining, real time", "осталось, календарное время"),
    "fact.late.open": ("late by", "опоздание"),
    "fact.late.real": ("late by, real time", "опоздание, календарное время"),
    "none": ("none", "нет"),
    "steps": ("How the time went", "Как шло время"),
    "col.when": ("when", "когда"),
    "col.what": ("what", "что"),
    "col.amount": ("how long", "сколько"),
    "col.why": ("why", "почему"),
    "to_count": ("to count", "впереди"),
    "left_out": ("… {0} left out", "… пропущено: {0}"),
    "stretches": ("stretch|stretches|stretches", "отрезок|отрезка|отрезков"),
    "decisions": ("What decided", "Что решило"),
    "rules": ("and {0} more", "и ещё {0}"),
    "on": ("{0:goal} on {1}", "{0:goal}, календарь «{1}»"),
    "times": ("times in {0}", "время: {0}"),
    "cycle": ("cycle {0}", "цикл {0}"),
}


class Told(NamedTuple):
    """One line of a cycle's table: a stretch, or several closed ones in a row, or a word on what is left out."""

    start: str
    end: str
    what: str
    amount: str
    why: str

    @property
    def when(self) -> str:
        """From when to when, on one line."""
        return f"{self.start} - {self.end}" if self.end else self.start


def fired(explained: Explanation) -> tuple[DueWarning, ...]:
    """Return the warnings that an explanation says were given."""
    return tuple(
        DueWarning(str(one.said[0]), one.at, fired=True) for one in explained.decisions if one.code == "P22.fired"
    )


def seen(value: Cycle | Explanation) -> tuple[Explanation, tuple[DueWarning, ...]]:
    """Return the explanation of a cycle and its warnings, those ahead included where they are known."""
    return (value, fired(value)) if isinstance(value, Explanation) else (value.explain(), value.warnings)


def under(explained: Explanation, tongue: Tongue) -> str:
    """Return what stands under the name of the target: what was promised, on which hours, and the zone."""
    goal = explained.goal or tongue.said("no_goal")
    promise = (
        tongue.said("on", goal, explained.calendar) if explained.calendar else tongue.language.worded(goal, "goal")
    )
    parts = [clipped(promise), tongue.said("times", str(explained.as_of.tzinfo))]
    if explained.number > 1:
        parts.insert(0, tongue.said("cycle", explained.number))
    return " · ".join(parts)


def sums(explained: Explanation, tongue: Tongue) -> list[tuple[str, str, str]]:
    """Return the figures of an explanation: name, value and tone."""
    due = tongue.said("none") if explained.due_at is None else tongue.language.when(explained.due_at)
    found = [(tongue.said("fact.due"), due, ""), (tongue.said("fact.elapsed"), _amount(explained.elapsed, tongue), "")]
    left = explained.remaining
    if left is not None:
        name = "late" if left < _NOTHING else "left"
        tone = "breach" if left < _NOTHING else ""
        found.append((tongue.said(f"fact.{name}.{explained.remaining_in}"), _amount(abs(left), tongue), tone))
    if explained.paused:
        found.append((tongue.said("fact.paused"), _amount(explained.paused, tongue), ""))
    return found


def _amount(amount: timedelta, tongue: Tongue) -> str:
    return tongue.language.worded(amount, "")


def past(explained: Explanation, most: int, tongue: Tongue) -> list[Told]:
    """Return the lines of what was, at most so many: the first and the last, and what is left out in one."""
    steps = [one for one in (explained.before, *explained.steps, explained.after) if one is not None]
    return _shortened(_together(steps), most, tongue)


def ahead(explained: Explanation, most: int, tongue: Tongue) -> list[Told]:
    """Return the lines of what lies ahead, likewise."""
    return _shortened(_together(explained.ahead), most, tongue, ahead=True)


def _together(steps: Iterable[Step]) -> list[list[Step]]:
    """Return the steps, closed ones that follow each other together."""
    groups = groupby(enumerate(steps), key=lambda pair: "closed" if pair[1].how == "closed" else pair[0])
    return [[step for _, step in group] for _, group in groups]


def _shortened(groups: Sequence[list[Step]], most: int, tongue: Tongue, *, ahead: bool = False) -> list[Told]:
    if len(groups) <= most + 1:
        return [_line(group, tongue, ahead=ahead) for group in groups]
    head = most - most // 3
    tail = len(groups) - most // 3
    first, last = groups[:head], groups[tail:]
    between = _left_out([step for group in groups[head:tail] for step in group], tongue)
    return [
        *(_line(one, tongue, ahead=ahead) for one in first),
        between,
        *(_line(one, tongue, ahead=ahead) for one in last),
    ]


def _line(group: Sequence[Step], tongue: Tongue, *, ahead: bool) -> Told:
    first, last = group[0], group[-1]
    what = tongue.said("to_count") if ahead and first.how == "counted" else tongue.language.worded(first.how, "how")
    amount = sum((step.length for step in group), _NOTHING)
    reasons = dict.fromkeys(why_text(step, tongue.language) for step in group)
    starts, ends = first.starts_at, last.ends_at
    until = clock_text(ends) if starts.date() == ends.date() else tongue.language.when(ends)
    return Told(tongue.language.when(starts), until, what, _amount(amount, tongue), clipped(", ".join(reasons)))


def _left_out(steps: Sequence[Step], tongue: Tongue) -> Told:
    """Return one line for steps that have no room, with their sums, so that all lines still sum up exactly."""
    number = tongue.counted("stretches", len(steps))
    return Told(tongue.said("left_out", number), "", "", "", totals(steps, tongue))


def totals(steps: Iterable[Step], tongue: Tongue) -> str:
    """Return how much of the steps was counted, paused and closed."""
    known = [*steps]
    found = [(how, sum((one.length for one in known if one.how == how), _NOTHING)) for how in _SUMMED]
    words = [f"{tongue.language.worded(how, 'how')} {_amount(amount, tongue)}" for how, amount in found if amount]
    return ", ".join(words)


def decisions(explained: Explanation, most: int, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Yield each rule that decided something with what it decided, at most so many."""
    for ruling in explained.decisions[:most]:
        text = ruling_text(ruling, tongue.language)
        yield ruling.rule, text.removeprefix(f"{ruling.rule}: ")
    if len(explained.decisions) > most:
        yield "", tongue.said("rules", len(explained.decisions) - most)
