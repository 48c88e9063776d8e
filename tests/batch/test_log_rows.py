"""Columns of a log: what would not be read is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from slacal import Policy
from slacal.batch import evaluate_log, promises
from slacal.errors import BadInput

DESK = Policy.from_dict(
    {
        "name": "desk", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
        "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    }
)  # fmt: skip
LOG = {
    "ticket": np.array(["T-1"], object), "at": np.array(["2026-11-20T18:00"], "M8[s]"),
    "event": np.array(["created"], object), "opened": np.array(["2026-11-20T17:00"], "M8[s]"),
}  # fmt: skip
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "options"),
    [
        ("columns.created", {"columns": {"event": "event", "created": "opened"}}),
        ("created_with", {"created_with": {"state": "New"}}),
    ],
)
def test_a_creation_beside_a_log_of_events_is_refused(field: str, options: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        evaluate_log(LOG, DESK, NOON, **options)
    assert caught.value.field == field


def test_a_ticket_without_an_instant_of_creation_is_told_what_is_missing() -> None:
    with pytest.raises(BadInput) as caught:
        promises({"created": np.array(["2026-11-20", "NaT"], "M8[s]")}, DESK)
    assert (caught.value.field, caught.value.mend) == ("created[1]", "give every row its instant")


def test_tickets_that_are_tuples_come_back_in_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    names = [("north", 1), ("south", 1)]
    frame = pandas.DataFrame({"at": pandas.to_datetime(["2026-11-20T18:00Z"] * 2), "event": ["created"] * 2})
    frame["ticket"] = pandas.Series(names, dtype=object)
    assert evaluate_log(frame, DESK, NOON).frame["ticket"].tolist() == names
