"""How long does a policy take over one ticket, over one of 100,000 events, and over a hostile document?

Prints microseconds, and beside them the same in AZ: one `astimezone` of this interpreter, now. Least of several runs.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slacal import BadDocument, BadInput, Event, History, Policy, SlacalError
from slacal.documents import loads

if TYPE_CHECKING:
    from collections.abc import Callable

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=MOSCOW)
POLICY = Policy.from_dict(
    {
        "name": "desk",
        "zone": "Europe/Moscow",
        "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "holidays": {"production": "RU"}}},
        "targets": {
            "answer": {
                "measures": "first_response",
                "goals": [{"when": {"tier": "paid"}, "within": "4 business hours"}, {"within": "8 business hours"}],
            },
            "next": {"measures": "next_response", "goals": [{"within": "8 business hours"}]},
            "fix": {
                "measures": "resolution",
                "goals": [
                    {"when": {"priority": "high"}, "within": "16 business hours"},
                    {"within": "40 business hours"},
                ],
            },
        },
    }
)


def after(hours: float, kind: str, **changes: str) -> Event:
    return Event(MONDAY + timedelta(hours=hours), kind, changes)


TYPICAL = History(
    "T-1",
    [
        after(0, "created", status="new", priority="high", tier="paid"),
        after(1, "changed", group="second line"),
        after(2, "agent_reply"),
        after(3, "changed", status="waiting"),
        after(25, "customer_reply", status="open"),
        after(26, "changed", priority="normal"),
        after(27, "agent_reply"),
        after(28, "changed", status="solved"),
    ],
)
NOW = MONDAY + timedelta(hours=30)
HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tag": "name: !!python/object/apply:os.system ['true']\n",
    "directive": "%YAML 1.1\n---\nname: x\n",
    "depth": "[" * 10_000 + "]" * 10_000,
    "size": "name: " + "x" * 3_000_000,
    "repeated key": "name: a\nname: b\n",
}


def least(work: Callable[[], object], runs: int, times: int) -> float:
    """Return the least microseconds that one call took, over several runs of so many calls."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        for _ in range(times):
            work()
        best = min(best, (time.perf_counter() - start) / times)
    return best * 1e6


def figures() -> None:
    """Ask every target for what a helpdesk shows of it."""
    result = POLICY.evaluate(TYPICAL, as_of=NOW)
    for name in result:
        cycle = result[name]
        _ = cycle.stage, cycle.outcome, cycle.due_at, cycle.elapsed, cycle.remaining


def long_life(events: int) -> History:
    """Return a ticket that goes to and fro between open and waiting, a minute each."""
    states = ("waiting", "open")
    return History(
        "long",
        [
            Event(MONDAY, "created", status="open"),
            *(Event(MONDAY + timedelta(minutes=n), "changed", status=states[n % 2]) for n in range(1, events)),
        ],
    )


def refused(text: str) -> None:
    try:
        loads(text, format="yaml", name="policy")
    except (BadDocument, BadInput, SlacalError):
        return
    raise AssertionError(text[:40])


def main() -> None:
    instant = datetime(2026, 11, 23, tzinfo=UTC)
    az = least(lambda: instant.astimezone(MOSCOW), 20, 2_000)
    print(f"AZ: {az * 1e3:.0f} ns")
    print("\na typical ticket, 8 events, 3 targets        us     AZ")
    parts = {
        "evaluate": lambda: POLICY.evaluate(TYPICAL, as_of=NOW),
        "evaluate and ask for five figures each": figures,
        "explain one target": POLICY.evaluate(TYPICAL, as_of=NOW)["fix"].explain,
        "promises to a new ticket": lambda: POLICY.promises(MONDAY, {"tier": "paid"})["fix"].due_at,
    }
    for name, work in parts.items():
        took = least(work, 15, 50)
        print(f"{name:<40} {took:7.0f} {took / az:6.0f}")
    print("\na long ticket                       us an event")
    for events in (1_000, 10_000, 100_000):
        history = long_life(events)
        as_of = history.events[-1].at
        took = least(lambda history=history, as_of=as_of: POLICY.evaluate(history, as_of=as_of)["fix"].due_at, 2, 1)  # type: ignore[misc]  # bound now
        print(f"{events:>10,} events {took / events:22.1f}")
    print("\na hostile document, once the parser is loaded   ms")
    for name, text in HOSTILE.items():
        refused(text)
        print(f"{name:<40} {least(lambda text=text: refused(text), 3, 1) / 1e3:9.1f}")  # type: ignore[misc]  # bound now


main()
