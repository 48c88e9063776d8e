"""Examples of what is told of policies: a small change of a plain policy, and below it, indented, each line said."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.documents import loads
from slacal.policies import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SOURCES = sorted(Path(str(policy.__file__)).parent.glob("*.py"))
PLAIN: dict[str, Any] = {
    "name": "Support",
    "source": "contract 7",
    "effective_from": "2026-01-01",
    "zone": "UTC",
    "calendars": {"desk": {"week": "Mo-Fr 09:00-17:00", "holidays": "none"}},
    "targets": {"it": {"start": "created", "stop": "done", "pause": "never", "goals": [{"within": "1 business hour"}]}},
}


class Example(NamedTuple):
    """A policy, and the lines that are to be said of it."""

    said: str
    told: list[str]

    @property
    def name(self) -> str:
        """The example on one line, in ASCII without backslashes: with anything else no test is found by its name."""
        return ascii(self.said)[1:-1].replace("\\n", " ").replace("\\", "/")

    def policy(self) -> dict[str, Any]:
        """Return the plain policy, changed: ``it`` changes keys of its target, ``goal`` replaces the goal of that.

        What is null is taken out.
        """
        changes: Any = loads(self.said, format="yaml").content
        goal = {"goals": [changes.pop("goal")]} if "goal" in changes else {}
        it = _kept({**PLAIN["targets"]["it"], **goal, **changes.pop("it", {})})
        return _kept({**PLAIN, "targets": {"it": it}, **changes})


def _kept(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value is not None}


def examples(file: str) -> list[Example]:
    """Return the examples of a file; those that say the same of a policy stand below it."""
    found: list[Example] = []
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(" "):
            found[-1].told.append(line.strip())
        elif found and not found[-1].told:
            found[-1] = Example(f"{found[-1].said}\n{line}", [])
        else:
            found.append(Example(line, []))
    return found


class Place(NamedTuple):
    """A line of the package."""

    file: str
    line: int


def calls_of(names: set[str]) -> set[Place]:
    """Return the places in the package at which functions are called by these names."""
    return {
        Place(path.name, call.lineno)
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names
    }


def functions_that_return(kind: str) -> set[str]:
    """Return the names of the functions of the package that are annotated to return something of a kind."""
    return {
        one.name
        for path in SOURCES
        for one in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(one, ast.FunctionDef)
        and one.returns is not None
        and kind in ast.unparse(one.returns).split(" | ")
    }


def places_here() -> Iterator[Place]:
    """Yield the lines of the package that the caller has come by."""
    files = {str(path): path.name for path in SOURCES}
    frame = sys._getframe(1)
    while frame := frame.f_back:  # type: ignore[assignment]
        if name := files.get(frame.f_code.co_filename):
            yield Place(name, frame.f_lineno)
