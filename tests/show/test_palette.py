"""Colours: readable in light and in dark, by the formula of WCAG 2.2, and no more of them than a picture uses."""

from __future__ import annotations

import pytest

from slacal.show.palette import ROLES, stylesheet

AS_TEXT = ("ink", "faint", "paused", "holiday", "late", "warn", "met", "breach")
AS_MARKS = ("open", "counted", "paused", "holiday", "late", "warn", "met", "breach")
SHADES = (0.15, 0.33, 0.55)  # of open, behind the dates of a year


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of WCAG 2.2: channels made linear, weighed as the eye does."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_published_extremes() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)  # WCAG 2.2: from 1 to 21


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("role", AS_TEXT)
def test_text_is_readable_on_the_ground(role: str, theme: int) -> None:
    assert contrast(rgb(ROLES[role][theme]), rgb(ROLES["ground"][theme])) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("role", AS_MARKS)
def test_marks_stand_out_from_the_ground_and_from_closed_time(role: str, theme: int) -> None:
    for behind in ("ground", "closed"):
        assert contrast(rgb(ROLES[role][theme]), rgb(ROLES[behind][theme])) >= 3


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("share", SHADES)
def test_dates_are_readable_on_every_shade(share: float, theme: int) -> None:
    mixed = tuple(
        share * one + (1 - share) * other
        for one, other in zip(rgb(ROLES["open"][theme]), rgb(ROLES["ground"][theme]), strict=True)
    )
    assert contrast(mixed, rgb(ROLES["ink"][theme])) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
def test_dates_are_readable_on_the_darkest_shade(theme: int) -> None:
    assert contrast(rgb(ROLES["open"][theme]), rgb(ROLES["ground"][theme])) >= 4.5


def test_a_stylesheet_holds_the_colours_that_its_rules_name_and_those_of_the_frame() -> None:
    text = stylesheet(".slacal .a{fill:var(--late)}")
    assert "--late:light-dark(#b3402a,#f2907a)" in text
    assert "--met:" not in text
    assert "--ink:" in text


def test_a_colour_that_does_not_exist_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        stylesheet(".slacal .a{fill:var(--purple)}")


@pytest.mark.parametrize(
    "sign", ["[data-jp-theme-light=false]", ".vscode-dark", "[data-theme=dark]", "[data-md-color-scheme=slate]"]
)
def test_the_theme_of_a_notebook_wins_over_that_of_the_system(sign: str) -> None:
    dark = stylesheet().rpartition("}:is(")[2]
    assert sign in dark
    assert dark.endswith("{color-scheme:dark}")


def test_every_rule_stays_inside_the_picture() -> None:
    rules = [part.rpartition("}")[2] for part in stylesheet().split("{")[:-1]]
    assert all("slacal" in rule or rule.startswith("@") or "@" in rule for rule in rules)
