"""Presets of policies: how well-known products read what contracts leave open. What a policy says itself wins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from slacal.calendars.arguments import MOST_DAYS
from slacal.calendars.day_rule import DayRule
from slacal.engine.limits import BusinessDays, OpenTime
from slacal.errors import BadInput
from slacal.policies.written import FrozenDict
from slacal.spans.instant import HOUR

if TYPE_CHECKING:
    from slacal.calendars.questions import Edge

ProductPreset: TypeAlias = Literal[
    "zendesk", "jira", "servicenow", "freshdesk_2025", "freshdesk_2026", "intercom", "plain"
]
_BARE_DAYS = re.compile(r"(\d{1,9})\s+days?")
_DAY_OF_HOURS = OpenTime(24 * HOUR, "24 business hours")
_NOTHING: FrozenDict[Any] = FrozenDict()


@dataclass(frozen=True, slots=True)
class Product:
    """The readings of one product: its rules, how its measures reopen, and what its "1 day" is.

    Where `day` is None, a number of days has to say whether business or calendar days are meant, as everywhere.
    """

    rules: FrozenDict[Any] = field(default=_NOTHING)
    reopen: FrozenDict[Any] = field(default=_NOTHING)
    day: OpenTime | BusinessDays | None = None
    edge: Edge | None = None


NO_PRODUCT = Product()
PRODUCTS: FrozenDict[Product] = FrozenDict({
    # Zendesk, "Defining SLA policies" and its metric events: a breach is recorded at the due instant; an edited policy
    # holds from the next update of a ticket on, and a metric that is fulfilled is activated again by a reopening.
    "zendesk": Product(rules=FrozenDict(breach="at", pin="latest")),
    # Jira Service Management, "How your team sees SLAs" and its time metrics: stop goes before pause before start,
    # no breach time while paused, open tickets are counted anew when a calendar or an SLA is edited, finished cycles
    # never change, and a reopening begins a new one.
    "jira": Product(
        rules=FrozenDict(tie_order="roles", calendar_change="recompute", pin="latest"),
        reopen=FrozenDict(resolution="restart"),
    ),
    # ServiceNow, "SLA definitions" and "SLA durations": the breach fires at the due instant, another definition starts
    # a clock of its own, a date outside the schedule moves to its next opening, and a day is 24 hours of the schedule.
    "servicenow": Product(
        rules=FrozenDict(breach="at", on_change="restart", at_closed="next_open"), day=_DAY_OF_HOURS
    ),
    # Freshdesk until 2025, the examples of its help page: a day ends at the same time of the next working day, and at
    # closing where it began out of hours.
    "freshdesk_2025": Product(
        day=BusinessDays(1, DayRule(lands="same_time_in_hours", arrival="next_open"), "1 day"), edge="near"
    ),
    # Freshdesk from 2026, its migration guide: a day is 24 business hours.
    "freshdesk_2026": Product(day=_DAY_OF_HOURS),
    # Intercom, "SLAs" with office hours: a day is 24 hours of them.
    "intercom": Product(day=_DAY_OF_HOURS),
    # Plain, its SLA pages: what was used stays used when hours change, and a first resolution is measured once.
    "plain": Product(rules=FrozenDict(calendar_change="carry"), reopen=FrozenDict(resolution="once")),
})  # fmt: skip


def days_meant(text: str, product: Product) -> OpenTime | BusinessDays | None:
    """Return what a bare number of days means to the product; None where it is not one, or is left open.

    >>> days_meant("2 days", PRODUCTS["intercom"])
    OpenTime(amount=172800000000, text='2 days of 24 business hours')
    >>> days_meant("2 days", PRODUCTS["jira"]) is None
    True
    """
    match = _BARE_DAYS.fullmatch(text)
    if match is None or product.day is None:
        return None
    days = int(match[1])
    if not 0 < days <= MOST_DAYS:
        raise BadInput("", text, "is no time at all, or longer than 100 years", "write another number of days")
    if isinstance(product.day, BusinessDays):
        return replace(product.day, days=days, text=text)
    return OpenTime(days * product.day.amount, f"{text} of {product.day.text}")


def product_named(name: object) -> Product:
    """Return the readings of a product; those of none where no product has the name."""
    return PRODUCTS.get(name, NO_PRODUCT) if isinstance(name, str) else NO_PRODUCT
