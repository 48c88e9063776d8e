"""A track, drawn: bars of counted and paused time, what is marked above it, and days and hours below."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from slacal.show.axis import days, hours
from slacal.show.markup import Markup, element, joined, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from slacal.show.axis import Tick
    from slacal.show.marks import Mark
    from slacal.show.track import Kind, Part, Track
    from slacal.show.words import Tongue

MOST_MARKS = 12  # warnings that are marked
WIDTH = 640.0  # the units of a track; on the page it is as wide as there is room
_ROW = 18
_MOST = 150  # bars that are drawn one by one
_COLUMNS = 200
_OF_KIND: dict[Kind, str] = {"counted": "tc", "closed": "tx", "paused": "tp", "outside": "to", "ahead": "ta"}
RULES = (
    ".slacal .course{margin:1.25rem 0 .25rem}"
    ".slacal .bars{position:relative;height:28px}"
    ".slacal .bars i,.slacal .key i{box-sizing:border-box;display:block}"
    ".slacal .bars i{position:absolute;top:0;height:28px}"
    ".slacal i.tc{background:var(--counted)}"
    ".slacal i.ta{border:1.5px solid var(--counted);background:none}"
    ".slacal i.tp{border:1px solid var(--paused);background:repeating-linear-gradient(-45deg,var(--paused) 0 1.5px,"
    "transparent 1.5px 6px)}"
    ".slacal i.tx{background:radial-gradient(circle,var(--faint) 1px,transparent 1.4px) 50%/6px 4px repeat-x}"
    ".slacal i.to{background:linear-gradient(var(--faint),var(--faint)) 50%/100% 1px no-repeat}"
    ".slacal i.tc.late{background:repeating-linear-gradient(45deg,var(--late) 0 5px,color-mix(in srgb,var(--late) 62%,"
    "var(--ground)) 5px 7px)}"
    ".slacal i.tp.late{border-color:var(--late)}"
    ".slacal .bars i.cut::after{content:'';position:absolute;left:50%;top:-2px;bottom:-2px;width:5px;margin-left:-3px;"
    "background:var(--ground);border:solid var(--paused);border-width:0 1px;transform:skewX(-16deg)}"
    ".slacal .bars u{position:absolute;bottom:-6px;height:3px;background:var(--late)}"
    ".slacal .bars b{position:absolute;bottom:0;border-left:2px solid var(--ink);margin-left:-1px}"
    ".slacal .bars b.now{border-left-style:dotted}.slacal .bars b.end{border-color:var(--faint)}"
    ".slacal .bars b.start{border-left-width:1px;border-color:var(--faint)}"
    ".slacal .bars b.warning{border-left:1px solid var(--warn)}"
    ".slacal .bars b.warning::before,.slacal .bars b.warning::after{content:'';position:absolute;bottom:0;left:-8.5px;"
    "width:16px;height:14px;background:var(--ground);clip-path:polygon(50% 0,100% 100%,0 100%)}"
    ".slacal .bars b.warning::after{left:-5.5px;bottom:1px;width:10px;height:9px;background:var(--warn)}"
    ".slacal .bars span,.slacal .days span{position:absolute;white-space:nowrap;font-size:12px;line-height:18px;"
    "padding:0 4px}"
    ".slacal .bars em{font-style:normal;white-space:pre}"
    ".slacal .bars .due{font-weight:600}.slacal .bars .start,.slacal .bars .end{color:var(--faint)}"
    ".slacal .bars .warning{color:var(--warn)}"
    ".slacal .days{position:relative;height:18px;color:var(--faint);margin-top:7px}"
    ".slacal .days+.days{margin-top:0}"
    ".slacal .days span{font-size:11px;padding:0}.slacal .days.h span{transform:translateX(-50%)}"
    ".slacal .days.d span{padding:0 5px;border-left:1px solid var(--rule)}"
    ".slacal .days.d span.e{border-left:0;border-right:1px solid var(--rule)}"
    ".slacal .days+.d span{padding-top:18px;top:-18px}"
    ".slacal .key{display:flex;flex-wrap:wrap;gap:.125rem 1rem;margin:.5rem 0 0;padding:0;list-style:none;"
    "color:var(--faint);font-size:12px}"
    ".slacal .key li{display:flex;align-items:center;gap:.375rem;margin:0}"
    ".slacal .key i{width:18px;height:11px}.slacal .key i.warn{width:auto;height:auto;color:var(--warn);"
    "font-style:normal;font-size:10px}"
    "@media(max-width:30rem){.slacal .bars .w,.slacal .days.w,.slacal .days .w{display:none}"
    ".slacal .days.days+.d{margin-top:9px}.slacal .days.days+.d span{padding-top:0;top:0}}"
)


class Bar(NamedTuple):
    """What is drawn alike from left to right."""

    left: float
    right: float
    kind: Kind
    late: bool
    cut: bool = False


def drawn(track: Track, marked: Sequence[Mark], zone: tzinfo | None, said: str, tongue: Tongue) -> Markup:
    """Return a track as HTML; `said` is what a screen reader says of it."""
    rows = max((mark.row + 1 for mark in marked if mark.row is not None), default=0)
    bars = element(
        "div", *map(_bar, bars_of(track)), *_late(track.parts), *(_mark(mark) for mark in marked),
        class_="bars",
    )  # fmt: skip
    named = days(track, zone, WIDTH, tongue)
    timed = hours(track, zone, named)
    below = [element("div", *map(_hour, timed), class_="days h w")] if timed else []
    inside = joined(bars, *below, element("div", *map(_day, named), class_="days d"))
    room = f"padding-top:{rows * _ROW}px"
    shown = element("div", inside, class_="course", role="img", aria_label=said, style=room)
    return joined(shown, _key(track, marked, tongue))


def bars_of(track: Track) -> list[Bar]:
    """Return the bars of a track; where there are very many, a column each of what most of it is."""
    if len(track.parts) <= _MOST:
        found = [Bar(one.left, one.right, one.kind, one.late, one.cut) for one in track.parts if one.right > one.left]
    else:
        found = [*_columns(track.parts)]
    return [*_joined(found)]


def _columns(parts: Sequence[Part]) -> Iterator[Bar]:
    wide = WIDTH / _COLUMNS
    shares: list[Counter[tuple[Kind, bool]]] = [Counter() for _ in range(_COLUMNS)]
    for part in parts:
        for column in range(int(part.left / wide), min(int(part.right / wide) + 1, _COLUMNS)):
            room = min(part.right, (column + 1) * wide) - max(part.left, column * wide)
            shares[column][part.kind, part.late] += max(room, 0)  # type: ignore[assignment]  # a share of the column
    for column, share in enumerate(shares):
        if share:
            kind, late = max(share, key=lambda one: share[one])
            yield Bar(column * wide, (column + 1) * wide, kind, late)


def _joined(bars: Iterable[Bar]) -> Iterator[Bar]:
    for _, group in groupby(bars, key=lambda bar: (bar.kind, bar.late, bar.cut and id(bar))):
        several = list(group)
        yield several[0]._replace(right=several[-1].right)


def _bar(bar: Bar) -> Markup:
    names = [
        _OF_KIND[bar.kind],
        *(["late"] if bar.late else []),
        *(["cut"] if bar.cut and bar.kind == "paused" else []),
    ]
    return element("i", class_=" ".join(names), style=_place(bar.left, bar.right))


def _place(left: float, right: float) -> str:
    return f"left:{percent(left / WIDTH)};width:{percent((right - left) / WIDTH)}"


def _late(parts: Sequence[Part]) -> Iterator[Markup]:
    late = [part for part in parts if part.late]
    if late:
        yield element("u", style=_place(late[0].left, late[-1].right))


def _mark(mark: Mark) -> Markup:
    """Return the line of a mark and its label, which the line reaches."""
    left = percent(mark.at / WIDTH)
    height = 28 if mark.row is None else 28 + 4 + (mark.row + 1) * _ROW - 4
    line = element("b", class_=mark.sort, style=f"left:{left};height:{height}px")
    if mark.row is None:
        return line
    side = f"right:{percent(1 - mark.at / WIDTH)}" if mark.ends else f"left:{left}"
    time = element("em", f" {mark.time}", class_="w") if mark.time else None
    names = f"{mark.sort} w" if mark.sort == "warning" else mark.sort
    label = element("span", mark.word, time, class_=names, style=f"{side};bottom:{28 + mark.row * _ROW}px")
    return joined(line, label)


def _hour(tick: Tick) -> Markup:
    return element("span", tick.text, style=f"left:{percent(tick.at / WIDTH)}")


def _day(tick: Tick) -> Markup:
    names = [*(["e"] if tick.ends else []), *([] if tick.narrow else ["w"])]
    place = f"right:{percent(1 - tick.at / WIDTH)}" if tick.ends else f"left:{percent(tick.at / WIDTH)}"
    return element("span", tick.text, class_=" ".join(names) or None, style=place)


def _key(track: Track, marked: Sequence[Mark], tongue: Tongue) -> Markup:
    """Return what each kind of bar on the track means."""
    kinds = {part.kind for part in track.parts if not part.late or part.kind != "counted"}
    found = [(f'<i class="{_OF_KIND[kind]}"></i>', f"key.{kind}") for kind in _OF_KIND if kind in kinds]
    found = [(sign, "key.left_out" if code == "key.closed" and track.leaves_out else code) for sign, code in found]
    if any(part.late for part in track.parts):
        found.append(('<i class="tc late"></i>', "key.late"))
    if any(mark.sort == "warning" for mark in marked):
        found.append(('<i class="warn">▲</i>', "key.warning"))
    return element("ul", *(element("li", Markup(sign), tongue.said(code)) for sign, code in found), class_="key")
