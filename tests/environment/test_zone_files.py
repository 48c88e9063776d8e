"""Zone files compared: an hour that differs is found, a form that differs is not."""

from __future__ import annotations

from tests.environment.zone_bytes import HOUR, NOON, zone_file

from slacal.environment.zone_files import disagree


def test_zones_that_differ_for_a_single_hour_disagree() -> None:
    plain = zone_file((NOON, 0))
    assert disagree(plain, zone_file((NOON, HOUR), (NOON + HOUR, 0)))
    assert disagree(zone_file((NOON, HOUR), rule="XXX-1"), zone_file((NOON + HOUR, HOUR), rule="XXX-1"))


def test_zones_whose_rule_for_later_years_differs_by_an_hour_twice_a_year_disagree() -> None:
    one, other = (zone_file((NOON, 0), rule=f"XXX0YYY,M3.5.0/{hour},M10.5.0/3") for hour in (1, 2))
    assert disagree(one, other)


def test_zones_that_differ_in_form_alone_or_before_2015_agree() -> None:
    assert not disagree(zone_file((NOON, 0)), zone_file((NOON + HOUR, 0)))
    y2014 = 1_388_534_400  # 2014-01-01T00:00Z
    assert not disagree(zone_file((y2014, HOUR), (y2014 + HOUR, 0)), zone_file((y2014, 0)))


def test_a_broken_zone_file_agrees_with_none() -> None:
    assert disagree(zone_file((NOON, 0)), b"TZif2")
