"""Decisions: which rule decided something about a cycle, and how. Words are chosen where they are shown."""

from __future__ import annotations

from typing import NamedTuple


class Decision(NamedTuple):
    """At an instant, rule `rule` decided `choice`; `said` fills in the words."""

    rule: str
    choice: str
    at: int
    said: tuple[str, ...] = ()
