"""What explanations say, in English and in Russian; whole texts of two tickets stand in tests/data/golden."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from string import Formatter
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from slacal import BadDocument, Event, Explanation, History, Policy, UnknownName
from slacal.calendars.layer import Layer
from slacal.engine import rules, words_en
from slacal.engine.stage import Outcome, Stage
from slacal.engine.words_en import ENGLISH
from slacal.show import words_ru
from slacal.show.text import explanation
from slacal.show.words_ru import RUSSIAN

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "src" / "slacal" / "engine"
GOLDEN = ROOT / "tests" / "data" / "golden"
MOSCOW = ZoneInfo("Europe/Moscow")
RECORDED = re.compile(r'(?:Decision|ruled|Ruling)\(\s*"(P\d+)",\s*"(\w+)"')
SUSPENSIONS = re.compile(r'"([a-z_]+)"')


def november(text: str) -> datetime:
    day, clock = text.split()
    hour, minute = clock.split(":")
    return datetime(2026, 11, int(day), int(hour), int(minute), tzinfo=MOSCOW)


# ---- both languages


def test_both_languages_know_the_same_codes() -> None:
    assert set(words_en.TEXTS) == set(words_ru.TEXTS)


def values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", sorted(words_en.TEXTS))
def test_both_languages_name_the_same_values(code: str) -> None:
    assert values(words_en.TEXTS[code]) == values(words_ru.TEXTS[code])


def test_every_decision_that_the_engine_takes_has_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ENGINE.glob("*.py"))
    found = {f"{rule}.{choice}" for rule, choice in RECORDED.findall(source)}
    assert len(found) > 30
    assert found <= set(words_en.TEXTS)


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("P9", get_args(rules.OnChange)),
        ("P16", get_args(rules.CalendarChange)),
        ("P3", get_args(rules.AfterPause)),
        ("P3", get_args(rules.Anchor)),
        ("P24", get_args(rules.CoverWhen)),
        ("P18", ("strictest", "all")),
        ("P23", ("ola", "uc")),
        ("P30", ("objective", "none")),
        ("stage", tuple(Stage)),
        ("outcome", tuple(Outcome)),
        ("layer", tuple(layer for layer in Layer if layer.above_week)),
    ],
)
def test_every_option_of_a_rule_has_words(rule: str, options: tuple[str, ...]) -> None:
    assert {f"{rule}.{option}" for option in options} <= set(words_en.TEXTS)


def test_every_reason_of_the_engine_has_words() -> None:
    source = (ENGINE / "suspension.py").read_text(encoding="utf-8")
    named = [line for line in source.splitlines() if re.match(r"[A-Z_, ]+ = \"", line)]
    reasons = SUSPENSIONS.findall("\n".join(named))
    assert len(reasons) >= 8
    assert {f"why.{reason}" for reason in reasons} <= set(words_en.TEXTS)


# ---- two tickets, whole


SUPPORT = Policy.from_dict(
    {
        "name": "Support",
        "zone": "Europe/Moscow",
        "version": "2026-01",
        "assumptions": ["the source names no zone; Moscow is assumed"],
        "calendars": {"office": {"week": "Mo-Fr 10:00-19:00", "holidays": {"production": "RU"}}},
        "targets": {
            "fix": {
                "measures": "resolution",
                "pause": [{"reason": "ждём клиента", "while": "waiting"}],
                "goals": [
                    {"when": {"priority": "high"}, "within": "8 business hours"},
                    {"within": "3 business days"},
                ],
                "warnings": ["75%"],
            },
            "work": {
                "measures": "resolution",
                "start": "work_started",
                "goals": [{"within": "4 business hours", "commitment": "objective"}],
            },
        },
    }
)
ESCALATED = History(
    "T-1",
    [
        Event(november("3 17:00"), "created", status="open", priority="low"),  # a Tuesday, shortened to 18:00
        Event(november("3 17:30"), "changed", status="waiting"),  # the 4th is Unity Day
        Event(november("5 12:00"), "changed", status="open"),
        Event(november("5 15:00"), "changed", priority="high"),
    ],
)
SOLVED = History(
    "T-2",
    [
        Event(november("20 18:00"), "created", status="open"),  # a Friday
        Event(november("21 12:00"), "work_started"),
        Event(november("23 15:30"), "changed", status="solved"),
    ],
)
TICKETS = {
    # T-1: 0.5 h on the 3rd; the pause takes 0.5 h of the 3rd and 2 h of the 5th; 6 h until 18:00: 6.5 h of 8 are used,
    # 1.5 h are left: 1 h on the 5th, 0.5 h on the 6th.
    "escalated": (ESCALATED, "5 18:00", "fix"),
    # T-2: work starts on Saturday, counts from Monday 10:00, is due at 14:00 and solved at 15:30.
    "missed": (SOLVED, "24 10:00", "work"),
}


def told(name: str) -> Explanation:
    history, as_of, target = TICKETS[name]
    return SUPPORT.evaluate(history, as_of=november(as_of))[target].explain()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", TICKETS)
def test_the_whole_text_of_a_ticket_is_as_agreed(name: str, language: str) -> None:
    golden = (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")
    assert explanation(told(name), language="ru" if language == "ru" else "en") + "\n" == golden


def test_english_is_what_an_explanation_says_by_itself() -> None:
    assert explanation(told("missed")) == str(told("missed"))


def test_another_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="'de' is not spoken here"):
        explanation(told("missed"), language="de")  # type: ignore[arg-type] # refused on purpose


# ---- how things are said


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("1 business hour", "1 рабочий час"),
        ("2 business minutes", "2 рабочие минуты"),
        ("5 business days", "5 рабочих дней"),
        ("11 calendar hours", "11 календарных часов"),
        ("21 calendar days", "21 календарный день"),
        ("3 months", "3 месяца"),
        ("5 years", "5 лет"),
        ("1.5 business hours", "1,5 рабочих часа"),
        ("end of business day", "конец рабочего дня"),
        ("1 business hour before due", "1 рабочий час до срока"),
        ("8 business hours, at 150%", "8 рабочих часов × 150%"),
        ("Gold", "Gold"),  # a label is the policy's own word
    ],
)
def test_goals_are_said_in_russian(goal: str, said: str) -> None:
    assert RUSSIAN.goal(goal) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("Wednesday", "среда"),
        ("outside hours", "вне рабочих часов"),
        ("working Sunday", "рабочее воскресенье"),
        ("working Saturday in place of 2026-11-02, not worked by this calendar",
         "рабочая суббота вместо 2026-11-02, по этому календарю нерабочий день"),
        ("day off moved from 2026-01-03", "выходной, перенос с 2026-01-03"),
        ("День народного единства", "День народного единства"),
    ],
)  # fmt: skip
def test_days_are_said_in_russian(day: str, said: str) -> None:
    assert RUSSIAN.day(day) == said


def test_instants_have_a_weekday_and_seconds_only_where_there_are_any() -> None:
    at = november("23 10:00")
    assert (ENGLISH.when(at), RUSSIAN.when(at)) == ("Mon 2026-11-23 10:00", "пн 23.11.2026 10:00")
    assert ENGLISH.when(at.replace(second=5, microsecond=250)) == "Mon 2026-11-23 10:00:05.000250"


def test_a_code_without_words_is_said_with_its_values() -> None:
    assert ENGLISH.said("P99.new", "a", 5) == "P99.new a 5"


def test_what_a_log_brings_does_no_harm_to_a_terminal() -> None:
    assert ENGLISH.said("P99.new", "wait {0} \x1b[2J\nP1: forged") == "P99.new wait {0} \\x1b[2J\\nP1: forged"


def test_a_policy_whose_words_would_harm_a_terminal_is_refused() -> None:
    pause = [{"reason": "wait \x1b[2J", "while": "waiting"}]
    target = {"measures": "resolution", "pause": pause, "goals": [{"within": "8 business hours"}]}
    calendars = {"desk": {"week": "always", "zone": "UTC"}}
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict({"name": "x", "calendars": calendars, "targets": {"t": target}})
    assert refused.value.faults[0].field == "targets.t.pause[0].reason"
