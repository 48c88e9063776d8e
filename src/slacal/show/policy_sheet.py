"""Policy sheet: what a policy says, as titled tables of text, for the drawing and for the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.policies.presets import MEASURES
from slacal.policies.written import is_list, is_mapping
from slacal.show import policy_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from slacal.show.words import Tongue

    Tree = Mapping[str, Any]

_BESIDE = 4  # targets in one table
LABELS = {
    **words.LABELS,
    "goals": ("Promises", "Обязательства"),
    "measured": ("How each is measured", "Как измеряется"),
    "calendars": ("Calendars", "Календари"),
    "entitlements": ("Entitlements", "Право на поддержку"),
    "scope": ("Scope", "Объём поддержки"),
    "usage": ("Usage", "Потребление"),
    "queue": ("Order of work", "Порядок работы"),
    "definitions": ("Definitions", "Определения"),
    "rules": ("Rules", "Правила"),
    "versions": ("Later versions", "Следующие редакции"),
    "assumptions": ("Assumptions", "Допущения"),
    "col.when": ("for", "для"),
    "col.target": ("target", "цель"),
    "col.goal": ("promised", "обещано"),
    "col.how": ("how", "как"),
    "col.name": ("name", "имя"),
    "col.says": ("says", "содержание"),
    "col.date": ("from", "с"),
    "all": ("everything", "всё"),
    "others": ("everything else", "всё остальное"),
    "measures": ("measures {0}", "измеряется {0}"),
    "clock": ("from {0} until {1}", "от {0} до {1}"),
    "runs_while": ("runs while {0}", "идёт, пока {0}"),
    "calendar": ("calendar: {0}", "календарь: {0}"),
    "pause": ("pauses: {0}", "паузы: {0}"),
    "warnings": ("warnings: {0}", "предупреждения: {0}"),
    "scale": ("{0} of every amount", "{0} от каждого времени"),
    "if": ("if {0}", "если {0}"),
    "included": ("✓ included", "✓ входит"),
    "excluded": ("✗ excluded", "✗ не входит"),
    "unstated": ("? unstated", "? не указано"),
    "supplied": ("supplied by the host", "передаёт приложение"),
    "none": ("none", "нет"),
    "version": ("version {0}", "редакция {0}"),
    "effective": ("in force from {0}", "действует с {0}"),
    "zone": ("zone {0}", "пояс {0}"),
    "source": ("source {0}", "источник {0}"),
}
_TOLD = {"measures", "start", "stop", "runs_while", "calendar", "pause", "warnings", "goals", "title", "scale"}
_PROMISED = {"when", "within", "at", "sla", "note", "calendar"}


class Section(NamedTuple):
    """A titled table; a cell may have lines, of which the first matters most."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shows_heads: bool = False


def sections(tree: Tree, tongue: Tongue) -> Iterator[Section]:
    """Yield what the document of a policy says, the promises first. Of its versions, the first is told in full."""
    yield from _goals(tree["targets"], tongue)
    measured = [_measured(name, one, tongue) for name, one in tree["targets"].items()]
    yield _section("measured", ("target", "how"), measured, tongue)
    named = {
        "calendars": [(name, _calendar(one, tongue)) for name, one in tree.get("calendars", {}).items()],
        "entitlements": [(name, _entitlement(one, tongue)) for name, one in tree.get("entitlements", {}).items()],
    }
    for title, rows in named.items():
        if rows:
            yield _section(title, ("name", "says"), rows, tongue)
    if "scope" in tree:
        yield _scope(tree["scope"], tongue)
    yield from _others(tree, tongue)


def under(tree: Tree, tongue: Tongue) -> str:
    """Return what stands under the name of a policy."""
    known = {"version": "version", "effective": "effective_from", "zone": "zone", "source": "source"}
    return " · ".join(tongue.said(code, str(tree[key])) for code, key in known.items() if key in tree)


