"""Where a cycle stands, and how it went: two questions, kept apart."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a cycle stands.

    >>> Stage("paused") is Stage.PAUSED
    True
    """

    PENDING = "pending"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NOT_COVERED = "not_covered"


class Outcome(StrEnum):
    """How a cycle went: ``none`` always comes with a reason (not regulated, no SLA, no goal, cancelled, ...).

    >>> f"the promise was {Outcome.MET}"
    'the promise was met'
    """

    OPEN = "open"
    MET = "met"
    BREACHED = "breached"
    NONE = "none"


for _public in (Stage, Outcome):
    _public.__module__ = "slacal"
