"""A cycle as a picture: its time as a track, and the story of that as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.engine.cycle import Cycle
from slacal.engine.explain import Explanation
from slacal.errors.doors import check_type
from slacal.show import story, tables, track_html
from slacal.show.card import card, heading
from slacal.show.marks import marks
from slacal.show.markup import Markup, element, joined
from slacal.show.picture import Picture
from slacal.show.text import Column, text_table
from slacal.show.track import track
from slacal.show.track_text import track_lines
from slacal.show.verdict import RULES, verdict
from slacal.show.words import tongue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slacal.engine.warning import DueWarning
    from slacal.show.text import LanguageName
    from slacal.show.words import Tongue

_RULES = RULES + track_html.RULES + tables.RULES + tables.FACTS + tables.LISTS
_OF_TRACK = (
    ".slacal .nb{white-space:nowrap}.slacal .stands{margin:.375rem 0 0;font-size:14px}"
    ".slacal .stands .faint{margin-left:.5rem}"
)
_ROWS = 12  # a longer table hides more than it tells
_TEXT_ROWS = 24


def cycle(value: Cycle | Explanation, *, language: LanguageName = "en") -> Picture:
    r"""Return a cycle, or its explanation, as a track over time and as the table of its stretches.

    On the track counted time is to scale. Nights, weekends and long pauses would hide it on an even line, so each of
    them has little room: a dotted line is closed time however long it lasted, a pause that is drawn short is cut
    through. On a very long track closed time is left out, and the legend says so. Days and hours below are those of the
    zone of ``as_of``. The figures are those of the explanation; where a table is shortened, one line sums up the rest.

    Datetimes in the zone of ``as_of``; English or Russian. Cost: linear in the stretches. Raises: WrongType; BadInput
    for another language.

    >>> from slacal import show
    >>> support = Policy.from_dict({
    ...     "name": "Support", "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}},
    ...     "targets": {"answer": {"measures": "first_response", "goals": [{"within": "2 business hours"}]}},
    ... })
    >>> seen = support.promises(datetime(2026, 11, 20, 18, tzinfo=UTC))["answer"]
    >>> print(show.cycle(seen).text.partition("\n")[0])
    answer: ▸ running, due Mon 2026-11-23 11:00, elapsed 0 h 00 min, remaining 2 h 00 min
    """
    check_type("value", value, (Cycle, Explanation), "a cycle", "pass a cycle, as in policy.evaluate(...)['fix']")
    explained, warnings = story.seen(value)
    spoken = tongue(language, story.LABELS)
    shown = _track(explained, warnings, spoken)
    html = tables.fitted(lambda most: _html(explained, shown, most, spoken), _ROWS)
    return Picture(html, _text(explained, warnings, spoken), language)


def _html(explained: Explanation, shown: Markup | None, most: int, spoken: Tongue) -> Markup:
    stands = verdict(explained, spoken)
    stage = element("span", stands.stage, class_="faint") if stands.stage else None
    return card(
        tables.clipped(explained.target),
        story.under(explained, spoken),
        element("p", stands.drawn(), stage, class_="stands"),
        tables.facts(story.sums(explained, spoken)) if explained.started_at is not None else None,
        shown,
        *_steps(explained, most, spoken),
        *_decisions(explained, most, spoken),
        rules=_RULES + _OF_TRACK,
        language=spoken.name,
    )


def _track(explained: Explanation, warnings: Sequence[DueWarning], spoken: Tongue) -> Markup | None:
    laid = track(explained, track_html.WIDTH)
    if not laid.parts:
        return None
    marked = marks(explained, warnings[: track_html.MOST_MARKS], laid, track_html.WIDTH, spoken)
    return track_html.drawn(laid, marked, explained.as_of.tzinfo, _said(explained, spoken), spoken)


def _said(explained: Explanation, spoken: Tongue) -> str:
    """Return what the track shows in one sentence."""
    figures = ", ".join(f"{name} {value}" for name, value, _ in story.sums(explained, spoken))
    return f"{tables.clipped(explained.target)}: {verdict(explained, spoken).word}; {figures}"


def _columns(spoken: Tongue) -> tuple[Column, ...]:
    when, what, why = (Column(spoken.said(f"col.{name}"), "left") for name in ("when", "what", "why"))
    return when, what, Column(spoken.said("col.amount")), why


def _steps(explained: Explanation, most: int, spoken: Tongue) -> tuple[Markup, ...]:
    lines = [*story.past(explained, most, spoken), *story.ahead(explained, most // 2, spoken)]
    if not lines:
        return ()
    title = spoken.said("steps")
    rows = [(_when(line), element("span", line.what, class_="nb"), line.amount, line.why) for line in lines]
    return heading(title), tables.table(title, _columns(spoken), rows, of="story")


def _when(line: story.Told) -> Markup:
    """Return from when to when, broken only between the two."""
    start = element("span", f"{line.start} -" if line.end else line.start, class_="nb")
    return joined(start, " ", element("span", line.end, class_="nb")) if line.end else start


def _decisions(explained: Explanation, most: int, spoken: Tongue) -> tuple[Markup, ...]:
    if not explained.decisions:
        return ()
    return heading(spoken.said("decisions")), tables.says(story.decisions(explained, most, spoken))


# -- as text -----------------------------------------------------------------------------------------------------


def _text(explained: Explanation, warnings: Sequence[DueWarning], spoken: Tongue) -> str:
    stands = verdict(explained, spoken).text
    figures = [f"{name} {value}" for name, value, _ in story.sums(explained, spoken)]
    started = explained.started_at is not None
    blocks = [", ".join([f"{tables.clipped(explained.target)}: {stands}", *(figures if started else ())])]
    blocks[0] += f"\n{story.under(explained, spoken)}"
    blocks.append("\n".join(track_lines(explained, warnings, spoken)))
    lines = [*story.past(explained, _TEXT_ROWS, spoken), *story.ahead(explained, _TEXT_ROWS, spoken)]
    rows = [(line.when, line.what, line.amount, line.why) for line in lines]
    blocks.append(text_table(_columns(spoken), rows) if rows else "")
    blocks.append(
        "\n".join(f"{rule:<4} {text}".strip() for rule, text in story.decisions(explained, _TEXT_ROWS, spoken))
    )
    return "\n\n".join(block for block in blocks if block)
