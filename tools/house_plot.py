"""Draw the house from the table of the architecture page, as plain SVG on a card for light and dark pages.

python -m tools.house_plot          # write docs/explanation/architecture.svg anew
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parents[1] / "docs" / "explanation"
ROW = re.compile(r"^\| `(\w+)` \|([^|]*)\|([^|]*)\|$", re.MULTILINE)
LATE = (("display", "show"), ("testing", "batch"))  # taken at call time only
WIDTH, HEIGHT, BOX, STEP, WIDE = 800, 628, 34, 62, 400
INK, FAINT, FLOOR, ROOM, GROUND = "#1f2430", "#8a93a6", "#dcebe2", "#e3e8f4", "#ece7db"
# Where a place stands: the row, counted from the top, its middle in pixels, its width, and its colour.
PLACES = {
    "cli": (0, 400, 130, ROOM),
    "face": (1, 400, 590, FLOOR),
    "analysis": (2, 310, 130, ROOM),
    "formats": (3, 130, 130, ROOM),
    "batch": (3, 310, 130, ROOM),
    "testing": (3, 490, 130, ROOM),
    "show": (3, 670, 130, ROOM),
    "policies": (4, 400, 480, FLOOR),
    "engine": (5, 400, 480, FLOOR),
    "calendars": (6, 400, 480, FLOOR),
    "timeline": (7, 310, 130, FLOOR),
    "documents": (8, 130, 130, GROUND),
    "spans": (8, 310, 130, FLOOR),
    "environment": (8, 490, 130, GROUND),
    "display": (8, 670, 130, GROUND),
    "errors": (9, 400, 670, GROUND),
}


class Place(NamedTuple):
    """One row of the table: what it answers, and what it stands on."""

    answers: str
    stands_on: tuple[str, ...]


def house_of(page: str) -> dict[str, Place]:
    """Return the places of the page's table, in its order."""
    return {
        here: Place(answers.strip(), tuple(re.findall(r"`(\w+)`", there))) for here, answers, there in ROW.findall(page)
    }


def beneath(house: dict[str, Place], here: str) -> set[str]:
    """Return all that a place may use besides itself."""
    return {found for there in house[here].stands_on for found in (there, *beneath(house, there))}


def arrows(house: dict[str, Place]) -> list[tuple[str, str]]:
    """Return the arrows that must be drawn: none that a longer way along others shows already."""
    return [
        (here, there)
        for here, place in house.items()
        for there in place.stands_on
        if not any(there in beneath(house, other) for other in place.stands_on if other != there)
    ]


def plot(house: dict[str, Place]) -> str:
    """Return the whole picture."""
    said = "; ".join(f"{here} stands on {', '.join(place.stands_on)}" for here, place in house.items() if place[1])
    lines = [_arrow(here, there) for here, there in arrows(house)]
    lines += [_late(here, there) for here, there in LATE]
    lines += [_box(here, place.answers) for here, place in house.items()]
    marks = "".join(_head(name, colour) for name, colour in (("head", INK), ("late", FAINT)))
    looks = f'role="img" font-family="system-ui, sans-serif" font-size="15" fill="{INK}"'
    key = "An arrow: stands on, and may use whatever lies beneath. Dashed: found when it is called."
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 30}" {looks}>',
        f"<title>{escape(said)}</title>",
        f"<defs>{marks}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT + 30}" rx="8" fill="#f7f8fa" stroke="#d5d9e2"/>',
        *lines,
        f'<text x="{WIDTH // 2}" y="{HEIGHT + 12}" text-anchor="middle" font-size="12">{key}</text>',
        "</svg>\n",
    ])  # fmt: skip


def _head(name: str, colour: str) -> str:
    """Return the head of arrows of one colour."""
    shape = f'<path d="M0 0L8 4L0 8Z" fill="{colour}"/>'
    return f'<marker id="{name}" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">{shape}</marker>'


def _top(here: str) -> int:
    return 12 + PLACES[here][0] * STEP


def _box(here: str, answers: str) -> str:
    """Return a place; a wide one also says what it answers."""
    _, middle, width, colour = PLACES[here]
    also = f'<tspan font-size="13">: {escape(answers.partition(";")[0])}</tspan>' if width >= WIDE else ""
    frame = f'x="{middle - width // 2}" y="{_top(here)}" width="{width}" height="{BOX}" rx="6"'
    text = f'<text x="{middle}" y="{_top(here) + 22}" text-anchor="middle">{here}{also}</text>'
    return f'<rect {frame} fill="{colour}" stroke="{FAINT}"/>{text}'


def _arrow(here: str, there: str) -> str:
    """Return an arrow, straight down, as near to the middle of the narrower of the two as both reach."""
    (_, one, wide, _), (_, other, broad, _) = PLACES[here], PLACES[there]
    left, right = max(one - wide // 2, other - broad // 2), min(one + wide // 2, other + broad // 2)
    at = min(max(other if wide >= broad else one, left + 14), right - 14)
    return _line(f"{here} stands on {there}", f"M{at} {_top(here) + BOX}V{_top(there)}", INK, "head")


def _late(here: str, there: str) -> str:
    """Return a dashed arrow: along a row, or up along the right side."""
    (_, one, wide, _), (_, other, broad, _) = PLACES[here], PLACES[there]
    way = f"M{one} {_top(here)}L{other} {_top(there) + BOX}"
    if _top(here) == _top(there):
        way = f"M{one - wide // 2} {_top(here) + BOX // 2}L{other + broad // 2} {_top(there) + BOX // 2}"
    return _line(f"{here} calls {there}", way, f'{FAINT}" stroke-dasharray="5 4', "late")


def _line(said: str, way: str, colour: str, head: str) -> str:
    """Return a line with a head; what it says shows under the pointer."""
    looks = f'fill="none" stroke="{colour}" marker-end="url(#{head})"'
    return f'<path d="{way}" {looks}><title>{said}</title></path>'


if __name__ == "__main__":
    shown = house_of((FOLDER / "architecture.md").read_text(encoding="utf-8"))
    (FOLDER / "architecture.svg").write_text(plot(shown), encoding="utf-8")
