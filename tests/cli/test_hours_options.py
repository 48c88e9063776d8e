"""A calendar from options."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from slacal import Calendar
from slacal.cli.hours_options import add_hours_options, assumptions_of, calendar_of
from slacal.errors import SlacalError

if TYPE_CHECKING:
    from argparse import Namespace


def parsed(*options: str) -> Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--zone")
    parser.set_defaults(refuse=parser.error)
    add_hours_options(parser)
    return parser.parse_args(options)


def test_the_options_describe_a_weekly_calendar() -> None:
    found = calendar_of(parsed("--hours", "Mo-Fr 10:00-19:00", "--zone", "Europe/Berlin", "--holidays", "DE-BY"))
    assert found == Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin", holidays="DE-BY")


def test_holidays_that_are_not_named_are_an_assumption() -> None:
    assert assumptions_of(parsed("--holidays", "DE")) == ()
    assert "no public holidays" in assumptions_of(parsed())[0]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--hours", "nine to five"), ("--zone", "Berlin"), ("--holidays", "XX"), ("--holidays", "DE-XX")],
)
def test_a_refusal_names_the_option(option: str, value: str) -> None:
    good = {"--hours": "Mo-Fr 10:00-19:00", "--zone": "Europe/Berlin", "--holidays": "DE"}
    with pytest.raises(SlacalError) as refused:
        calendar_of(parsed(*(text for pair in {**good, option: value}.items() for text in pair)))
    assert refused.value.field == option


def test_the_zone_is_never_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        calendar_of(parsed("--hours", "Mo-Fr 10:00-19:00"))
    assert "--zone is missing" in capsys.readouterr().err
