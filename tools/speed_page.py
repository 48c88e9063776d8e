"""Write the tables of the page on speed, and its plot, from the figures that `make bench` has kept.

python -m tools.speed_page docs/explanation                            # anew from docs/explanation/speed.json
python -m tools.speed_page docs/explanation --data build/bench.json    # from these figures, and keep them there
"""

from __future__ import annotations

import json
import re
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from bench.figures import HEAD, Figure, duration, kept_figures, times
from tools.speed_plot import plot

TITLES = {
    "scalar": "One question",
    "rivals": "Beside other libraries",
    "batch": "Whole columns",
    "replay": "Logs, as arrays",
    "log": "Logs and tickets, in frames",
    "report": "A report",
    "engine": "One ticket",
    "compiling": "A new calendar",
    "import_cost": "Import",
    "calendar_memory": "Memory",
}
KINDS = ("add", "elapsed", "add, columns", "elapsed, columns")
_CACHE = "The tables of fifty calendars do not fit into the cache that holds those of one."
_BESIDE = "timegrid, compiled for a span of years, answers in Rust and in wall times: the rest is Python's price."
_RANGE = "Numpy's passes over both columns take 3.7 CLOOP, looking at their range first takes 0.3."
_CALLS = "Some forty calls of numpy, whatever the rows; within the noise of its goal."
_LOG = (
    "Of a run on pandas: reading the columns takes 25 % (16 of them texts to numbers), finding what each row says to"
    " each target 14 %, stepping and summing 22 %, dues 11 %, judging 7 %, putting rows together 8 %, the frame 10 %;"
    " the rest is calls. Nothing stands out: each is a handful of passes over the rows, and a pass takes one to two ns."
)
WHY = {  # why a figure misses its goal, by how its name begins
    "elapsed: faster": _BESIDE,
    "add: faster": "workclock answers in Rust; slacal in a few look-ups of Python.",
    "import of": "The interpreter reads the modules of calendars and of the engine; no other library is loaded.",
    "batch elapsed, 1M rows, faster": "The search by hand takes 46 CLOOP here; it took 51 where the goal was set.",
    "batch elapsed, 1M rows, a row": _RANGE,
    "batch elapsed, 10M rows, a row": _RANGE,
    "batch elapsed, 1 to": _CALLS,
    "batch add, 1 to": _CALLS,
    "batch elapsed, 50 calendars": _CACHE,
    "batch add, 50 calendars": _CACHE,
    "evaluate_log": _LOG,
    "promises": "Due dates and the columns that they are written to are two thirds of it, reading the facts a sixth.",
}


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """Return a table, numbers to the right."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in [head, rule, *rows])


def by_room(kept: dict[str, Any]) -> list[str]:
    """Return the figures, a table for each room."""
    rooms = [room for room in TITLES if room in kept["rooms"]]
    parts: list[str] = []
    for room in rooms:
        figures = kept_figures({"rooms": {room: kept["rooms"][room]}})
        parts += [f"### {TITLES[room]}", markdown(list(HEAD), [list(figure.cells()) for figure in figures])]
        if room == "rivals":
            parts += [beside(kept["rooms"][room]["rivals"])]
    return parts


def beside(rivals: list[dict[str, Any]]) -> str:
    """Return the table of other libraries: time a call or row, and how many times slacal's."""
    lines: list[list[str]] = []
    for one in rivals:
        name = f"{one['name']} {one['version']}" + ("" if one["week"] == "six days" else " (five days)")
        cells: list[str] = []
        for kind in KINDS:
            part = one.get(kind, {})
            text = f"{duration(part['ns'])}, {times(part['ns'] / part['slacal_ns'])}" if part else ""
            text += " (one by one)" if part.get("loop") else ""
            cells.append(text + (f"; {part['wrong']} of {part['of']} wrong" if part.get("wrong") else ""))
        lines.append([name, *cells])
    return markdown(["library", *KINDS], lines)


def misses(figures: list[Figure]) -> str:
    """Return what misses its goal, with the reason where it is known."""
    lines: list[str] = []
    for figure in figures:
        if figure.verdict == "MISSED":
            _, _, _, scaled, goal, _ = figure.cells()
            why = next((said for start, said in WHY.items() if figure.name.startswith(start)), "")
            lines.append(f"- **{figure.name}**: {scaled}, goal {goal}. {why}".rstrip())
    return "\n".join(lines) or "Nothing does."


def machines(kept: dict[str, Any]) -> str:
    """Return what it was measured on."""
    facts = {tuple(entry["machine"].values()) for entry in kept["rooms"].values()}
    said = sorted({f"{processor}, {python}, numpy {numpy}, on {day}" for day, processor, python, numpy in facts})
    return "\n".join(f"- {one}" for one in said)


def filled(page: str, parts: dict[str, str]) -> str:
    """Return the page with the text between each pair of markers replaced."""
    for name, text in parts.items():
        begin, end = f"<!-- {name}: made by make bench-docs -->", f"<!-- end of {name} -->"
        pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        page, found = pattern.subn(lambda _, made=f"{begin}\n\n{text}\n\n{end}": made, page)  # type: ignore[misc] # bound now
        if found != 1:
            raise SystemExit(f"the page has {found} places for {name}, not one")
    return page


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where speed.md, speed.json and speed.svg stand")
    parser.add_argument("--data", type=Path, help="figures to put in place of speed.json first")
    asked = parser.parse_args()
    page, data = asked.folder / "speed.md", asked.folder / "speed.json"
    if asked.data:
        shutil.copyfile(asked.data, data)
    kept: dict[str, Any] = json.loads(data.read_text("utf-8"))
    made = {
        "machine": machines(kept),
        "tables": "\n\n".join(by_room(kept)),
        "misses": misses(kept_figures(kept)),
    }
    page.write_text(filled(page.read_text("utf-8"), made), encoding="utf-8")
    rivals = kept["rooms"].get("rivals", {}).get("rivals", [])
    (asked.folder / "speed.svg").write_text(plot(rivals, KINDS), encoding="utf-8")


if __name__ == "__main__":
    main()
