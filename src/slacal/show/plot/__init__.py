"""Plots for analysts: each function draws on Axes of matplotlib, yours or new ones, and returns them to go on with.

Needs ``slacal[plot]``: matplotlib, numpy and narwhals. Nothing here touches pyplot or the global settings. New Axes
stand alone in a figure of their own, ``axes.figure``, which a notebook shows after ``%matplotlib inline``.
"""

from slacal.errors import MissingExtra

try:
    from slacal.show.plot.compliance import compliance_over_time
    from slacal.show.plot.elapsed import elapsed_against_goal
    from slacal.show.plot.goals import goal_curve
    from slacal.show.plot.load import load_by_hour_of_week
except ModuleNotFoundError as error:
    missing = (error.name or "").partition(".")[0]
    if missing not in {"matplotlib", "narwhals", "numpy"}:
        raise
    raise MissingExtra("slacal.show.plot", missing, "is not installed", "pip install 'slacal[plot]'") from None

__all__ = ["compliance_over_time", "elapsed_against_goal", "goal_curve", "load_by_hour_of_week"]
