"""A policy in words: who is promised what, and in which table it stands."""

from __future__ import annotations

import pytest

from slacal import Policy, show
from slacal.show.policy_words import LABELS, choice_text, condition_text, moment_text, pauses_text
from slacal.show.words import tongue

ENGLISH, RUSSIAN = tongue("en", LABELS), tongue("ru", LABELS)


@pytest.mark.parametrize(
    ("written", "english", "russian"),
    [
        ("waiting", "waiting", "waiting"),
        ({"tier": "paid"}, "tier paid", "tier paid"),
        ({"tier": ["paid", "vip", 1]}, "tier paid or vip or 1", "tier paid или vip или 1"),
        ({"tier": "paid", "vip": True}, "tier paid, vip true", "tier paid, vip true"),
        ({"not": "waiting"}, "not waiting", "не waiting"),
        ({"not": {"tier": "free", "vip": True}}, "not (tier free, vip true)", "не (tier free, vip true)"),
        ({"any": ["solved", {"vip": True}]}, "(solved or vip true)", "(solved или vip true)"),
        ({"key": "present", "act": "absent"}, "key is given, act is not given", "key указано, act не указано"),
        ({"users": {"more_than": 1}}, "users more than 1", "users больше 1"),
        ({"n": {"at_least": 1, "at_most": 9}}, "n at least 1, n at most 9", "n не меньше 1, n не больше 9"),
        ({"bought": {"before": "2026-01-01"}}, "bought before 2026-01-01", "bought раньше 2026-01-01"),
    ],
)  # fmt: skip
def test_a_condition_in_words(written: object, english: str, russian: str) -> None:
    assert condition_text(written, ENGLISH) == english
    assert condition_text(written, RUSSIAN) == russian


def test_moments_pauses_and_choices_in_words() -> None:
    moment = [{"event": ["reply", "call"], "with": {"author": "human"}}, "solved"]
    assert moment_text(moment, ENGLISH) == "reply or call with author human or solved"
    pauses = [{"reason": "parts", "from": "ordered", "to": "came", "at_most": "2 business days"}, "waiting"]
    assert pauses_text(pauses, ENGLISH) == "parts: from ordered to came, at most 2 business days; waiting"
    assert pauses_text(pauses, RUSSIAN) == "parts: от ordered до came, не дольше 2 рабочих дня; waiting"
    assert choice_text([{"when": {"team": "Lyon"}, "use": "paris"}, {"use": "warsaw"}], ENGLISH) == (
        "paris for team Lyon; else warsaw"
    )


def told(targets: dict[str, object], **more: object) -> str:
    return str(
        show.policy(
            Policy.from_dict({"name": "Support", "zone": "UTC", "calendar": "always", "targets": targets, **more})
        )
    )


BY_TIER = [{"when": {"tier": "paid"}, "within": "2 business hours"}, {"within": "8 business hours"}]


def test_targets_of_the_same_conditions_stand_side_by_side() -> None:
    text = told({name: {"measures": name, "goals": BY_TIER} for name in ("first_response", "resolution")})
    assert "\n".join(text.splitlines()[3:8]) == (
        "Promises\n"
        "for              first_response    resolution\n"
        "---------------  ----------------  ----------------\n"
        "tier paid        2 business hours  2 business hours\n"
        "everything else  8 business hours  8 business hours"
    )


def test_targets_of_other_conditions_have_a_table_each() -> None:
    text = told({
        "answer": {"measures": "first_response", "goals": BY_TIER},
        "fix": {"measures": "resolution", "goals": [{"within": "not stated"}]},
    })  # fmt: skip
    assert "for              answer\n" in text
    assert "target  promised\n------  ----------\nfix     not stated" in text


def test_a_scope_has_its_shorter_side_as_columns() -> None:
    scope = {"rows": "tier", "columns": "service", "table": {"free": {"a": "included", "b": {"if": "asked"}}}}
    text = told({"fix": {"measures": "resolution", "goals": BY_TIER}}, scope=scope)
    assert (
        "service / tier  free\n--------------  ----------\na               ✓ included\nb               if asked" in text
    )


def test_later_versions_stand_with_their_dates() -> None:
    fix = {"measures": "resolution", "goals": [{"within": "4 business hours"}]}
    text = told({"fix": {**fix, "goals": BY_TIER}}, then=[{"from": "2027-01-01", "targets": {"fix": fix}}])
    assert "2027-01-01  targets: fix measures resolution, goals within 4 business hours" in text


def test_what_a_policy_says_in_russian() -> None:
    policy = Policy.from_dict({
        "name": "Поддержка", "zone": "Europe/Moscow", "calendar": "always",
        "targets": {"ответ": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
    })  # fmt: skip
    lines = str(show.policy(policy, language="ru")).splitlines()
    assert lines[:7] == [
        "Поддержка", "пояс Europe/Moscow", "", "Обязательства", "цель   обещано", "-----  ---------------",
        "ответ  8 рабочих часов",
    ]  # fmt: skip
