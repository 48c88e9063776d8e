"""A policy as a picture: its promises as tables, and how, when and for whom they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.errors.doors import check_type
from slacal.show import policy_sheet, tables
from slacal.show.card import card, heading
from slacal.show.markup import Markup, element, joined
from slacal.show.picture import Picture
from slacal.show.tables import clipped
from slacal.show.text import Column, text_table
from slacal.show.words import tongue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.policies.policy import Policy
    from slacal.show.policy_sheet import Section
    from slacal.show.text import LanguageName
    from slacal.show.words import Tongue

_LETTERS = 400  # an assumption may be long
_PAIR = 2
_WIDTH = 120  # letters of a line of text
_MORE = {"more": ("and {0} more", "и ещё {0}")}
_RULES = (
    tables.RULES + ".slacal .small{display:block;color:var(--faint);font-size:12px}.slacal .sheet{table-layout:fixed}"
    ".slacal .sheet tbody th{font-weight:500}.slacal .lab{display:none}.slacal .sheet th:first-child{width:27%}"
    ".slacal .sheet thead .small{font-size:11px}.slacal ul.assumed{margin:0;padding:0 0 0 1.125rem;max-width:40rem}"
    ".slacal ul.assumed li{margin:.1875rem 0}"
    "@media(max-width:30rem){.slacal .sheet td{flex:1 0 100%}.slacal .lab{display:inline;color:var(--faint);"
    "margin-right:.5rem}}"
)


def policy(value: Policy, *, language: LanguageName = "en") -> Picture:
    """Return the tables of a policy: what is promised to whom, how it is measured, calendars, cover and scope.

    Targets whose goals have the same conditions stand side by side. All is said in the words of the document; of a
    policy with later versions, the first is told in full and of each other what it changes. English or Russian.
    Raises: WrongType; BadInput for another language.

    >>> from slacal import show
    >>> support = Policy.from_dict({
    ...     "name": "Support", "calendar": "always", "zone": "UTC",
    ...     "targets": {"answer": {"measures": "first_response", "goals": [
    ...         {"when": {"tier": "paid"}, "within": "2 business hours"}, {"within": "8 business hours"}]}},
    ... })
    >>> print(show.policy(support))
    Support
    zone UTC
    <BLANKLINE>
    Promises
    for              answer
    ---------------  ----------------
    tier paid        2 business hours
    everything else  8 business hours
    <BLANKLINE>
    How each is measured
    target  how
    ------  ----------------------------------------------------------------------
    answer  measures first_response; from created until agent_reply; pauses: never
    """
    from slacal.policies.policy import Policy  # whoever has one has paid for the import

    check_type("value", value, Policy, "a Policy", "build one with Policy.load")
    spoken = tongue(language, {**policy_sheet.LABELS, **_MORE})
    tree = value.to_dict()
    told = [*policy_sheet.sections(tree, spoken)]
    under = clipped(policy_sheet.under(tree, spoken))
    html = tables.fitted(lambda most: _html(value.name, under, told, most, spoken))
    return Picture(html, _text(value.name, under, told), language)


def _html(name: str, under: str, told: Sequence[Section], most: int, spoken: Tongue) -> Markup:
    parts = _parts(told[:most], most, spoken)
    return card(clipped(name), under, *parts, rules=_RULES, language=spoken.name)


def _parts(told: Iterable[Section], most: int, spoken: Tongue) -> Iterator[Markup]:
    title = ""
    for section in told:
        if section.title != title:
            yield heading(section.title)
        title = section.title
        yield _listed(section, most) if not section.heads else _table(section, most)
        if len(section.rows) > most:
            yield element("p", spoken.said("more", len(section.rows) - most), class_="note")


def _listed(section: Section, most: int) -> Markup:
    return element("ul", *(element("li", clipped(row[0], _LETTERS)) for row in section.rows[:most]), class_="assumed")


def _table(section: Section, most: int) -> Markup:
    """Return a table; where a row has several cells, each has its head beside it on a narrow page."""
    columns = [Column(_cell(head), "left") for head in section.heads]
    several = len(columns) > _PAIR
    labels = [
        element("span", clipped(head.partition("\n")[0]), class_="lab") if several else None for head in section.heads
    ]
    labels[0] = None
    rows = [
        [joined(label, _cell(cell)) for label, cell in zip(labels, row, strict=True)] for row in section.rows[:most]
    ]
    return tables.table(section.title, columns, rows, of="sheet", heads="seen" if section.shows_heads else "heard")


def _cell(text: str) -> Markup:
    """Return a cell, its first line as it is and the others small."""
    first, *others = text.split("\n")
    return joined(clipped(first), *(element("span", clipped(line), class_="small") for line in others))


# -- as text -----------------------------------------------------------------------------------------------------


def _text(name: str, under: str, told: Iterable[Section]) -> str:
    blocks = [f"{clipped(name)}\n{under}".rstrip()]
    title = ""
    for section in told:
        lines = [] if section.title == title else [section.title]
        title = section.title
        blocks.append("\n".join([*lines, _text_of(section)]))
    return "\n\n".join(blocks)


def _text_of(section: Section) -> str:
    if not section.heads:
        return "\n".join(f"- {clipped(row[0], _LETTERS)}" for row in section.rows)
    columns = [Column(_line(head), "left") for head in section.heads]
    return text_table(columns, [[_line(cell) for cell in row] for row in section.rows], width=_WIDTH)


def _line(cell: str) -> str:
    return "; ".join(map(clipped, cell.split("\n")))
