"""An evaluation as a picture: all targets of a ticket at a glance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from slacal.engine.evaluation import Evaluation
from slacal.engine.stage import Outcome
from slacal.errors.doors import check_type
from slacal.show import tables
from slacal.show.card import card, heading
from slacal.show.markup import Markup, element, joined, percent
from slacal.show.picture import Picture
from slacal.show.tables import clipped
from slacal.show.text import Column, text_table
from slacal.show.verdict import RULES, verdict
from slacal.show.words import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.engine.target_result import TargetResult
    from slacal.show.text import LanguageName
    from slacal.show.words import Tongue

_NOTHING = timedelta(0)
_MOST_TIMES = 4.0  # a bar shows a promise that is used so many times over at most
_LABELS = {
    "ticket": ("ticket", "заявка"),
    "at": ("seen {0}", "на {0}"),
    "times": ("times in {0}", "время: {0}"),
    "none": ("none", "нет"),
    "after": ("just after {0}", "сразу после {0}"),
    "fact.next_due": ("earliest due", "самый ранний срок"),
    "fact.next_change": ("next change", "ближайшая перемена"),
    "fact.entitlements": ("covered by", "право на поддержку"),
    "fact.scope": ("scope", "объём поддержки"),
    "scope.included": ("included", "входит"),
    "scope.excluded": ("excluded", "не входит"),
    "scope.conditional": ("conditional: {0}", "с условием: {0}"),
    "targets": ("Targets", "Цели"),
    "col.target": ("target", "цель"),
    "col.stands": ("stands", "состояние"),
    "col.due": ("due", "срок"),
    "col.used": ("used", "прошло"),
    "col.left": ("left", "осталось"),
    "cycles": ("cycle {0} of {1}", "цикл {0} из {1}"),
    "worst": ("worst: {0}", "худший: {0}"),
    "used": ("{0} used", "прошло {0}"),
    "left": ("{0} left", "осталось {0}"),
    "late": ("late by {0}", "опоздание {0}"),
    "share": ("{0} % of the promise used", "израсходовано {0} % обещанного"),
    "notes": ("Notes", "Замечания"),
    "more": ("and {0} more", "и ещё {0}"),
}
_RULES = (
    RULES
    + tables.RULES
    + tables.FACTS
    + tables.LISTS
    + ".slacal .goal,.slacal .small{display:block;color:var(--faint);"
    "font-size:12px}.slacal .targets b{font-weight:600}.slacal .nb{white-space:nowrap}"
    ".slacal .targets tbody th{min-width:7rem}"
    ".slacal .use{display:block;position:relative;height:8px;min-width:7rem;max-width:12rem;margin:.4375rem 0 .1875rem;"
    "border:1px solid var(--counted);border-radius:2px;overflow:hidden}"
    ".slacal .use i{position:absolute;top:0;bottom:0;background:var(--counted)}"
    ".slacal .use.breach{border-color:var(--late)}.slacal .use i.over{background:repeating-linear-gradient(45deg,"
    "var(--late) 0 4px,color-mix(in srgb,var(--late) 62%,var(--ground)) 4px 6px);border-left:2px solid var(--ink)}"
    ".slacal .tardy{color:var(--breach);font-weight:600}"
    "@media(max-width:30rem){.slacal .targets td:last-child{flex:1 0 100%}}"
)


def evaluation(value: Evaluation, *, language: LanguageName = "en") -> Picture:
    """Return all targets of a ticket in one table: how each stands, its due, and how much of its promise is used.

    A bar is the promise; what is used beyond it is hatched, behind a line where the promise ends. Each row is the cycle
    at hand; where there are several, it says which, and how the worst one stands. Datetimes in the zone of ``as_of``.
    English or Russian. Raises: WrongType; BadInput for another language.

    >>> from slacal import show
    >>> support = Policy.from_dict({
    ...     "name": "Support", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "2 business hours"}]}},
    ... })
    >>> print(show.evaluation(support.promises(datetime(2026, 11, 20, 18, tzinfo=UTC))))
    ticket, seen Fri 2026-11-20 18:00, times in UTC
    earliest due Mon 2026-11-23 11:00, next change just after Mon 2026-11-23 11:00
    <BLANKLINE>
    target                    stands                      due        used        left
    ------------------------  ---------  --------------------  ----------  ----------
    answer: 2 business hours  ▸ running  Mon 2026-11-23 11:00  0 h 00 min  2 h 00 min
    """
    check_type("value", value, Evaluation, "an Evaluation", "pass what policy.evaluate returned")
    spoken = tongue(language, _LABELS)
    html = tables.fitted(lambda most: _html(value, most, spoken))
    return Picture(html, _text(value, spoken), language)


def _title(value: Evaluation, spoken: Tongue) -> str:
    return clipped(value.ticket) or spoken.said("ticket")


def _under(value: Evaluation, spoken: Tongue) -> list[str]:
    zone = str(value.as_of.tzinfo)
    return [spoken.said("at", spoken.language.when(value.as_of)), spoken.said("times", zone)]


def _facts(value: Evaluation, spoken: Tongue) -> Iterator[tuple[str, str]]:
    """Yield what holds of the ticket as a whole."""
    for name, at in (("next_due", value.next_due_at), ("next_change", value.next_change_at)):
        yield spoken.said(f"fact.{name}"), spoken.said("none") if at is None else _when(at, spoken)
    covered, scope = value.entitlements, value.scope
    if covered is not None:
        yield spoken.said("fact.entitlements"), clipped(", ".join(covered)) or spoken.said("none")
    if scope.kind != "unstated":
        yield spoken.said("fact.scope"), clipped(spoken.said(f"scope.{scope.kind}", scope.note))


def _when(at: datetime, spoken: Tongue) -> str:
    """Return an instant; a breach begins one microsecond after the due, which is told in words."""
    if at.microsecond != 1:
        return spoken.language.when(at)
    return spoken.said("after", spoken.language.when(at.replace(microsecond=0)))


def _notes(value: Evaluation, most: int, spoken: Tongue) -> list[str]:
    notes = value.notes
    more = [spoken.said("more", len(notes) - most)] if len(notes) > most else []
    return [*map(clipped, notes[:most]), *more]


# -- as a drawing ------------------------------------------------------------------------------------------------


def _html(value: Evaluation, most: int, spoken: Tongue) -> Markup:
    title, notes = spoken.said("targets"), _notes(value, most, spoken)
    columns = [Column(spoken.said(f"col.{name}"), "left") for name in ("target", "stands", "due", "used")]
    shown = value.targets[:most]
    left_out = len(value.targets) - len(shown)
    return card(
        _title(value, spoken),
        " · ".join([clipped(value.terms_in_force.name), *_under(value, spoken)]),
        tables.facts((name, text, "") for name, text in _facts(value, spoken)),
        heading(title),
        tables.table(title, columns, [_row(result, spoken) for result in shown], of="targets"),
        element("p", spoken.said("more", left_out), class_="note") if left_out else None,
        *([heading(spoken.said("notes")), tables.says(("", note) for note in notes)] if notes else []),
        rules=_RULES,
        language=spoken.name,
    )


def _row(result: TargetResult, spoken: Tongue) -> tuple[Markup, ...]:
    stands = verdict(result, spoken)
    small = [element("span", text, class_="small") for text in _beside(result, spoken)]
    stage = element("span", stands.stage, class_="small") if stands.stage else None
    day, _, time = _due(result, spoken).rpartition(" ")
    due = joined(element("span", day, class_="nb"), " ", time)
    return _name(result, spoken), joined(stands.drawn(), stage, *small), due, _used(result, spoken)


def _name(result: TargetResult, spoken: Tongue) -> Markup:
    name = element("b", clipped(result.target))
    goal = clipped(spoken.language.worded(result.goal, "goal"))
    return joined(name, element("span", goal, class_="goal")) if goal else name


def _beside(result: TargetResult, spoken: Tongue) -> Iterator[str]:
    """Yield what is told of the other cycles of a target, where there are any."""
    if len(result.cycles) > 1:
        yield spoken.said("cycles", result.number, len(result.cycles))
        if result.worst.outcome is Outcome.BREACHED and result.worst.number != result.number:
            yield spoken.said("worst", verdict(result.worst, spoken).word)


def _due(result: TargetResult, spoken: Tongue) -> str:
    return "-" if result.due_at is None else spoken.language.when(result.due_at)


def _used(result: TargetResult, spoken: Tongue) -> Markup:
    if result.started_at is None:
        return Markup("-")
    used = element("span", spoken.said("used", result.elapsed), class_="small")
    left = result.remaining
    if left is None:
        return used
    late = left < _NOTHING
    rest = element("span", spoken.said("late" if late else "left", abs(left)), class_="tardy" if late else None)
    return joined(_bar(result.elapsed_ratio, spoken), element("div", rest), used)


def _bar(ratio: float | None, spoken: Tongue) -> Markup | None:
    """Return the share of a promise that is used; None where nothing was promised."""
    if ratio is None:
        return None
    said = spoken.said("share", int(ratio * 100))
    if ratio <= 1:
        filled = [element("i", style=f"left:0;width:{percent(max(ratio, 0.0))}")]
        return element("span", *filled, class_="use", role="img", aria_label=said)
    end = 1 / min(ratio, _MOST_TIMES)
    within = element("i", style=f"left:0;width:{percent(end)}")
    over = element("i", class_="over", style=f"left:{percent(end)};right:0")
    return element("span", within, over, class_="use breach", role="img", aria_label=said)


# -- as text -----------------------------------------------------------------------------------------------------


def _text(value: Evaluation, spoken: Tongue) -> str:
    heads = ("target", "stands", "due", "used", "left")
    columns = [Column(spoken.said(f"col.{name}"), "left" if name in heads[:2] else "right") for name in heads]
    lines = [", ".join([_title(value, spoken), *_under(value, spoken)])]
    lines.append(", ".join(f"{name} {text}" for name, text in _facts(value, spoken)))
    lines += ["", text_table(columns, [_line(result, spoken) for result in value.targets])]
    notes = _notes(value, len(value.notes), spoken)
    return "\n".join([*lines, *([""] if notes else []), *notes])


def _line(result: TargetResult, spoken: Tongue) -> tuple[str, ...]:
    goal = clipped(spoken.language.worded(result.goal, "goal"))
    name = f"{clipped(result.target)}: {goal}" if goal else clipped(result.target)
    stands = ", ".join([verdict(result, spoken).text, *_beside(result, spoken)])
    used = "-" if result.started_at is None else spoken.language.worded(result.elapsed, "")
    left = "-" if result.remaining is None else spoken.language.worded(result.remaining, "")
    return name, stands, _due(result, spoken), used, left
