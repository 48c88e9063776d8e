"""The room of plots: it says how to install matplotlib, and leaves its global state alone."""

from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import numpy as np

from slacal.errors import MissingExtra
from slacal.show.plot import elapsed_against_goal
from slacal.show.plot.ground import line_style

PROBE = """
import sys
sys.modules["matplotlib"] = None
from slacal.show import plot
"""


def test_without_matplotlib_the_error_names_the_extra() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert "pip install 'slacal[plot]'" in done.stderr
    assert MissingExtra.__name__ in done.stderr


def test_show_itself_comes_without_matplotlib() -> None:
    probe = "import sys; from slacal import Calendar, show; show.week; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_plot_changes_no_settings() -> None:
    before = dict(mpl.rcParams)
    cycle = {"target": "answer", "stage": "completed", "elapsed_ratio": 0.5}
    elapsed_against_goal({name: np.array([value]) for name, value in cycle.items()})
    assert dict(mpl.rcParams) == before


def test_no_two_of_the_first_eighteen_lines_look_alike() -> None:
    assert len({tuple(line_style(place).values()) for place in range(18)}) == 18
