"""What all tests share: one time-zone database, and how many examples the properties draw."""

from __future__ import annotations

import os
import zoneinfo

from hypothesis import HealthCheck, settings

# The system's database differs from the tzdata package, so tests rest on the package alone, here and in subprocesses;
# but for one cell of tools/matrix.py, which says so by this name.
if os.environ.get("SLACAL_TEST_ZONES") != "system":
    os.environ["PYTHONTZPATH"] = ""
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()

# How many examples each property draws. Chosen by name, with --hypothesis-profile=NAME: left to itself, hypothesis goes
# by whether CI=true is set. The gate draws the same ones each time, so that a change is judged by what it changes; the
# others draw new ones in every run, and print how to repeat a failure.
PROFILES = {
    "dev": 20,  # while you work
    "gate": 60,  # before a change lands: tests/laws take a minute or two on two slow cores
    "more": 2_000,  # make laws
    "long": 20_000,  # make laws PROFILE=long, over a night
}
_common = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
for _name, _examples in PROFILES.items():
    settings.register_profile(_name, _common, max_examples=_examples, derandomize=_name == "gate")
settings.load_profile("gate")  # --hypothesis-profile=NAME comes later and wins
