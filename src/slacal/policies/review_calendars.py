"""Review of calendars: what each one's own review finds, under its name, and those that nothing uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.documents.path import path_text
from slacal.policies.calendar_document import calendar_uses
from slacal.policies.draft import finding
from slacal.policies.written import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slacal.calendars.review import Finding
    from slacal.documents.path import Steps
    from slacal.engine.terms import Terms
    from slacal.policies.draft import Draft

_SPECIAL = "special_days."


def calendar_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what will hurt in each calendar on the dates of the draft, and what its document leaves open."""
    counted = _counted(draft.terms)
    for name, written in draft.tree.get("calendars", {}).items():
        if name not in draft.supplied:
            if written.get("week") != "never" or name in counted:  # others are made of one that never opens
                yield from _reviewed(name, written, draft)
            yield from _silent(written, ("calendars", name))


def _reviewed(name: str, written: Mapping[str, Any], draft: Draft) -> Iterator[Finding]:
    recipe = draft.book.recipes.get(name)
    calendar = draft.book.calendars[name] if recipe is None else recipe.made({})
    combined = "week" not in written
    if draft.first >= draft.last:
        return
    for found in calendar.review(draft.first, draft.last):
        if not combined:
            yield found._replace(field=path_text(("calendars", name, *_steps(found.field))))
        elif found.code == "no-future":  # the parts have names, and are reviewed there
            yield found._replace(field=path_text(("calendars", name)))


def _steps(field: str) -> Steps:
    if field.startswith(_SPECIAL):
        return ("special_days", field.removeprefix(_SPECIAL))
    return tuple(field.split("."))


def _silent(written: Mapping[str, Any], place: Steps) -> Iterator[Finding]:
    """Yield what the document leaves open about holidays."""
    if "week" not in written:
        return
    if "holidays" not in written:
        if written["week"] not in ("always", "never", "24/7"):
            problem = "are not stated; none are taken off"
            yield finding(
                "holidays-unstated",
                (*place, "holidays"),
                problem,
                "name the country, or write holidays: none",
                "silent",
            )
        return
    for inside, source in _sources(written["holidays"]):
        if is_mapping(source) and "production" in source:
            yield from _production(source, (*place, "holidays", *inside))


def _sources(holidays: object) -> Iterator[tuple[Steps, object]]:
    if is_mapping(holidays) and "fact" in holidays:
        yield from (((("else"), *inside), source) for inside, source in _sources(holidays.get("else")))
    elif is_list(holidays):
        yield from (((place,), source) for place, source in enumerate(holidays))
    else:
        yield (), holidays


def _production(source: Mapping[str, Any], place: Steps) -> Iterator[Finding]:
    if "shortened" not in source:
        problem = "are not stated; a shortened day closes an hour earlier"
        mend = "write shortened: 1 hour, or ignore"
        yield finding("shortened-unstated", (*place, "shortened"), problem, mend, "silent")
    if "transferred" not in source:
        problem = "working days are not stated; one has the hours of the day that it replaces"
        mend = "write transferred: replaced, own, closed or ignore, or its hours"
        yield finding("transferred-unstated", (*place, "transferred"), problem, mend, "silent")


def _counted(terms: Terms) -> set[str]:
    """Return the calendars that targets and goals count on."""
    targets = terms.targets
    choices = [target.calendar for target in targets]
    choices += [goal.calendar for target in targets for goal in target.goals if goal.calendar is not None]
    return {calendar.name for choice in choices for _, calendar in choice.options}


def unused_calendars(
    tree: Mapping[str, Any], versions: Iterable[Terms], trees: Iterable[Mapping[str, Any]]
) -> list[Finding]:
    """Return a finding for each calendar of a document that no version of it counts on."""
    used = {name for terms in versions for name in _counted(terms)}
    several = list(trees)
    todo = list(used)
    while todo:
        name = todo.pop()
        inside = {one for each in several for one in calendar_uses(each.get("calendars", {}).get(name))}
        todo += inside - used
        used |= inside
    return [
        finding("unused-calendar", ("calendars", name), "is used by nothing", "name it where it counts, or take it out")
        for name in tree.get("calendars", {})
        if name not in used
    ]
