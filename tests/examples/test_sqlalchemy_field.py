"""The columns of examples/sqlalchemy_field.py give back what they took."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from slacal import Calendar

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "sqlalchemy_field.py")
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture(scope="module")
def program() -> dict[str, Any]:
    return runpy.run_path(EXAMPLE, run_name="sqlalchemy_field")


@pytest.fixture
def engine(program: dict[str, Any]) -> Any:
    engine = create_engine("sqlite://")
    program["Base"].metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_the_program_prints_the_dues_of_its_tickets(
    program: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    program["main"]()
    # Friday 18:00: 4 h are 1 h on Friday and 3 h on Monday, 8 h end with the 7th hour of Monday; round the clock 22:00.
    assert capsys.readouterr().out == "T-1 Oak Mon 13:00\nT-2 Elm Fri 22:00\nT-3 Oak Mon 17:00\n"


def test_values_come_back_equal(program: dict[str, Any], engine: Any) -> None:
    hours = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Moscow", holidays="RU")
    opened = datetime(2026, 11, 20, 18, 0, 0, 1, tzinfo=MOSCOW)
    with Session(engine) as session:
        customer = program["Customer"](name="Oak", hours=hours, policy=program["PROMISE"])
        session.add(program["Ticket"](name="T-1", customer=customer, opened_at=opened, priority="low"))
        session.commit()
    with Session(engine) as session:
        ticket = session.get_one(program["Ticket"], "T-1")
        assert (ticket.customer.hours, ticket.customer.policy) == (hours, program["PROMISE"])
        assert (ticket.opened_at, ticket.opened_at.tzinfo) == (opened, UTC)


def test_a_new_value_is_written_and_an_equal_one_is_no_change(program: dict[str, Any], engine: Any) -> None:
    hours = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow"}
    with Session(engine) as session:
        customer = program["Customer"](name="Oak", hours=Calendar.from_dict(hours), policy=program["PROMISE"])
        session.add(customer)
        session.commit()
        assert customer.hours == Calendar.from_dict(hours)  # loads it again
        customer.hours = Calendar.from_dict(hours)
        assert not session.is_modified(customer)
        customer.hours = Calendar.from_dict({**hours, "week": "Mo-Fr 10:00-18:00"})
        session.commit()
        assert session.scalar(text("SELECT json_extract(hours, '$.week') FROM customer")) == "Mo-Fr 10:00-18:00"


def test_a_naive_datetime_is_not_taken_for_an_instant(program: dict[str, Any], engine: Any) -> None:
    with Session(engine) as session:
        customer = program["Customer"](name="Oak", hours=Calendar.always(zone="UTC"), policy=program["PROMISE"])
        naive = datetime(2026, 11, 20, 18)
        session.add(program["Ticket"](name="T-1", customer=customer, opened_at=naive, priority="low"))
        with pytest.raises(StatementError, match="naive"):
            session.commit()
