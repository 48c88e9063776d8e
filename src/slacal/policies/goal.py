"""Goal: a limit, when it applies, and how it is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from slacal.calendars.arguments import MOST_DAYS
from slacal.calendars.day_rule import DayRule
from slacal.calendars.questions import Edge  # pydantic reads the annotation
from slacal.documents.tree import text_at
from slacal.engine import rules, terms
from slacal.engine.amount_text import read_by
from slacal.engine.limits import BusinessDays, CalendarSpan, Given, NoPromise, OpenTime, Unlimited, Until
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.policies.amount import END_OF_DAY, NO_ZONE, amount_of, limit_of
from slacal.policies.choice import choice_of
from slacal.policies.condition import condition_of
from slacal.policies.faults import moved
from slacal.policies.piece import Piece, Text, checked_by, one_of
from slacal.policies.product_presets import days_meant
from slacal.policies.rules import GoalRules, merged
from slacal.policies.written import is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.engine.limits import Limit
    from slacal.policies.book import Book

_None: TypeAlias = Literal["none"]
_LIMITS = ("within", "at", "sla")
_RULE = ("lands", "counts_from", "arrival", "cutoff")
#: What each option is about. Where it would say nothing it is refused, rather than dropped in silence.
_ABOUT = {
    "lands": "a number of business days",
    "counts_from": "a number of business days",
    "arrival": "business days",
    "cutoff": "business days",
    "min_window": "business days that count the start day",
    "offset": "the end of business day",
    "edge": "business hours or days",
    "calendar": "business hours or days, or what is only measured",
}


def _options(limit: Limit | Given, written: Mapping[str, Any]) -> frozenset[str]:
    """Return the options that say something about a limit."""
    if isinstance(limit, OpenTime):
        return frozenset({"edge", "calendar"})
    if isinstance(limit, Unlimited):
        return frozenset({"calendar"})
    if not isinstance(limit, BusinessDays | Given):
        return frozenset()
    ends_today = limit.text == END_OF_DAY
    own = {"offset"} if ends_today else {"lands", "counts_from"}
    counts_today = ends_today or written.get("counts_from") == "same_day"
    return frozenset({"edge", "calendar", "arrival", "cutoff", *own, *({"min_window"} if counts_today else ())})


def _check_day_option(key: str, written: object) -> None:
    text = text_at(thawed(written), "")
    try:
        DayRule(**{key: text})  # type: ignore[arg-type]  # it checks what it is given
    except SlacalError as fault:
        raise moved(fault, "") from None


def _open_time(written: object) -> int:
    amount = amount_of(written)
    if not isinstance(amount, OpenTime):
        raise BadInput("", written, "is not open time of a day", "write business minutes or hours")
    return amount.amount


def _check_offset(written: object, _: Book) -> None:
    if isinstance(written, bool) or not isinstance(written, int):
        raise WrongType("", thawed(written), "is not a whole number of days", "write a number such as 1")
    if not 0 <= written <= MOST_DAYS:
        raise BadInput("", written, "is out of bounds", "write 0, or how many business days later")


class Goal(Piece):
    """A limit, when it applies, and how it is counted."""

    when: Annotated[Any, checked_by(condition_of)] = None
    within: Annotated[Any, checked_by(limit_of)] = None
    at: Text = ""
    sla: Annotated[_None | None, one_of(_None)] = None
    calendar: Annotated[Any, checked_by(choice_of)] = None
    commitment: Annotated[terms.Commitment, one_of(terms.Commitment)] = "firm"
    note: Text = ""
    edge: Annotated[Edge | None, one_of(Edge)] = None
    lands: Annotated[str, checked_by(lambda written, _: _check_day_option("lands", written))] = "close"
    counts_from: Annotated[str, checked_by(lambda written, _: _check_day_option("counts_from", written))] = "next_day"
    arrival: Annotated[str, checked_by(lambda written, _: _check_day_option("arrival", written))] = "event"
    cutoff: Annotated[str | None, checked_by(lambda written, _: _check_day_option("cutoff", written))] = None
    min_window: Annotated[Any, checked_by(lambda written, _: _open_time(written))] = None
    offset: Annotated[int, checked_by(_check_offset)] = 0
    rules: GoalRules | None = None

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:
        limits = [key for key in _LIMITS if key in written]
        if len(limits) != 1:
            problem = f"says {' and '.join(limits)} at once" if limits else "names no limit"
            yield BadInput("", list(written), problem, "write one of within, at, or sla: none", "one-limit")
            return
        try:
            limit = _limit_in(written, book)
        except SlacalError:  # its own reader reports it
            return
        fitting = _options(limit, written)
        for key in [key for key in _ABOUT if key in written and key not in fitting]:
            problem = f"says nothing here: it is about {_ABOUT[key]}"
            yield BadInput(key, thawed(written[key]), problem, "leave it out", "clash")
        on_always = isinstance(limit, BusinessDays) and written.get("calendar") == "always"
        if (isinstance(limit, CalendarSpan | Until | Given) or on_always) and not book.date_zone:
            yield BadInput(limits[0], thawed(written[limits[0]]), *NO_ZONE)

    def limit(self, book: Book) -> Limit | Given:
        """Return the limit, with the reading of its days."""
        limit = _limit_in(self.written(), book)
        if not isinstance(limit, BusinessDays | Given):
            return limit
        said: dict[str, Any] = {key: value for key, value in self.written().items() if key in _RULE}
        rule = replace(limit.rule, **said)
        window = _open_time(self.min_window) if self.min_window else 0
        if isinstance(limit, Given):
            otherwise = None if limit.otherwise is None else read_by(limit.otherwise, rule, window, limit.zone)
            return replace(limit, otherwise=otherwise, rule=rule, min_window=window)
        text = f"{limit.text}, {self.offset} later" if self.offset else limit.text
        return BusinessDays(limit.days + self.offset, rule, text, window)

    def compiled(self, book: Book, above: Mapping[str, Any]) -> terms.Goal:
        """Return the goal that the engine measures; `above` are the rules of its target."""
        return terms.Goal(
            self.limit(book),
            when=None if self.when is None else condition_of(self.when, book),
            calendar=None if self.calendar is None else choice_of(self.calendar, book),
            commitment=self.commitment,
            note=self.note,
            edge=self.edge or self._usual_edge(book),
            rules=rules.Rules(**merged(above, self.rules)),
        )

    def _usual_edge(self, book: Book) -> Edge | None:
        """Return the edge at which the product of the policy ends its days."""
        days = isinstance(self.within, str) and days_meant(" ".join(self.within.split()), book.product)
        return book.product.edge if days else None


def needs_calendar(written: object, book: Book) -> bool:
    """Tell whether a goal, as far as it can be read, is measured on a calendar and names none."""
    if not is_mapping(written) or "calendar" in written:
        return False
    try:
        return isinstance(_limit_in(written, book), OpenTime | BusinessDays | Unlimited | Given)
    except SlacalError:
        return False


def _limit_in(written: Mapping[str, Any], book: Book) -> Limit | Given:
    if "at" in written:
        return Until(str(written["at"]), f"at {written['at']}", book.date_zone)
    return limit_of(written["within"], book) if "within" in written else NoPromise()
