"""What if, and how did we do? Questions over many tickets at once.

Needs ``slacal[batch]``: numpy and narwhals. Frames go in and out as pandas, polars, pyarrow or dicts of numpy arrays.
"""

from slacal.analysis.agenda import Agenda
from slacal.analysis.ahead import Upcoming, upcoming
from slacal.analysis.auditing import Audit, Difference, audit
from slacal.analysis.comparing import Comparison, compare
from slacal.analysis.complying import Compliance, compliance
from slacal.analysis.contrast import Contrast
from slacal.analysis.desk import Desk, fit
from slacal.analysis.found_goal import FoundGoal, FoundGoals
from slacal.analysis.goal_finding import find_goal
from slacal.analysis.recording import record
from slacal.analysis.simulated import Figure, Share, Simulated, Wait
from slacal.analysis.simulating import simulate
from slacal.analysis.team import Team

__all__ = [
    "Agenda", "Audit", "Comparison", "Compliance", "Contrast", "Desk", "Difference", "Figure", "FoundGoal",
    "FoundGoals", "Share", "Simulated", "Team", "Upcoming", "Wait", "audit", "compare", "compliance",
    "find_goal", "fit", "record", "simulate", "upcoming",
]  # fmt: skip
