"""Keep values as this version writes them, in tests/data/corpus/values; what is kept there is never written again.

For a new value, write a file there with ``build``, ``why`` and ``answers``, counted by hand; where it has a form in
JSON, ``write`` and ``read`` too. Then ``python tools/keep_values.py`` adds its ``repr``, ``document`` and ``pickle``.

A pickle names the modules in which its types live: while it is kept, they stay where they are.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import pickle
import sys
import zoneinfo
from pathlib import Path
from typing import Any

import slacal
from slacal.analysis import Agenda
from slacal.spans.day_time import Window

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "corpus" / "values"
PROTOCOL = 4  # every Python that slacal runs on reads it
# What the expressions of a file may name, beside what its ``given`` says.
AT_HAND: dict[str, Any] = {
    "Agenda": Agenda,
    "Window": Window,
    "at": dt.datetime.fromisoformat,
    "datetime": dt,
    "hours": dt.timedelta(hours=1).__mul__,
    "on": dt.date.fromisoformat,
    "zoneinfo": zoneinfo,
    **{name: getattr(slacal, name) for name in slacal.__all__},
}


class WrongAnswerError(ValueError):
    """A value that does not answer what was counted by hand."""


def said(entry: dict[str, Any], text: str, **names: Any) -> Any:
    """Return what an expression of a file says."""
    known = {**AT_HAND, **names}
    for name, given in entry.get("given", {}).items():
        known[name] = eval(given, known)  # noqa: S307 - a file of the project's own
    return eval(text, known)  # noqa: S307 - likewise


def answers(entry: dict[str, Any], value: Any) -> dict[str, str]:
    """Return what a value answers to the questions of a file, as text."""
    return {question: str(said(entry, question, value=value)) for question in entry["answers"]}


def forms(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the forms in which a new value is kept. Raises: WrongAnswerError."""
    value = said(entry, entry["build"])
    found = answers(entry, value)
    if found != entry["answers"]:
        raise WrongAnswerError(f"{entry['build']} answers {found}, and not {entry['answers']}")
    document = {"document": said(entry, entry["write"], value=value)} if "write" in entry else {}
    kept = base64.b64encode(pickle.dumps(value, PROTOCOL)).decode("ascii")
    return {"repr": repr(value), **document, "pickle": kept}


def keep(folder: Path) -> list[str]:
    """Write the forms of all values in a folder that have none yet; return their names."""
    written: list[str] = []
    for path in sorted(folder.glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        if "pickle" not in entry:
            text = json.dumps({**entry, **forms(entry)}, indent=1, ensure_ascii=False)
            path.write_text(f"{text}\n", encoding="utf-8")
            written.append(path.stem)
    return written


if __name__ == "__main__":
    print(*keep(FOLDER), sep="\n", file=sys.stdout)
