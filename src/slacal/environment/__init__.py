"""The ground: what am I running on?"""

from __future__ import annotations

from slacal.environment.versions import Environment, doctor

__all__ = ["Environment", "doctor"]
