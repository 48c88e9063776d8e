"""Months: the dates of a year in twelve small tables, each date shaded by its open hours."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from slacal.show.civil_days import total
from slacal.show.markup import Markup, clipped, element

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from slacal.show.civil_days import CivilDay
    from slacal.show.shades import Shades
    from slacal.show.words import Tongue

_WEEK = 7
_LONGEST = 24  # characters of a reason; the whole of it stands in the list
_SHARES = {1: 15, 2: 33, 3: 55}
RULES = (
    ".slacal .months{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.375rem 1.25rem;margin-top:1rem;"
    "align-items:start}"
    "@container(min-width:24rem){.slacal .months{grid-template-columns:repeat(3,minmax(0,1fr))}}"
    "@container(min-width:31rem){.slacal .months{grid-template-columns:repeat(4,minmax(0,1fr))}}"
    ".slacal .months table{margin:0 -2px;width:calc(100% + 4px);table-layout:fixed;border-collapse:separate;"
    "border-spacing:2px;font-size:10px;line-height:16px}"
    ".slacal .months caption{position:static;width:auto;height:auto;margin:0;padding:0 2px .25rem;clip-path:none;"
    "text-align:left;white-space:normal;font-size:12px;color:var(--faint)}"
    ".slacal .months caption b{display:block;font-size:13px;font-weight:600;color:var(--ink)}"
    ".slacal .months :is(th,td){padding:0;text-align:center;border-radius:3px;color:var(--faint)}"
    ".slacal .s1,.slacal .s2,.slacal .s3{color:var(--ink)!important}.slacal .s4{color:var(--ground)!important}"
    + "".join(
        f".slacal .s{shade}{{background:color-mix(in srgb,var(--open) {share}%,var(--ground))!important}}"
        for shade, share in _SHARES.items()
    )
    + ".slacal .s4{background:var(--open)!important}"
    ".slacal .u{box-shadow:inset 0 0 0 1.5px var(--holiday)}.slacal .months td.u.s0{color:var(--holiday)}"
    ".slacal .months td.q{color:var(--rule)}"
    ".slacal .legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:1.25rem 0 0;padding:0;"
    "color:var(--faint)}.slacal .legend li{display:flex;align-items:center;gap:.375rem;margin:0}"
    ".slacal .legend i{width:14px;height:14px;border-radius:3px;background:var(--ground)}"
    ".slacal .legend i.s0{box-shadow:inset 0 0 0 1px var(--rule)}"
)


def months_of(days: Iterable[CivilDay], business: Container[int], shades: Shades, words: Tongue) -> Markup:
    """Return the months; `business` holds the ordinals of business days."""
    months = (list(month) for _, month in groupby(days, key=lambda day: day.date.month))
    return element("div", *(_month(month, business, shades, words) for month in months), class_="months")


def legend_of(shades: Shades, words: Tongue, *, unusual: int) -> Markup:
    """Return what the shades mean, and the mark of the days that are named, if there are any."""
    code = "legend.exact" if shades.exact else "legend.upto"
    said = [("s0", words.said("closed"))]
    said += [(f"s{shade}", words.said(code, words.hours(bound))) for bound, shade in shades.bounds]
    said += [("u", words.said("legend.unusual"))] if unusual else []
    items = (element("li", element("i", class_=kind), text) for kind, text in said)
    return element("ul", *items, class_="legend", aria_label=words.said("legend"))


def _month(days: list[CivilDay], business: Container[int], shades: Shades, words: Tongue) -> Markup:
    name = words.months[days[0].date.month - 1]
    count = sum(day.date.toordinal() in business for day in days)
    caption = element("caption", element("b", name), words.said("month.sums", count, words.hours(total(days))))
    heads = [element("th", weekday[0].upper(), scope="col", title=weekday) for weekday in words.language.weekdays]
    rows = [element("tr", *row) for row in _rows(days, shades, words)]
    return element("table", caption, element("thead", element("tr", *heads)), element("tbody", *rows))


def _rows(days: list[CivilDay], shades: Shades, words: Tongue) -> Iterator[list[Markup]]:
    """Yield the weeks of a month, Monday first, blank before its first date."""
    before = days[0].date.weekday()
    row = [element("td", colspan=before)] if before else []
    for day in days:
        row.append(_cell(day, shades.of(day.open), words))
        if day.date.weekday() == _WEEK - 1 or day is days[-1]:
            yield row
            row = []


def _cell(day: CivilDay, shade: int, words: Tongue) -> Markup:
    if not day.known:
        return element("td", day.date.day, class_="q", title=words.said("unknown"))
    kind = f"u s{shade}" if day.name else f"s{shade}"
    said = words.hours(day.open) if shade else words.said("closed") if day.name else None
    title = f"{said}: {words.language.day(clipped(day.name, _LONGEST))}" if day.name else said
    return element("td", day.date.day, class_=kind if kind != "s0" else None, title=title)
