"""The same questions to slacal and to other libraries, in one interpreter and in turn: adding, elapsed, and columns.

Each library runs in a process of its own, with slacal beside it. Its answers are held against a walk from date to
date; the wrong ones are counted. A library without a call for columns answers them one by one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from bench.figures import Figure, duration, finish, options, table, times
from bench.rival_adapters import RIVALS
from bench.timing import best
from bench.walk import CLOSED, FIVE_DAYS, SIX_DAYS, Question, Walk, questions

from slacal import Calendar, batch

if TYPE_CHECKING:
    from bench.rival_adapters import Ask, Rival
    from bench.timing import Runs

QUESTIONS, CHECKED, ROWS = 500, 2_000, 1_000_000
PATIENCE = 4.0  # seconds for the check of a kind of question, and for its timing
HOURS = {"six days": "Mo-Fr 10:00-19:00; Sa 09:00-16:00", "five days": "Mo-Fr 10:00-19:00"}
WEEKS = {"six days": SIX_DAYS, "five days": FIVE_DAYS}
GOALS = {"add": 8.0, "elapsed": 8.0, "add, columns": 100.0, "elapsed, columns": 100.0}
Pairs = list[tuple[Any, Any]]
Right = Callable[[int, Any], bool]


def aware(found: Any, at: Any) -> datetime:
    """Return what a library answered as an aware datetime; wall times are Moscow's."""
    plain: datetime = found.to_pydatetime() if hasattr(found, "to_pydatetime") else found
    return plain if plain.tzinfo else plain.replace(tzinfo=at.tzinfo)


def wrong_ones(ask: Ask, pairs: Pairs, right: Right) -> tuple[int, int]:
    """Return how many answers are wrong, and how many were looked at while patience lasted; a crash is wrong."""
    wrong, stop = 0, perf_counter() + PATIENCE
    for place, (first, second) in enumerate(pairs):
        if place >= 20 and perf_counter() > stop:
            return wrong, place
        try:
            wrong += not right(place, ask(first, second))
        except Exception:  # noqa: BLE001 - whatever a library raises on a plain question, it has not answered
            wrong += 1
    return wrong, len(pairs)


def loop(ask: Ask, pairs: Pairs) -> Callable[[], None]:
    """Return a run over the pairs; what a library refuses is skipped."""

    def run() -> None:
        for first, second in pairs:
            try:
                ask(first, second)
            except Exception:  # noqa: BLE001, S112 - counted by `wrong_ones`
                continue

    return run