def _section(title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], tongue: Tongue) -> Section:
    return Section(tongue.said(title), tuple(tongue.said(f"col.{head}") for head in heads), tuple(rows))


# -- promises ----------------------------------------------------------------------------------------------------


def _goals(targets: Tree, tongue: Tongue) -> Iterator[Section]:
    """Yield a table for each group of targets whose goals have the same conditions, in the same order."""
    groups: dict[str, list[str]] = {}
    for name, target in targets.items():
        groups.setdefault(json.dumps([goal.get("when") for goal in target["goals"]]), []).append(name)
    for names in groups.values():
        goals = targets[names[0]]["goals"]
        if len(goals) == 1 and "when" not in goals[0]:
            rows = [(_titled(name, targets[name]), _goal(targets[name]["goals"][0], tongue)) for name in names]
            yield _section("goals", ("target", "goal"), rows, tongue)._replace(shows_heads=True)
            continue
        for some in (names[at : at + _BESIDE] for at in range(0, len(names), _BESIDE)):
            every = [targets[name]["goals"] for name in some]
            lines = tuple(_conditioned(at, every, tongue) for at in range(len(goals)))
            heads = (tongue.said("col.when"), *(_titled(name, targets[name]) for name in some))
            yield Section(tongue.said("goals"), heads, lines, shows_heads=True)


def _titled(name: str, target: Tree) -> str:
    return f"{name}\n{target['title']}" if "title" in target else name


def _conditioned(at: int, goals: Sequence[Sequence[Tree]], tongue: Tongue) -> tuple[str, ...]:
    """Return the row of the condition at a place, with the goal of each target."""
    first = goals[0][at]
    otherwise = tongue.said("others" if at else "all")
    when = words.condition_text(first["when"], tongue) if "when" in first else otherwise
    return when, *(_goal(each[at], tongue) for each in goals)


def _goal(goal: Tree, tongue: Tongue) -> str:
    """Return what is promised; below it how that is counted, and the note."""
    if "within" in goal:
        limit = words.amount_text(goal["within"], tongue)
    else:
        limit = tongue.said("at", str(goal["at"])) if "at" in goal else tongue.language.worded("sla: none", "goal")
    more = [tongue.said("calendar", words.choice_text(goal["calendar"], tongue))] if "calendar" in goal else []
    more += [f"{key}: {words.plain_text(value)}" for key, value in goal.items() if key not in _PROMISED]
    return "\n".join([limit, *more, *([str(goal["note"])] if "note" in goal else [])])


def _measured(name: str, target: Tree, tongue: Tongue) -> tuple[str, str]:
    """Return how a target is measured, a line for each part of it."""
    parts = {**(MEASURES[target["measures"]] if "measures" in target else {}), **target}
    lines = [tongue.said("measures", str(target["measures"]))] if "measures" in target else []
    if "runs_while" in parts and not {"start", "stop"} & target.keys():
        lines.append(tongue.said("runs_while", words.condition_text(parts["runs_while"], tongue)))
    elif {"start", "stop"} <= parts.keys():
        lines.append(tongue.said("clock", *(words.moment_text(parts[key], tongue) for key in ("start", "stop"))))
    if "calendar" in parts:
        lines.append(tongue.said("calendar", words.choice_text(parts["calendar"], tongue)))
    lines.append(tongue.said("pause", words.pauses_text(parts.get("pause", "never"), tongue)))
    if "warnings" in parts:
        lines.append(tongue.said("warnings", ", ".join(words.amount_text(one, tongue) for one in parts["warnings"])))
    lines += [_scaled(step, tongue) for step in parts.get("scale", ())]
    lines += [f"{key}: {words.plain_text(value)}" for key, value in target.items() if key not in _TOLD]
    return _titled(name, target), "\n".join(lines)


def _scaled(step: Tree, tongue: Tongue) -> str:
    share = tongue.said("scale", str(step["to"]))
    return f"{words.condition_text(step['when'], tongue)}: {share}" if "when" in step else share


