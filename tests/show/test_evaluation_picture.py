"""An evaluation in words, in both languages, and its bars."""

from __future__ import annotations

from tests.show.samples_of_tickets import TICKETS

# Opened on Friday at 17:00 and answered at 18:00, of 2 h; 8 h are due on Monday at 16:00, at 13:00 it is 2 + 3 = 5 h.
RUNNING = """\
T-1042, seen Mon 2026-11-23 13:00, times in Europe/Moscow
earliest due Mon 2026-11-23 16:00, next change Mon 2026-11-23 14:00

target                          stands                         due        used        left
------------------------------  ---------  --------------------  ----------  ----------
"""


def test_the_targets_of_a_ticket_as_text() -> None:
    lines = str(TICKETS["evaluation running"]()).splitlines()
    assert lines[:2] == RUNNING.splitlines()[:2]
    assert [" ".join(line.split()) for line in lines[5:]] == [
        "first answer: 2 business hours ✓ met Fri 2026-11-20 19:00 1 h 00 min 1 h 00 min",
        "resolution: 8 business hours ▸ running Mon 2026-11-23 16:00 5 h 00 min 3 h 00 min",
    ]


def test_a_due_that_has_passed_is_not_called_the_next() -> None:
    seen, dues = str(TICKETS["evaluation breached"]()).splitlines()[:2]
    assert seen == "T-1042, seen Tue 2026-11-24 13:00, times in Europe/Moscow"
    assert dues == "earliest due Mon 2026-11-23 16:00, next change none"


def test_the_targets_of_a_ticket_in_russian() -> None:
    lines = str(TICKETS["evaluation russian"]()).splitlines()
    assert lines[0] == "T-1042, на вт 24.11.2026 13:00, время: Europe/Moscow"
    assert " ".join(lines[-1].split()) == (
        "решение заявки: 8 рабочих часов ✗ срок нарушен, отсчёт идёт пн 23.11.2026 16:00 14 ч 00 мин -6 ч 00 мин"
    )


def test_a_bar_is_as_long_as_the_share_that_is_used() -> None:
    html = TICKETS["evaluation running"]().html
    assert "width:50%" in html  # 1 of 2 hours
    assert "width:62.5%" in html  # 5 of 8
    assert 'aria-label="62 % of the promise used"' in html


def test_a_bar_of_a_late_cycle_ends_its_promise_at_a_line() -> None:
    html = TICKETS["evaluation breached"]().html
    assert 'class="over" style="left:57.14%;right:0"' in html  # 8 of 14 hours


def test_a_breach_that_comes_a_microsecond_after_the_due_is_told_in_words() -> None:
    html = TICKETS["evaluation pauses"]().html
    assert ".000001" not in html
