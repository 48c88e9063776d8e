"""Values of more than plain fields: nothing sets or deletes what they hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from slacal import Event, History, Policy

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
POLICY = Policy.from_dict({
    "name": "desk", "zone": "UTC", "calendar": "always",
    "targets": {"fix": {"measures": "resolution", "goals": [{"within": "8 business hours"}]}},
})  # fmt: skip
SEEN = POLICY.evaluate(History("T-1", [Event(AT, "created")]), as_of=AT)
VALUES = {
    "Event": (Event(AT, "created"), "kind"),
    "Evaluation": (SEEN, "as_of"),
    "TargetResult": (SEEN["fix"], "number"),
    "Cycle": (SEEN["fix"].cycles[0], "number"),
    "Tracker": (POLICY.track("T-1"), "ticket"),
}


@pytest.mark.parametrize("name", VALUES)
def test_nothing_is_set_or_deleted(name: str) -> None:
    value, field = VALUES[name]
    before = getattr(value, field)
    for attribute in (field, "anything"):
        with pytest.raises(AttributeError, match=f"{name} is frozen: {attribute} cannot be set"):
            setattr(value, attribute, 1)
        with pytest.raises(AttributeError, match=f"{name} is frozen: {attribute} cannot be deleted"):
            delattr(value, attribute)
    assert getattr(value, field) == before
    assert not hasattr(value, "__dict__")
