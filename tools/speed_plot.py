"""A plot of slacal beside other libraries, as plain SVG: bars on a log scale, on a card for light and dark pages."""

from __future__ import annotations

from math import ceil, log10
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from bench.figures import duration, times

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, LEFT, RIGHT, ROW, HEAD = 800, 150, 500, 20, 46
INK, FAINT, OURS, THEIRS = "#1f2430", "#d5d9e2", "#2a6f4e", "#8a93a6"
TITLES = {
    "add": "Add open time to an instant, one call",
    "elapsed": "Open time between two instants, one call",
    "add, columns": "Add, a million rows, one row",
    "elapsed, columns": "Open time, a million rows, one row",
}
TICKS = ("1", "10", "100", "1k", "10k", "100k", "1M", "10M", "100M")
LEAST = 0.5  # times slacal's time, where the axis begins


class Bar(NamedTuple):
    """One library: how many times slacal's time it takes, and what stands beside its bar."""

    name: str
    times: float
    label: str


def bars_of(rivals: Sequence[dict[str, Any]], kind: str) -> list[Bar]:
    """Return the bars of one kind of question, slacal first, then the fastest."""
    parts = {one["name"]: one[kind] for one in rivals if kind in one}
    if not parts:
        return []
    ours = min(part["slacal_ns"] for part in parts.values())
    bars: list[Bar] = []
    for name, part in parts.items():
        ratio = part["ns"] / part["slacal_ns"]
        how = ", one by one" if part.get("loop") else ""
        wrong = f", {part['wrong']} of {part['of']} wrong" if part["wrong"] else ""
        bars.append(Bar(name, ratio, f"{times(ratio)} ({duration(part['ns'])}{how}{wrong})"))
    return [Bar("slacal", 1.0, duration(ours)), *sorted(bars, key=lambda bar: bar.times)]


def plot(rivals: Sequence[dict[str, Any]], kinds: Sequence[str]) -> str:
    """Return the whole picture."""
    panels = {kind: bars for kind in kinds if (bars := bars_of(rivals, kind))}
    decades = max((ceil(log10(bar.times)) for bars in panels.values() for bar in bars), default=1)
    parts: list[str] = []
    top = 12
    for kind, bars in panels.items():
        parts += _panel(TITLES[kind], bars, top, decades)
        top += HEAD + ROW * len(bars)
    said = (
        "How many times slacal's time other libraries take, on a log scale; the tables of this page have the figures."
    )
    head = f'viewBox="0 0 {WIDTH} {top + 8}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="{INK}"'
    card = f'<rect width="{WIDTH}" height="{top + 8}" rx="8" fill="#f7f8fa" stroke="{FAINT}"/>'
    opened = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>'
    return "\n".join([opened, f"<title>{escape(said)}</title>", card, *parts, "</svg>\n"])


def _panel(title: str, bars: Sequence[Bar], top: int, decades: int) -> list[str]:
    """Return one panel: a title, lines at powers of ten, bars."""
    bottom = top + HEAD - 8 + ROW * len(bars)
    parts = [f'<text x="16" y="{top + 14}" font-weight="bold">{escape(title)}</text>']
    for power in range(decades + 1):
        x = _place(10.0**power, decades)
        parts += [
            f'<path d="M{x:.1f} {top + 34}V{bottom}" stroke="{FAINT}"/>',
            f'<text x="{x:.1f}" y="{top + 30}" text-anchor="middle" font-size="10">{TICKS[power]}×</text>',
        ]
    for place, bar in enumerate(bars):
        y, end = top + HEAD - 8 + ROW * place, _place(bar.times, decades)
        ours = bar.name == "slacal"
        fill = OURS if ours else THEIRS
        weight = ' font-weight="bold"' if ours else ""
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end"{weight}>{escape(bar.name)}</text>',
            f'<rect x="{LEFT}" y="{y + 2}" width="{end - LEFT:.1f}" height="{ROW - 7}" fill="{fill}"/>',
            f'<text x="{end + 6:.1f}" y="{y + 12}"{weight}>{escape(bar.label)}</text>',
        ]
    return parts


def _place(ratio: float, decades: int) -> float:
    """Return where a number of times lies, in pixels from the left."""
    return LEFT + (RIGHT - LEFT) * log10(max(ratio, LEAST) / LEAST) / (decades - log10(LEAST))
