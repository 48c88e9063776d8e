"""Columns of SQLAlchemy that hold a calendar, a policy and an instant: ``python examples/sqlalchemy_field.py``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, DateTime, ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from slacal import Calendar, Policy

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

Value = TypeVar("Value", Calendar, Policy)
BERLIN = ZoneInfo("Europe/Berlin")


class Document(TypeDecorator[Value]):
    """A frozen value that is kept as its JSON document; what the column gives back is equal to what it took."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[Value]) -> None:
        super().__init__(none_as_null=True)
        self.kind: type[Value] = kind

    @override
    def process_bind_param(self, value: Value | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else value.to_dict()

    @override
    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> Value | None:
        return None if value is None else self.kind.from_dict(value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC, as SQLite forgets zones. Raises: ValueError for a naive one."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.utcoffset() is None:
            raise ValueError(f"{value} is naive: say in which zone it is")
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The tables."""


class Customer(Base):
    """Whom we promised what, in which hours. One row is one value for all of its tickets in a session."""

    __tablename__ = "customer"
    name: Mapped[str] = mapped_column(primary_key=True)
    hours: Mapped[Calendar] = mapped_column(Document(Calendar))
    policy: Mapped[Policy] = mapped_column(Document(Policy))


class Ticket(Base):
    """A ticket of a customer."""

    __tablename__ = "ticket"
    name: Mapped[str] = mapped_column(primary_key=True)
    customer_name: Mapped[str] = mapped_column(ForeignKey("customer.name"))
    customer: Mapped[Customer] = relationship()
    opened_at: Mapped[datetime] = mapped_column(Instant)
    priority: Mapped[str]

    @property
    def due_at(self) -> datetime | None:
        """When it was due on the day it came."""
        promised, hours = self.customer.policy, {"hours": self.customer.hours}
        return promised.promises(self.opened_at, {"priority": self.priority}, calendars=hours)["fix"].due_at


# One promise for all: the hours are each customer's own.
PROMISE = Policy.from_dict(
    {
        "name": "Support",
        "calendars": {"hours": {"supplied": True}},
        "targets": {
            "fix": {
                "measures": "resolution",
                "goals": [{"when": {"priority": "high"}, "within": "4 business hours"}, {"within": "8 business hours"}],
            }
        },
    }
)


def main() -> None:
    """Keep two customers and their tickets, read them in another session, and print when each ticket is due."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    friday = datetime(2026, 11, 20, 18, tzinfo=BERLIN)
    with Session(engine) as session:
        office = Customer(name="Oak", hours=Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin"), policy=PROMISE)
        always = Customer(name="Elm", hours=Calendar.always(zone="Europe/Berlin"), policy=PROMISE)
        session.add(Ticket(name="T-1", customer=office, opened_at=friday, priority="high"))
        session.add(Ticket(name="T-2", customer=always, opened_at=friday, priority="high"))
        session.add(Ticket(name="T-3", customer=office, opened_at=friday, priority="low"))
        session.commit()
    with Session(engine) as session:
        for ticket in session.scalars(select(Ticket).order_by(Ticket.name)):
            due = ticket.due_at
            print(ticket.name, ticket.customer.name, "-" if due is None else f"{due.astimezone(BERLIN):%a %H:%M}")
    engine.dispose()


if __name__ == "__main__":
    main()
