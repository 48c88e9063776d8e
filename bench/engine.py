"""How long does a policy take over one ticket, over one of 100,000 events, and over a hostile document?

Prints microseconds, and beside them the same in AZ: one `astimezone` of this interpreter, now. Least of several runs.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bench.figures import Figure, finish, options
from bench.timing import least
from bench.units import CALLS, az_run

from slacal import BadDocument, BadInput, Event, History, Policy, SlacalError
from slacal.documents import loads

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


def asked() -> None:
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


def typical() -> list[Figure]:
    """Time what one ticket of a helpdesk costs."""
    az = least(az_run(), 20, 20) / CALLS * 1e6
    print(f"AZ: {az * 1e3:.0f} ns")
    print("\na typical ticket, 8 events, 3 targets        us     AZ")
    parts = {
        "evaluate": lambda: POLICY.evaluate(TYPICAL, as_of=NOW),
        "evaluate and ask for five figures each": asked,
        "explain one target": POLICY.evaluate(TYPICAL, as_of=NOW)["fix"].explain,
        "promises to a new ticket": lambda: POLICY.promises(MONDAY, {"tier": "paid"})["fix"].due_at,
    }
    found: list[Figure] = []
    for name, work in parts.items():
        took = least(work, 15, 50) * 1e6
        print(f"{name:<40} {took:7.0f} {took / az:6.0f}")
        found.append(Figure(name=f"one ticket: {name}", value=took, unit="us", beside="AZ", beside_ns=az * 1e3))
    return found


def long_lives() -> list[Figure]:
    """Time tickets of very many events: the cost of an event must not grow."""
    print("\na long ticket                       us an event")
    cost: dict[int, float] = {}
    for events in (1_000, 10_000, 100_000):
        history = long_life(events)
        as_of = history.events[-1].at
        took = least(lambda history=history, as_of=as_of: POLICY.evaluate(history, as_of=as_of)["fix"].due_at, 2)  # type: ignore[misc]  # bound now
        cost[events] = took / events * 1e6
        print(f"{events:>10,} events {cost[events]:22.1f}")
    name = "an event of a ticket of 100,000 beside one of 1,000"
    return [Figure(name=name, value=cost[100_000] / cost[1_000], unit="times")]


def hostile() -> list[Figure]:
    """Time the refusal of documents that were written to hurt."""
    print("\na hostile document, once the parser is loaded   ms")
    slowest = 0.0
    for name, text in HOSTILE.items():
        refused(text)
        took = least(lambda text=text: refused(text), 3) * 1e3  # type: ignore[misc]  # bound now
        print(f"{name:<40} {took:9.1f}")
        slowest = max(slowest, took)
    return [Figure(name="a hostile document is refused, the slowest", value=slowest, unit="ms")]


def main() -> None:
    keep = options(__doc__ or "").parse_args().keep
    finish("engine", [*typical(), *long_lives(), *hostile()], keep)


if __name__ == "__main__":
    main()