# -- the rest ----------------------------------------------------------------------------------------------------


def _calendar(written: Tree, tongue: Tongue) -> str:
    """Return a calendar: its hours, and below them what overrules them."""
    if written.get("supplied"):
        return tongue.said("supplied")
    first = [words.plain_text(written["week"])] if "week" in written else []
    return "\n".join([*first, *(f"{key}: {_value(one, tongue)}" for key, one in written.items() if key != "week")])


def _value(written: Any, tongue: Tongue) -> str:
    if is_mapping(written) and "fact" in written:
        return words.amount_text(written, tongue)
    several = is_list(written) and any(is_mapping(one) for one in written)
    return words.each_text(written, words.plain_text) if several else words.plain_text(written)


def _entitlement(written: Tree, tongue: Tongue) -> str:
    told = {"when": words.condition_text, "start": words.moment_text, "lasts": words.amount_text}
    return "\n".join(f"{key}: {told.get(key, _value)(value, tongue)}" for key, value in written.items())


def _scope(written: Tree, tongue: Tongue) -> Section:
    """Return the table of scope, its shorter side as columns."""
    table: Tree = written["table"]
    whole = {name for name, row in table.items() if not is_mapping(row) or "if" in row}
    columns = dict.fromkeys(column for name, row in table.items() if name not in whole for column in row)
    if not columns:
        rows = [(name, _cell(row, tongue)) for name, row in table.items()]
        return Section(tongue.said("scope"), (written["rows"], written["columns"]), tuple(rows), shows_heads=True)
    cells = {
        (name, column): _cell(row if name in whole else row.get(column, "unstated"), tongue)
        for name, row in table.items()
        for column in columns
    }
    if len(columns) > len(table):
        turned = tuple((column, *(cells[name, column] for name in table)) for column in columns)
        return Section(
            tongue.said("scope"), (f"{written['columns']} / {written['rows']}", *table), turned, shows_heads=True
        )
    straight = tuple((name, *(cells[name, column] for column in columns)) for name in table)
    return Section(
        tongue.said("scope"), (f"{written['rows']} / {written['columns']}", *columns), straight, shows_heads=True
    )


def _cell(written: Any, tongue: Tongue) -> str:
    return tongue.said("if", str(written["if"])) if is_mapping(written) else tongue.said(str(written))


def _others(tree: Tree, tongue: Tongue) -> Iterator[Section]:
    """Yield what is said once in most policies: usage, order of work, definitions, rules, versions, assumptions."""
    for key in ("usage", "queue"):
        if tree.get(key):
            yield _section(key, ("when", "says"), [_guarded(one, tongue) for one in tree[key]], tongue)
    if tree.get("definitions"):
        terms = [(name, words.condition_text(one, tongue)) for name, one in tree["definitions"].items()]
        yield _section("definitions", ("name", "says"), terms, tongue)
    if tree.get("rules"):
        yield _section("rules", ("name", "says"), [(key, str(one)) for key, one in tree["rules"].items()], tongue)
    if tree.get("then"):
        yield _section("versions", ("date", "says"), [_version(one) for one in tree["then"]], tongue)
    if tree.get("assumptions"):
        yield Section(tongue.said("assumptions"), (), tuple((str(one),) for one in tree["assumptions"]))


def _guarded(written: Tree, tongue: Tongue) -> tuple[str, str]:
    when = words.condition_text(written["when"], tongue) if "when" in written else tongue.said("all")
    return when, words.plain_text({key: value for key, value in written.items() if key != "when"})


def _version(written: Tree) -> tuple[str, str]:
    """Return the date of a version, and what it changes, a line for each key."""
    lines = [f"{key}: {words.plain_text(value)}" for key, value in written.items() if key != "from"]
    return str(written["from"]), "\n".join(lines)
