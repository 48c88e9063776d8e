"""What a fingerprint is made of (rule C17)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from slacal import Calendar

DESK = Calendar.weekly("Mo 10:00-19:00", zone="UTC", holidays={date(2026, 11, 18): "ярмарка"})


def test_c17_a_digest_is_of_the_description_and_the_stretches_as_ascii_json() -> None:
    # From 1970 to 2026 are 56 years with 14 leap days: 56 * 365 + 14 = 20,454 days; from there to Monday 16 November
    # 304 + 15 = 319. (20,454 + 319) * 86,400 s = 1,794,787,200 s; open from 36,000 s to 68,400 s after it.
    text = (
        r'[{"holidays":[{"dates":{"2026-11-18":"\u044f\u0440\u043c\u0430\u0440\u043a\u0430"}}],'
        '"week":"Mo 10:00-19:00","zone":"UTC"},[[1794823200000000,1794855600000000]]]'
    )
    assert DESK.fingerprint(date(2026, 11, 16), date(2026, 11, 23)).digest == sha256(text.encode("ascii")).hexdigest()


def test_c17_a_fingerprint_names_its_dates() -> None:
    found = DESK.fingerprint(date(2026, 11, 16), date(2026, 11, 23))
    assert (found.first, found.last) == (date(2026, 11, 16), date(2026, 11, 23))
