"""Presets of targets: the usual measures by name, each a target as one would write it by hand."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from slacal.policies.written import FrozenDict, frozen

Measure: TypeAlias = Literal[
    "first_response", "next_response", "periodic_update", "keep_in_touch", "reaction", "resolution",
    "requester_wait", "agent_work", "ownership", "appointment",
]  # fmt: skip

MEASURES: FrozenDict[FrozenDict[Any]] = frozen({
    "first_response": {
        "start": "created", "stop": "agent_reply", "pause": "never", "cancel": "solved", "reopen": "once",
    },
    "next_response": {
        "start": "customer_reply", "stop": "agent_reply", "pause": "never", "cancel": "solved", "reopen": "new_cycle",
    },
    "periodic_update": {
        "start": ["created", "agent_reply"], "stop": "agent_reply", "pause": "waiting", "cancel": "solved",
        "reopen": "new_cycle",
    },
    "keep_in_touch": {
        "start": "agent_reply", "stop": ["agent_reply", "customer_reply"], "pause": "waiting", "cancel": "solved",
        "reopen": "new_cycle",
    },
    "reaction": {
        "start": "created", "stop": "work_started", "pause": "never", "cancel": "solved", "reopen": "once",
    },
    "resolution": {"start": "created", "stop": "solved", "pause": "waiting", "reopen": "resume"},
    "requester_wait": {"runs_while": "waiting", "reopen": "resume"},
    "agent_work": {"runs_while": {"not": {"any": ["solved", "waiting"]}}, "reopen": "resume"},
    "ownership": {"cancel": "solved", "reopen": "new_cycle"},
    "appointment": {"pause": "never", "cancel": "solved", "reopen": "restart"},
})  # fmt: skip
