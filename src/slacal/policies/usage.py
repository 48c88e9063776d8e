"""Usage: in which amounts work is counted, as documents write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from slacal.engine.numbers import number_in
from slacal.engine.usage import Beyond, Each, Per, Unit, UsageRule
from slacal.errors import BadInput, SlacalError, WrongType
from slacal.policies.condition import condition_of
from slacal.policies.piece import Piece, Text, checked_by, one_of
from slacal.policies.written import thawed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from slacal.policies.book import Book

_MOST = 1_000_000
_Up = Literal["up"]


def _number(written: object, _: Book) -> Fraction:
    """Read a decimal exactly as it is written: 0.1 is a tenth."""
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise WrongType("", thawed(written), "is not a number", "write a number such as 1 or 0.5")
    number = number_in(written)
    if number is None:
        raise BadInput("", written, "is not a number", "write a number such as 1 or 0.5")
    if not 0 < number <= _MOST:
        raise BadInput("", written, "is out of bounds", f"write a number above 0, at most {_MOST:,}")
    return number


Decimal = Annotated[Any, checked_by(_number)]


class Usage(Piece):
    """In which amounts work is counted, rounded up, and how much of it is included."""

    when: Annotated[Any, checked_by(condition_of)] = None
    unit: Annotated[Unit, one_of(Unit)]
    of: Text = ""
    step: Decimal = 1
    round: Annotated[_Up, one_of(_Up)] = "up"
    minimum: Decimal = None
    per: Annotated[Per, one_of(Per)] = "request"
    count: Text = ""
    included: Decimal = None
    each: Annotated[Each | None, one_of(Each)] = None
    beyond: Annotated[Beyond, one_of(Beyond)] = "charge"

    @classmethod
    def _clashes(cls, written: Mapping[str, Any], book: Book) -> Iterator[SlacalError]:  # noqa: ARG003 - a hook
        hours, requests = (written.get("unit") == unit for unit in ("hour", "request"))
        whole = written.get("per", "request") == "request"
        if "of" not in written and (hours or (requests and not whole)):
            yield BadInput("of", None, "is missing", "add of: a target, or a fact with a number", "missing")
        if "of" in written and requests and whole:
            yield _idle("of", written, "hours, sessions or days", "leave it out, or write count: field")
        if "count" in written and hours:
            yield _idle("count", written, "requests")
        if "included" in written and "each" not in written:
            yield BadInput("each", None, "is missing", "add each: month, quarter or year", "missing")
        for key in ("each", "beyond"):
            if key in written and "included" not in written:
                yield _idle(key, written, "what is included")

    def _check(self, book: Book) -> None:
        step = _number(self.step, book)
        if self.minimum is not None and (_number(self.minimum, book) / step).denominator != 1:
            problem = f"is not a whole number of steps of {self.step}"
            raise BadInput("minimum", self.minimum, problem, "write a multiple of the step")

    def compiled(self, book: Book) -> UsageRule:
        """Return the rule by which the engine counts."""
        step = _number(self.step, book)
        return UsageRule(
            self.unit,
            when=None if self.when is None else condition_of(self.when, book),
            of=self.of,
            step=step,
            minimum=step if self.minimum is None else _number(self.minimum, book),
            per=self.per,
            count=self.count,
            included=None if self.included is None else _number(self.included, book),
            each=self.each or "month",
            beyond=self.beyond,
        )


def _idle(key: str, written: Mapping[str, Any], about: str, mend: str = "leave it out") -> SlacalError:
    return BadInput(key, thawed(written[key]), f"says nothing here: it is about {about}", mend, "clash")
