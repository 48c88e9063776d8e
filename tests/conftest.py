"""What all tests share: one time-zone database, and how many examples the properties draw."""

from __future__ import annotations

import os
import zoneinfo

from hypothesis import HealthCheck, settings

# The system's database differs from the tzdata package, so tests rest on the package alone, here and in subprocesses.
os.environ["PYTHONTZPATH"] = ""
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()

# Chosen by name: left to itself, hypothesis repeats the same examples wherever CI=true is set.
_common = settings(deadline=None, derandomize=False, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", _common, max_examples=20)
settings.register_profile("gate", _common, max_examples=60)
settings.register_profile("long", _common, max_examples=2_000)
settings.load_profile("gate")  # --hypothesis-profile=NAME comes later and wins