def one_by_one(ask: Ask, pairs: Pairs, ours: Ask, our_pairs: Pairs) -> tuple[float, float]:
    """Return nanoseconds a call of the rival and of slacal, on the same questions and in turn."""
    count = within_patience(ask, pairs)
    again = -(-QUESTIONS // count)
    loop(ours, our_pairs[:count])()  # slacal's rows of these days are made once
    took = best({"rival": loop(ask, pairs[:count]), "slacal": loop(ours, our_pairs[:count] * again)}, count, PATIENCE)
    return took["rival"], took["slacal"] / again


def beside_calls(ask: Ask, pairs: Pairs, ours: Runs) -> float:
    """Return nanoseconds a row of slacal's columns, in turn with the calls of a rival that has none."""
    took = best({**ours, "rival": loop(ask, pairs[: within_patience(ask, pairs)])}, ROWS, PATIENCE / 2)
    return took["slacal"]


def within_patience(ask: Ask, pairs: Pairs) -> int:
    """Return how many calls fit into a round."""
    begun = perf_counter()
    loop(ask, pairs[:3])()
    return max(5, min(QUESTIONS, int(PATIENCE / 8 / ((perf_counter() - begun) / 3 + 1e-7))))


def columns(asked: list[Question]) -> tuple[Any, Any, Any]:
    """Return a million starts, amounts and ends for arrays, in UTC; the first rows are the questions."""
    random = np.random.default_rng(5)
    first = int(np.datetime64("2020-01-01", "m").astype(np.int64))
    starts = first + random.integers(0, 8 * 365 * 1440, ROWS)
    amounts = random.integers(30, 4_800, ROWS)
    ends = starts + random.integers(30, 20 * 1440, ROWS)

    def minutes(at: datetime) -> int:
        return int(at.timestamp()) // 60

    for place, (start, amount, due) in enumerate(asked):
        starts[place], amounts[place], ends[place] = minutes(start), amount // timedelta(minutes=1), minutes(due)
    in_us = (
        part.astype(f"{kind}[m]").astype(f"{kind}[us]")
        for part, kind in ((starts, "M8"), (amounts, "m8"), (ends, "M8"))
    )
    return tuple(in_us)  # type: ignore[return-value]  # three


def measured(name: str) -> dict[str, Any]:
    """Ask one library, and slacal beside it; return nanoseconds, and wrong answers out of how many."""
    rival = RIVALS[name]()
    walk = Walk(WEEKS[rival.week])
    asked = questions(walk, CHECKED)
    hours = Calendar.weekly(HOURS[rival.week], zone="Europe/Moscow", holidays=sorted(CLOSED), coverage="ignore")
    found: dict[str, Any] = {"name": name, "version": version(name), "week": rival.week}
    start, add, elapsed = columns(asked)
    array = {"start": start, "add": add, "elapsed": elapsed}
    for kind, parts in (("add", adding(rival, walk, asked)), ("elapsed", spanning(rival, asked))):
        if parts is None:
            continue
        ask, pairs, right = parts
        wrong, of = wrong_ones(ask, pairs, right)
        ours = [(one.start, one.amount if kind == "add" else one.due) for one in asked]
        if wrong_ones(getattr(hours, kind), ours, exact(asked, kind))[0]:
            raise SystemExit(f"slacal gives wrong answers to {kind}")
        theirs, mine = one_by_one(ask, pairs, getattr(hours, kind), ours)
        found[kind] = {"ns": theirs, "slacal_ns": mine, "wrong": wrong, "of": of}
        found[f"{kind}, columns"] = column(rival, hours, kind, array, asked) or {
            **found[kind], "slacal_ns": beside_calls(ask, pairs, our_column(hours, kind, array)), "loop": True,
        }  # fmt: skip
    return found


def adding(rival: Rival, walk: Walk, asked: list[Question]) -> tuple[Ask, Pairs, Right] | None:
    """Return how a library adds, its pairs of arguments, and when its answer is right."""
    if rival.add is None:
        return None
    pairs = [(rival.instant(one.start), rival.amount(one.amount)) for one in asked]
    return rival.add, pairs, lambda place, got: walk.answers(asked[place], aware(got, asked[place].start))


def spanning(rival: Rival, asked: list[Question]) -> tuple[Ask, Pairs, Right] | None:
    """Return how a library measures open time, its pairs of arguments, and when its answer is right."""
    if rival.elapsed is None:
        return None
    pairs = [(rival.instant(one.start), rival.instant(one.due)) for one in asked]
    return rival.elapsed, pairs, lambda place, got: rival.as_elapsed(got) == asked[place].amount


def exact(asked: list[Question], kind: str) -> Right:
    """Return what holds for a right answer of slacal: it is the walk's, closings included."""
    wanted = [one.due if kind == "add" else one.amount for one in asked]
    return lambda place, got: bool(got == wanted[place])


def our_column(hours: Calendar, kind: str, array: dict[str, Any]) -> Runs:
    """Return slacal's run over a million rows."""
    ask: Any = getattr(batch, kind)
    return {"slacal": lambda: ask(hours, array["start"], array[kind])}


def column(
    rival: Rival, hours: Calendar, kind: str, array: dict[str, Any], asked: list[Question]
) -> dict[str, Any] | None:
    """Time a library's own call on columns; None where it has none."""
    ask: Ask | None = getattr(rival, f"{kind}_column")
    if ask is None:
        return None
    got = ask(array["start"], array[kind])[: len(asked)]
    want = [one.due.astimezone(UTC).replace(tzinfo=None) if kind == "add" else one.amount for one in asked]
    wrong = int((got != np.array(want, got.dtype)).sum())
    runs: Runs = {**our_column(hours, kind, array), "rival": lambda: ask(array["start"], array[kind])}
    took = best(runs, ROWS, PATIENCE, rounds=2)
    return {"ns": took["rival"], "slacal_ns": took["slacal"], "wrong": wrong, "of": len(asked), "loop": False}


def figures_of(results: list[dict[str, Any]]) -> list[Figure]:
    """Return how much faster slacal is than the fastest of them; a loop of single calls is no call for columns."""
    found: list[Figure] = []
    for kind, goal in GOALS.items():
        parts = {one["name"]: one[kind] for one in results if kind in one and not one[kind].get("loop")}
        ratios = {name: part["ns"] / part["slacal_ns"] for name, part in parts.items()}
        if ratios:
            fastest = min(ratios, key=lambda name: ratios[name])
            said = f"{kind}: faster than the fastest other library ({fastest})"
            found.append(Figure(name=said, value=ratios[fastest], unit="times", goal=goal, better="more"))
    return found


def lines(results: list[dict[str, Any]]) -> list[list[str]]:
    """Return the table of all libraries: nanoseconds, how many times slacal's, and wrong answers."""
    found: list[list[str]] = []
    for one in results:
        line = [f"{one['name']} {one['version']}", one["week"]]
        for kind in GOALS:
            part = one.get(kind)
            text = "" if part is None else f"{duration(part['ns'])} ({times(part['ns'] / part['slacal_ns'])})"
            line.append(text + (f", {part['wrong']} of {part['of']} wrong" if part and part["wrong"] else ""))
        found.append(line)
    return found


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(RIVALS)}")
    parser.add_argument("--one", help="ask this one here, and print what came out as JSON")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one)))
        return
    results: list[dict[str, Any]] = []
    for name in asked.names or RIVALS:
        made = subprocess.run(
            [sys.executable, "-m", "bench.rivals", "--one", name], capture_output=True, text=True, check=False
        )
        if made.returncode:
            print(f"{name}: {(made.stderr.strip().splitlines() or ['failed'])[-1]}", file=sys.stderr)
            continue
        results.append(json.loads(made.stdout.splitlines()[-1]))
        print(f"{name} is done", flush=True)
    head = ["library, and how many times slacal's time", "week", *GOALS]
    print(table(head, lines(results)))
    finish("rivals", figures_of(results), asked.keep, rivals=results)


if __name__ == "__main__":
    main()
