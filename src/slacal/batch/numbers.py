"""The array types of the batch, and how much of an array is worked on at once."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.integer[Any]]
Flags: TypeAlias = NDArray[np.bool_]
CHUNK = 16_384  # rows: what a pass reads and writes stays in the second-level cache
MISSING = -(1 << 63)  # numpy's own NaT, as a number
