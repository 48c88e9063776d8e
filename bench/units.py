"""The units that tell how fast a machine is just now: AZ for Python, CLOOP and ADD for arrays.

CLOOP is a C loop over bin tables, made by gcc where there is one, without looking at range or missing values.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bench.timing import best

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.timing import Runs

    from slacal.batch.bins import Bins

CALLS = 100
SOURCE = """
#include <stddef.h>
#include <stdint.h>
typedef int64_t I; typedef const int64_t *restrict In; typedef int64_t *restrict Out;
static inline I total(I t, I origin, double per, In shift, In floor) {
  I k = (I)((double)(t - origin) * per), v = t + shift[k], low = floor[k], high = floor[k + 1];
  v = v < low ? low : v; return v > high ? high : v; }
void elapsed(In a, In b, Out o, ptrdiff_t n, I origin, I width, In shift, In floor) {
  double per = 1.0 / width;
  for (ptrdiff_t i = 0; i < n; i++)
    o[i] = total(b[i], origin, per, shift, floor) - total(a[i], origin, per, shift, floor); }
void add(In a, In d, Out o, ptrdiff_t n, I origin, I width, In shift, In floor, I bits, In jumps, In moves) {
  double per = 1.0 / width;
  for (ptrdiff_t i = 0; i < n; i++) {
    I x = total(a[i], origin, per, shift, floor) + d[i], j = x >> bits, near = moves[j], far = moves[j + 1];
    o[i] = x + (x <= jumps[j] ? near : far); } }
"""


def az_run(calls: int = CALLS) -> Callable[[], object]:
    """Return a run of so many times AZ."""
    at, zone = datetime(2026, 11, 20, 14, 33, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    return lambda: [at.astimezone(zone) for _ in range(calls)]


def az(seconds: float = 0.5) -> float:
    """Return AZ in nanoseconds, measured now."""
    return best({"AZ": az_run()}, CALLS, seconds)["AZ"]


@lru_cache(maxsize=1)
def c_library() -> ctypes.CDLL | None:
    """Return the C loops; None where there is no gcc."""
    gcc = shutil.which("gcc")
    if gcc is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "loop.c"), Path(folder, "loop.so")
        source.write_text(SOURCE, encoding="utf-8")
        subprocess.run([gcc, "-O3", "-march=native", "-shared", "-fPIC", "-o", made, source], check=True)
        return ctypes.CDLL(str(made))


def c_runs(bins: Bins, a: Any, b: Any, d: Any) -> Runs:
    """Return the runs ``CLOOP`` (elapsed from a to b) and ``CLOOP add`` (of d to a); none without gcc."""
    import numpy as np

    library = c_library()
    if library is None:
        return {}
    out, integer = np.empty_like(a), ctypes.c_int64
    shift, floor = bins.shift, np.append(bins.floor, bins.ceiling[-1])
    jumps, moves = (bins.leaps[at::2].copy() for at in (0, 1))
    kept = shift, floor, jumps, moves, a, b, d

    def at(array: Any) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    head = integer(len(a)), integer(int(bins.origins[0])), integer(bins.width), at(shift), at(floor)
    tail = integer(bins.bits), at(jumps), at(moves)
    return {
        "CLOOP": lambda: (library.elapsed(at(a), at(b), at(out), *head), kept),
        "CLOOP add": lambda: (library.add(at(a), at(d), at(out), *head, *tail), kept),
    }
