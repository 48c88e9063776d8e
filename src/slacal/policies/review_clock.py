"""Review of clocks: those that never start, never count or never stop, and pauses that cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.conditions import AllOf, AnyOf, Not
from slacal.engine.moments import Becomes, FirstOf, OnEvent
from slacal.policies.draft import finding
from slacal.policies.implication import always, implies, possible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from slacal.calendars.review import Finding
    from slacal.documents.path import Steps
    from slacal.engine.conditions import Condition
    from slacal.engine.moments import Moment
    from slacal.engine.terms import PauseRule, Target
    from slacal.policies.draft import Draft


def clock_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the clocks of the targets."""
    for written, target in draft.targets():
        ends = list(_ends(written, target))
        yield from ends or [*_pauses(written, target), *_reopening(written, target)]


def place_of(written: Mapping[str, Any], target: Target, key: str) -> Steps:
    """Return where a target says a part of its clock: by itself, by the state while which it runs, or by its preset."""
    by_state = key in ("start", "stop") and "runs_while" in written
    said = key if key in written else "runs_while" if by_state else "measures"
    return ("targets", target.name, said)


def _parts(moment: Moment | None) -> list[Moment]:
    if isinstance(moment, FirstOf):
        return [part for inner in moment.moments for part in _parts(inner)]
    return [] if moment is None else [moment]


def _states(moment: Moment | None) -> list[Condition]:
    return [part.condition for part in _parts(moment) if isinstance(part, Becomes)]


def _never_comes(moment: Moment | None) -> bool:
    """Tell whether a moment surely never comes."""
    return all(_impossible(part) for part in _parts(moment))


def _impossible(part: Moment) -> bool:
    if isinstance(part, Becomes):
        return possible(part.condition) == "no"
    if isinstance(part, OnEvent) and part.where is not None:
        return possible(part.where) == "no"  # its plain details are others
    return False


def _holds_from(start: Moment, states: list[Condition]) -> bool:
    """Tell whether one of the states surely holds at every start."""
    return bool(states) and all(_holds_at(part, AnyOf(tuple(states))) for part in _parts(start))


def _holds_at(part: Moment, state: Condition) -> bool:
    begun = implies(part.condition, state) if isinstance(part, Becomes) else always(state)
    return begun == "yes"


def _ends(written: Mapping[str, Any], target: Target) -> Iterator[Finding]:
    """Yield what keeps a clock from running at all, or from ending."""
    start, stop = (place_of(written, target, key) for key in ("start", "stop"))
    if _never_comes(target.start):
        problem = "contradicts itself, so the clock never starts"
        yield finding("never-starts", start, problem, "take out one of the parts that exclude each other")
    elif _holds_from(target.start, _states(target.stop)):
        problem = "already holds at every start, so each cycle completes at once"
        yield finding("stops-at-once", stop, problem, "name the moment after the start at which the work is done")
    elif _never_comes(target.stop):
        yield finding("never-stops", stop, "never comes, so the clock never stops", "name a moment that can come")
    elif _holds_from(target.start, [*_states(target.stop), *_states(target.cancel)]):
        problem = "already holds at every start that the stop does not complete, so each cycle is over at once"
        mend = "cancel by what comes later, or write cancel: never"
        yield finding("cancelled-at-once", place_of(written, target, "cancel"), problem, mend)
    elif target.start == target.stop and target.reopen != "new_cycle":
        problem = "is the moment of the start too, so the clock runs from one such moment to the next and no further"
        mend = "name another stop, or write reopen: new_cycle if each is to begin the next cycle"
        yield finding("same-start-and-stop", stop, problem, mend)


def _running(target: Target) -> Condition:
    """Return what holds of the facts while a cycle is open and not suspended; nothing where an event reopens it."""
    if target.reopens is not None:
        return AllOf(())
    return AllOf(tuple(Not(state) for state in (*_states(target.stop), *_states(target.cancel))))


def _pauses(written: Mapping[str, Any], target: Target) -> Iterator[Finding]:
    lasting = [rule for rule in target.pauses if rule.at_most is None]
    paused = [rule.condition for rule in lasting if rule.condition is not None]
    running = _running(target)
    place = place_of(written, target, "pause")
    if paused and implies(running, AnyOf(tuple(paused))) == "yes":
        problem = "holds whenever the clock is open, so it is paused for ever"
        yield finding("paused-for-ever", place, problem, "pause in fewer states, or stop in more of them")
        return
    if _holds_from(target.start, paused) or any(_begins_with(rule, target.start) for rule in lasting):
        problem = "begins with the start, so every cycle begins paused"
        yield finding("starts-paused", place, problem, "pause by what comes later, or write pause: never")
    for number, rule in enumerate(target.pauses):
        several = isinstance(written.get("pause"), list | tuple)
        yield from _pause(rule, running, (*place, number) if several else place)


def _begins_with(rule: PauseRule, start: Moment) -> bool:
    begins = _parts(rule.begins)
    return all(part in begins for part in _parts(start))


def _pause(rule: PauseRule, running: Condition, place: Steps) -> Iterator[Finding]:
    if rule.condition is not None:
        if possible(running, rule.condition) == "no":
            problem = "never holds while the clock is open, so nothing is ever paused"
            yield finding("idle-pause", place, problem, "name states in which the work goes on, or write pause: never")
    elif _never_comes(rule.begins):
        problem = "never comes, so nothing is ever paused"
        yield finding("idle-pause", (*place, "from"), problem, "name a moment that can come")
    elif rule.begins == rule.ends:
        yield finding("same-pause-ends", (*place, "to"), "is the moment at which the pause begins too", _LATER)
    elif rule.at_most is None and all(_impossible(part) or _always(part) for part in _parts(rule.ends)):
        problem = "never comes after the pause began, so the clock is paused for ever"
        yield finding("paused-for-ever", (*place, "to"), problem, _LATER)


_LATER = "name a moment that comes later"


def _always(part: Moment) -> bool:
    """Tell whether the moment is a state that always holds, and so never begins once the ticket is there."""
    return isinstance(part, Becomes) and always(part.condition) == "yes"


def _reopening(written: Mapping[str, Any], target: Target) -> Iterator[Finding]:
    by_events = all(isinstance(part, OnEvent) for part in _parts(target.stop))
    if by_events and target.reopens is None and target.reopen == "resume" and "reopen" in written:
        problem = "says when a state that stopped the clock ends, and the stop is an event, which is over at once"
        mend = "write reopen: {on: the event that reopens, how: resume}, or name a state under stop"
        yield finding("never-reopens", ("targets", target.name, "reopen"), problem, mend)
    by_states = all(isinstance(part, Becomes) for part in _parts(target.stop))
    if by_states and target.reopen == "once" and "reopen" not in written:
        problem = (
            "is a state that may end again, and nothing says what a ticket that is reopened is owed; it counts once"
        )
        mend = "write reopen: once, resume, new_cycle or restart"
        yield finding("reopen-unstated", place_of(written, target, "stop"), problem, mend, "silent")
