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

# How many examples each property draws. Chosen by name, with --hypothesis-profile=NAME: left to itself, hypothesis
# repeats the same examples wherever CI=true is set. All draw new ones in every run, but for the engine's in the gate
# (tests/laws/test_engine_laws.py), and print how to repeat a failure.
PROFILES = {
    "dev": 20,  # while you work
    "gate": 60,  # before a change lands: tests/laws take a minute or two on two slow cores
    "more": 2_000,  # make laws
    "long": 20_000,  # make laws PROFILE=long, over a night
}
_common = settings(deadline=None, derandomize=False, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
for _name, _examples in PROFILES.items():
    settings.register_profile(_name, _common, max_examples=_examples)
settings.load_profile("gate")  # --hypothesis-profile=NAME comes later and wins
