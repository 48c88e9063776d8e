"""A cycle in words: the line of blocks, the table and its sums, in both languages."""

from __future__ import annotations

from datetime import timedelta

from tests.show.samples_of_tickets import TICKETS, tickets

from slacal import show
from slacal.show import story
from slacal.show.words import tongue

ENGLISH = tongue("en", story.LABELS)

# On the line 14 h and two closed stretches of 3 % share 60 cells: 4.03 for an hour, 1.8 for a night or a weekend. So
# 75 %, 2 h on Friday and 4 h on Monday, lies at 8.06 + 1.8 + 16.1 = 26, the due two hours later at 34.
# Opened on Friday at 17:00, 8 h: 2 h on Friday and 6 h on Monday, due at 16:00. Seen on Tuesday at 13:00: 2 + 9 + 3 h.
BREACHED = """\
resolution: ✗ breached, running, due Mon 2026-11-23 16:00, elapsed 14 h 00 min, late by 6 h 00 min
8 business hours on office · times in Europe/Moscow

|████████··████████████████████████▓▓▓▓▓▓▓▓▓▓▓▓··▓▓▓▓▓▓▓▓▓▓▓▓|
 ^ start Fri 17:00
                           ^ 75%
                                   ^ due Mon 16:00
                                                            ^ now Tue 13:00
█ counted, · closed, drawn short, ▓ late

when                                         what        how long  why
-------------------------------------------  -------  -----------  -------------------------------
Fri 2026-11-20 17:00 - 19:00                 counted   2 h 00 min  Friday
Fri 2026-11-20 19:00 - Mon 2026-11-23 10:00  closed   63 h 00 min  outside hours, Saturday, Sunday
Mon 2026-11-23 10:00 - 19:00                 counted   9 h 00 min  Monday
Mon 2026-11-23 19:00 - Tue 2026-11-24 10:00  closed   15 h 00 min  outside hours
Tue 2026-11-24 10:00 - 13:00                 counted   3 h 00 min  Tuesday

P22  warning 75% fired at Mon 2026-11-23 14:00"""


def test_a_late_cycle_as_text() -> None:
    assert str(TICKETS["cycle breached"]()) == BREACHED


def test_a_cycle_in_russian() -> None:
    lines = str(TICKETS["cycle russian"]()).splitlines()
    assert lines[0] == (
        "решение заявки: ✗ срок нарушен, отсчёт идёт, срок пн 23.11.2026 16:00, "
        "израсходовано 14 ч 00 мин, опоздание 6 ч 00 мин"
    )
    assert lines[1] == "8 рабочих часов, календарь «office» · время: Europe/Moscow"


def test_the_drawing_says_how_it_stands_to_whoever_does_not_see_it() -> None:
    html = TICKETS["cycle breached"]().html
    assert (
        'aria-label="resolution: breached; due Mon 2026-11-23 16:00, elapsed 14 h 00 min, late by 6 h 00 min"' in html
    )


def test_a_shortened_table_sums_up_what_it_leaves_out() -> None:
    explained = tickets()["months"]["resolution"].explain()
    # opened on Friday at 17:00, every weekday since; 8 lines stand before the gap and 4 behind it
    lines = story.past(explained, 12, ENGLISH)
    assert len(lines) == 13
    steps = [step for step in explained.steps if step.how == "counted"]
    shown = [line for line in lines if line.what == "counted"]
    left = sum((step.length for step in steps), timedelta(0)) - timedelta(hours=2 + 9 * 3 + 9 + 8)
    assert len(shown) == 4 + 2
    assert lines[8].why.startswith(f"counted {left // timedelta(hours=1)} h 00 min, closed ")


def test_a_warning_that_has_not_come_is_marked_by_a_cycle_and_not_by_its_explanation() -> None:
    cycle = tickets()["running"]["resolution"]  # seen at 13:00; 75 % of 8 h is at 14:00
    assert "^ 75%" in show.cycle(cycle).text
    assert "^ 75%" not in show.cycle(cycle.explain()).text
