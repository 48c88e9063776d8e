"""A ruling is told in the zone in which the question was asked. The desk is open Mo-Fr 10:00-19:00 in UTC."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tests.engine.desk import at, resolution

from slacal import Event, History


def test_the_instants_of_rulings_are_in_the_zone_of_the_question() -> None:
    # Created exactly at the opening and met exactly at the due, Monday 18:00 UTC: Tuesday 3:00 in Tokyo.
    events = [Event(at("23 10:00"), "created"), Event(at("23 18:00"), "changed", {"status": "solved"})]
    tokyo = ZoneInfo("Asia/Tokyo")
    seen = resolution().evaluate(History("T", events), as_of=at("23 19:00").astimezone(tokyo))["t"]
    (ruling,) = [one for one in seen.explain().decisions if one.rule == "P1"]
    assert str(ruling) == "P1: completed exactly at the due, Tue 2026-11-24 03:00: met"
