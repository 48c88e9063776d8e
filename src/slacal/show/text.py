"""Plain text for terminals: tables that fit the width at hand, hours instead of days, and nothing that does harm.

Texts come from logs and policies, so characters that do not print are escaped before a terminal sees them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from textwrap import wrap
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.engine.explain import Explanation
from slacal.engine.telling import told
from slacal.engine.words import hours_text, printable
from slacal.engine.words_en import ENGLISH
from slacal.errors import UnknownName, nearest
from slacal.errors.doors import check_type
from slacal.show.words_ru import RUSSIAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slacal.engine.words import Language

Align: TypeAlias = Literal["left", "right"]
LanguageName: TypeAlias = Literal["en", "ru"]
_LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "ru": RUSSIAN}
_GAP = "  "
_LEAST = 12  # a text column narrower than this is harder to read than a list
_WIDE = {"W", "F"}
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table's column; left ones hold text and may be wrapped, right ones hold figures."""

    head: str
    align: Align = "right"


def seconds_text(seconds: int | None) -> str:
    """Return whole seconds in hours and minutes, never in days; from an hour on, begun minutes are left out.

    >>> seconds_text(72 * 3600 + 59), seconds_text(59), seconds_text(None)
    ('72 h 00 min', '0 h 00 min 59 s', '-')
    """
    if seconds is None:
        return "-"
    return hours_text(timedelta(seconds=seconds - seconds % 60 if seconds >= _HOUR else seconds))


def percent_text(percent: float | None) -> str:
    """Return a percentage to one decimal, rounded down: 100.0 is said only of all.

    >>> percent_text(99.99), percent_text(None)
    ('99.9 %', '-')
    """
    return "-" if percent is None else f"{int(percent * 10 + 1e-9) / 10:.1f} %"


def explanation(explained: Explanation, *, language: LanguageName = "en") -> str:
    """Return an explanation line by line, in English or in Russian.

    Names, reasons and notes stay in the words of the policy; amounts are said in the language. Raises: WrongType;
    UnknownName for another language.
    """
    check_type("explained", explained, Explanation, "an explanation", "pass what explain() of a cycle returned")
    check_type("language", language, str, "the name of a language", "use 'en' or 'ru'")
    if language not in _LANGUAGES:
        raise UnknownName("language", language, "is not spoken here", nearest(language, _LANGUAGES, "use 'en' or 'ru'"))
    return told(explained, _LANGUAGES[language])


def text_width(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in _WIDE else 1 for mark in text
    )


def text_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int | None = None) -> str:
    """Return a table as text; with `width`, text columns wrap, and where that is not enough each row is a list.

    >>> print(text_table([Column("goal", "left"), Column("met")], [("8 business hours", "12")]))
    goal              met
    ----------------  ---
    8 business hours   12
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    heads = [column.head for column in columns]
    widths = [max(map(text_width, column)) for column in zip(heads, *cells, strict=True)]
    total = sum(widths) + len(_GAP) * (len(widths) - 1)
    if width is not None and total > width and not _narrowed(columns, widths, total - width):
        return _lists(columns, cells, width)
    rules = ["-" * one for one in widths]
    lines = [line for row in (heads, rules, *cells) for line in _lines(row, columns, widths)]
    return "\n".join(lines)


def _narrowed(columns: Sequence[Column], widths: list[int], excess: int) -> bool:
    """Take `excess` from the text columns, the widest first; tell whether there was enough to take."""
    texts = [at for at, column in enumerate(columns) if column.align == "left"]
    for _ in range(excess):
        widest = max(texts, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= _LEAST:
            return False
        widths[widest] -= 1
    return True


def _lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Return the lines that one row takes, its texts wrapped."""
    parts = [
        wrap(cell, wide) or [""] if text_width(cell) > wide else [cell] for cell, wide in zip(row, widths, strict=True)
    ]
    return [
        _GAP.join(
            _padded(part[number] if number < len(part) else "", column.align, wide)
            for part, column, wide in zip(parts, columns, widths, strict=True)
        ).rstrip()
        for number in range(max(map(len, parts)))
    ]


def _padded(text: str, align: Align, width: int) -> str:
    blank = " " * (width - text_width(text))
    return text + blank if align == "left" else blank + text


def _lists(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> str:
    """Return each row as a paragraph: its texts, then its figures with their names, wrapped."""
    paragraphs: list[str] = []
    for row in rows:
        texts = [cell for cell, column in zip(row, columns, strict=True) if column.align == "left" and cell]
        figures = [
            f"{column.head} {cell}".replace(" ", "\N{NO-BREAK SPACE}")
            for cell, column in zip(row, columns, strict=True)
            if column.align == "right"
        ]
        body = wrap(", ".join(figures), max(width - 2, _LEAST), break_long_words=False, break_on_hyphens=False)
        lines = [*wrap(", ".join(texts), width), *(f"  {line}" for line in body)]
        paragraphs.append("\n".join(lines).replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join(paragraphs)
