"""Opening-hours text as words, numbers, times and marks, and a cursor over them that knows how to refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from slacal.errors import BadInput, WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_TEXT = 4_096
_TOKEN = re.compile(
    r"""
    (?P<comment> "[^"]*" )
  | (?P<always>  (?<![-0-9]) 24/7 (?![0-9]) )
  | (?P<time>    [0-9]{1,9} (?: :[0-9]{1,9} ){1,2} )
  | (?P<number>  [0-9]{1,9} )
  | (?P<word>    [^\W\d_]+ )
  | (?P<mark>    \|\| | [-–;,:+/()\[\]] )
    """,
    re.VERBOSE,
)
_MENDS = {
    '"': "close the comment with a second double quote",
    ".": "write times with a colon, as in '09:00-17:00'",
    "—": "write '-' between two times or two days",
    "“": "put comments in plain double quotes",
    "„": "put comments in plain double quotes",
}
_Made = TypeVar("_Made")


class Token(NamedTuple):
    """One piece of the text: how it is written, where it starts, and what it is; "" when it is more than one token."""

    text: str
    start: int
    kind: str = ""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    def is_mark(self, mark: str) -> bool:
        """Whether it is this mark."""
        return self.kind == "mark" and self.text == mark

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words, in any case."""
        return self.kind == "word" and self.text.lower() in words

    @property
    def is_year(self) -> bool:
        """Whether it is a number of four digits."""
        return self.kind == "number" and len(self.text) == 4 and self.text[0] != "0"  # noqa: PLR2004 - digits of a year

    @property
    def is_small(self) -> bool:
        """Whether it is a number of one or two digits, such as a day of a month."""
        return self.kind == "number" and len(self.text) <= 2  # noqa: PLR2004 - digits of a day


class Cursor:
    """A place in the tokens of a text; all faults name the field, the piece and its position."""

    __slots__ = ("_next", "_tokens", "field", "text")

    def __init__(self, text: str, field: str) -> None:
        """Split `text`, which `field` holds, into tokens."""
        self.text, self.field = _checked(text, field), field
        self._tokens = self._split()
        self._next = 0

    def _split(self) -> list[Token]:
        tokens: list[Token] = []
        at, end = 0, len(self.text)
        while at < end:
            if self.text[at].isspace():
                at += 1
                continue
            match = _TOKEN.match(self.text, at)
            if match is None:
                raise self._stranger(at)
            tokens.append(Token("-" if match[0] == "–" else match[0], at, match.lastgroup or ""))
            at = match.end()
        return [*tokens, Token("", end, "end")]

    def _stranger(self, at: int) -> BadInput:
        piece = self.text[at]
        mend = _MENDS.get(piece, "write hours as in 'Mo-Fr 09:00-17:00; Sa off'")
        return self.fault(Token(piece, at), "is not a sign of opening-hours text", mend)

    def peek(self, ahead: int = 0) -> Token:
        """Return the token that comes next, or one further ahead."""
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and step past it."""
        token = self.peek()
        self._next += token.kind != "end"
        return token

    def last(self) -> Token:
        """Return the token that was taken last."""
        return self._tokens[max(self._next - 1, 0)]

    def skip(self, mark: str) -> bool:
        """Step past `mark` if it comes next, and say whether it did."""
        found = self.peek().is_mark(mark)
        self._next += found
        return found

    def since(self, first: Token) -> Token:
        """Return all that was taken since `first` as one piece; where the text has ended, its end."""
        if first.kind == "end":
            return first
        return Token(self.text[first.start : self.last().end], first.start)

    def fault(self, piece: Token, problem: str, mend: str) -> BadInput:
        """Return the refusal of a piece of the text."""
        if piece.kind == "end":
            return BadInput(self.field, self.text, "ends too early", mend)
        return BadInput(self.field, piece.text, f"{problem} (character {piece.start + 1})", mend)

    def built(self, first: Token, make: Callable[[], _Made]) -> _Made:
        """Return what `make` builds of the tokens since `first`; its refusal is told in terms of this text."""
        try:
            return make()
        except BadInput as refused:
            raise self.fault(self.since(first), refused.problem, refused.mend) from None


def _checked(text: str, field: str) -> str:
    if not isinstance(text, str):
        raise WrongType(field, text, "is not text", "write opening hours, as in 'Mo-Fr 09:00-17:00; Sa off'")
    if len(text) > LONGEST_TEXT:
        problem = f"has {len(text)} characters, more than {LONGEST_TEXT}"
        raise BadInput(field, text, problem, "give single dates as special days")
    if not text.strip():
        raise BadInput(field, text, "says no hours", "write '24/7' for always open or 'off' for never")
    return text
