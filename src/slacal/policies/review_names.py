"""Review of names: spellings that look like another one, terms that nothing uses, and what a log never brings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from slacal.engine.queue import WORDS
from slacal.engine.reads import OVERRIDE
from slacal.errors import nearest
from slacal.policies.definitions import BUILT_IN
from slacal.policies.draft import finding
from slacal.policies.places import names_said
from slacal.policies.presets import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slacal.calendars.review import Finding
    from slacal.policies.draft import Brings, Draft
    from slacal.policies.places import Named, What

_MOST_NAMES = 300  # that are compared with each other
_SHORTEST = 5  # letters of a name that may be a misspelling: shorter ones are alike by chance
_LONGEST = 100  # letters of a name that is compared
_USUAL: dict[What, tuple[str, ...]] = {
    "fact": ("status",),
    "event": ("created", "agent_reply", "customer_reply", "work_started", OVERRIDE),
    "term": (),
}


def misspelt(tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the names that are said once and differ by one letter from another of the document, or a usual one."""
    said = list(names_said(tree))
    terms = {*BUILT_IN, *tree.get("definitions", {})}
    for what in ("fact", "event"):
        names = Counter(one.name for one in said if one.what == what)
        others = [*_USUAL[what], *names, *(terms if what == "event" else ())]
        doubted: set[str] = set()
        if len(names) > _MOST_NAMES:
            continue
        for one in said:
            if one.what != what or names[one.name] > 1 or one.name in _USUAL[what]:
                continue
            known = [*others, *WORDS] if one.steps[0] == "queue" and "by" in one.steps else others
            meant = [name for name in known if name not in doubted and _a_letter_apart(one.name, name)]
            later = [name for name in meant if names[name] != 1 or name in _USUAL[what] or _first(said, name, one.name)]
            if later:
                doubted.add(one.name)
                kind = "a fact" if what == "fact" else "a kind of event"
                problem = f"reads {kind} {one.name!r} that nothing else does, and it looks like {later[0]!r}"
                yield finding(f"misspelt-{what}", one.steps, problem, f"write {later[0]!r} if that is meant")


def _first(said: Iterable[Named], name: str, other: str) -> bool:
    return next(one.name for one in said if one.name in (name, other)) == name


def _a_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter too many, too few, or other makes the difference, or two that changed places.

    >>> _a_letter_apart("prioritiy", "priority"), _a_letter_apart("tier_1_name", "tier_2_name")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < _SHORTEST or len(long) > _LONGEST:
        return False
    begin = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    short, long = short[begin:], long[begin:]
    if any(sign.isdigit() for sign in (*short[:1], *long[:1])):
        return False
    if len(short) < len(long):
        return short == long[1:]
    return short[1:] == long[1:] or (short[1::-1] == long[:2] and short[2:] == long[2:])


def unused_terms(tree: Mapping[str, Any], trees: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Return a finding for each definition of a document that no version of it uses."""
    used: set[str] = set()
    for each in trees:
        used.update(one.name for one in names_said(each) if one.what == "term")
        if any(target.get("measures") in MEASURES for target in each["targets"].values()):
            used.update(BUILT_IN)  # the presets speak of them
    return [
        finding("unused-definition", ("definitions", name), "is used by nothing", "say where it counts", "silent")
        for name in tree.get("definitions", {})
        if name not in used
    ]


def never_brought(draft: Draft, log: Brings | None) -> Iterator[Finding]:
    """Yield the facts and kinds of events that a policy reads and a log never brings.

    What a preset reads, and the document does not write, is only silent.
    """
    if log is None:
        return
    said = list(names_said(draft.tree))
    whats: tuple[tuple[What, frozenset[str], frozenset[str]], ...] = (
        ("fact", log.facts, draft.terms.fields),
        ("event", log.kinds, draft.terms.kinds - {OVERRIDE}),
    )
    for what, brought, read in whats:
        for name in sorted(read - brought):
            steps = next((one.steps for one in said if (one.what, one.name) == (what, name)), None)
            kind = "a fact" if what == "fact" else "a kind of event"
            problem = f"reads {kind} {name!r} that the log never brings"
            mend = nearest(name, sorted(brought), "check its name, and the columns of the log")
            yield finding(f"{what}-not-in-log", steps or ("targets",), problem, mend, "trap" if steps else "silent")
