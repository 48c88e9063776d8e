"""Exceptions: dates that the plain week does not decide, neighbours that say the same taken together."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from slacal.show.markup import Markup, clipped, element
from slacal.show.strip import open_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from slacal.show.civil_days import CivilDay
    from slacal.show.words import Tongue

_DAY = timedelta(days=1)
_LONGEST = 60  # characters of a reason


class Exceptional(NamedTuple):
    """Dates in a row, both included, that are open alike and for the same reason."""

    day: CivilDay
    last: date

    def said(self, words: Tongue) -> str:
        """Return the dates without their year; a single one with its weekday."""
        first, last = self.day.date, self.last
        if first == last:
            return f"{words.weekday(first)} {words.day(first)}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{words.day(last)}"
        return f"{words.day(first)} – {words.day(last)}"


def exceptions_of(days: Iterable[CivilDay]) -> Iterator[Exceptional]:
    """Yield the named dates in order, those in a row that say the same as one."""
    run: Exceptional | None = None
    for day in (day for day in days if day.name):
        if run is not None and day.date == run.last + _DAY and _says(day) == _says(run.day):
            run = run._replace(last=day.date)
            continue
        if run is not None:
            yield run
        run = Exceptional(day, day.date)
    if run is not None:
        yield run


def usual_layer(found: Sequence[Exceptional], words: Tongue) -> str:
    """Return the layer that decided most of them, in words: it is said once, and the others beside their dates."""
    layers = Counter(text for row in found if (text := _layer(row, words)))
    return layers.most_common(1)[0][0] if layers else ""


def exceptions_table(found: Sequence[Exceptional], words: Tongue, *, most: int, caption: str) -> list[Markup]:
    """Return a table of the first of them, and lines that say how many more there are, and which layer decided."""
    usual = usual_layer(found, words)
    heads = [element("th", words.said(code), scope="col") for code in ("head.dates", "head.open", "head.why")]
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *(_row(row, usual, words) for row in found[:most])),
        class_="cols",
    )
    return [table, *(element("p", line, class_="note") for line in _below(found, usual, most, words))]


def exception_lines(found: Sequence[Exceptional], words: Tongue, *, most: int) -> list[str]:
    """Return a line for each of the first of them, and what stands below the table."""
    usual = usual_layer(found, words)
    cells = [
        (row.said(words), hours_text(row, words), " · ".join(filter(None, _why(row, usual, words))))
        for row in found[:most]
    ]
    widths = [max((len(row[place]) for row in cells), default=0) for place in (0, 1)]
    lines = [f"{dates:<{widths[0]}}  {hours:<{widths[1]}}  {why}" for dates, hours, why in cells]
    return [*lines, *_below(found, usual, most, words)]


def _below(found: Sequence[Exceptional], usual: str, most: int, words: Tongue) -> list[str]:
    more = [words.said("and_more", len(found) - most)] if len(found) > most else []
    return [*more, *([words.said("usual_layer", usual)] if usual else [])]


def hours_text(row: Exceptional, words: Tongue) -> str:
    """Return when the dates are open, in one line."""
    return ", ".join(open_texts(row.day.pieces, words, known=row.day.known))


def name_text(row: Exceptional, words: Tongue) -> str:
    """Return the reason of the dates."""
    return words.language.day(clipped(row.day.name, _LONGEST))


def _layer(row: Exceptional, words: Tongue) -> str:
    """Return the layer that decided, in words; of a combination and of the week's own dates, nothing."""
    return words.language.texts.get(f"layer.{row.day.layer}", "")


def _why(row: Exceptional, usual: str, words: Tongue) -> tuple[str, str]:
    """Return the reason, and the layer where it is not the usual one and says more."""
    name, layer = name_text(row, words), _layer(row, words)
    return name, "" if layer in (usual, name) else layer


def _row(row: Exceptional, usual: str, words: Tongue) -> Markup:
    name, layer = _why(row, usual, words)
    return element(
        "tr",
        element("th", row.said(words), scope="row"),
        element("td", hours_text(row, words), class_="faint" if not row.day.pieces else None),
        element("td", name, element("span", f" · {layer}", class_="faint") if layer else None),
    )


def _says(day: CivilDay) -> tuple[object, ...]:
    return day.name, day.layer, day.pieces
