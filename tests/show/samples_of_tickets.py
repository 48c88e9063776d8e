"""Pictures of cycles, evaluations and policies: each way in which a ticket can stand, long ones, hostile ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from slacal import Event, History, Policy, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal import Evaluation
    from slacal.show.picture import Picture

MOSCOW = ZoneInfo("Europe/Moscow")
HOSTILE = "<script>alert(1)</script>\"'&"
POLICIES = sorted((Path(__file__).parents[2] / "examples" / "policies").rglob("*.*"))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a time of November 2026 in Moscow; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=MOSCOW)


def support(within: str = "8 business hours", answer: str = "first answer", fix: str = "resolution") -> Policy:
    """Return a policy with an answer within two hours and a fix, Monday to Friday 10:00-19:00."""
    hours = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}
    fixed: dict[str, Any] = {"measures": "resolution", "goals": [{"within": within}], "warnings": ["75%"]}
    answered = {"measures": "first_response", "goals": [{"within": "2 business hours"}]}
    return Policy.from_dict(
        {"name": "Support", "calendars": {"office": hours}, "targets": {answer: answered, fix: fixed}}
    )


OPENED = Event(at(20, 17), "created", status="new")


def seen(policy: Policy, as_of: datetime, *events: Event) -> Evaluation:
    """Return a ticket that was opened on Friday at 17:00."""
    return policy.evaluate(History("T-1042", [OPENED, *events]), as_of=as_of)


def status(when: datetime, name: str) -> Event:
    return Event(when, "changed", status=name)


@cache
def tickets() -> dict[str, Evaluation]:
    """Return a ticket for each way in which a cycle can stand."""
    answer = Event(at(20, 18), "agent_reply")
    waits = [status(at(20, 18) + timedelta(hours=5 * turn), ("waiting", "open")[turn % 2]) for turn in range(300)]
    russian = support(answer="первый ответ", fix="решение заявки")
    hostile = support(answer=HOSTILE, fix=f"{HOSTILE}2")
    return {
        "running": seen(support(), at(23, 13), answer),
        "met": seen(support(), at(24, 9), answer, status(at(23, 15), "solved")),
        "breached": seen(support(), at(24, 13), answer),
        "paused": seen(support(), at(24, 13), answer, status(at(20, 18, 30), "waiting")),
        "reopened": seen(support(), at(25, 17), answer, status(at(23, 11), "solved"), status(at(24, 11), "open")),
        "pauses": seen(support("900 business hours"), at(20, 18) + timedelta(days=90), *waits),
        "months": seen(support("700 business hours"), at(20, 18) + timedelta(days=90)),
        "russian": seen(russian, at(24, 13), answer),
        "hostile": seen(hostile, at(24, 13), Event(at(23, 11), HOSTILE), status(at(23, 12), "waiting")),
        "nothing": support().evaluate(History("T-2", []), as_of=at(23, 12)),
    }


def _cycle(name: str) -> Picture:
    evaluation = tickets()[name]
    return show.cycle(evaluation[[*evaluation][1]], language="ru" if name == "russian" else "en")


def _evaluation(name: str) -> Picture:
    return show.evaluation(tickets()[name], language="ru" if name == "russian" else "en")


def _policy(path: Path) -> Picture:
    return show.policy(Policy.load(path))


TICKETS: dict[str, Callable[[], Picture]] = {
    **{f"cycle {name}": partial(_cycle, name) for name in tickets()},
    **{f"evaluation {name}": partial(_evaluation, name) for name in tickets()},
    **{f"policy {path.stem}": partial(_policy, path) for path in POLICIES},
    "policy in Russian": lambda: show.policy(support(), language="ru"),
    "policy hostile": lambda: show.policy(support(answer=HOSTILE)),
}
