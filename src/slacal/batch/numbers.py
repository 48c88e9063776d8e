"""The array types of the batch, and how much of an array is worked on at once."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from slacal.errors import BadInput, WrongType

Ints: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.integer[Any]]
Flags: TypeAlias = NDArray[np.bool_]
CHUNK = 16_384  # rows: what a pass reads and writes stays in the second-level cache
MISSING = -(1 << 63)  # numpy's own NaT, as a number


def array_of(values: object, field: str) -> NDArray[Any]:
    """Return values of any kind as an array of one dimension. Raises: WrongType, BadInput."""
    try:
        array = np.asarray(values)
    except Exception as error:  # ragged lists, and objects of the caller's own
        problem = f"is not a column: {type(error).__name__}"
        raise WrongType(field, type(values).__name__, problem, "pass an array of one dimension") from error
    if array.ndim != 1:
        raise BadInput(field, array.shape, "is not one column", "pass an array of one dimension: array.ravel()")
    return array
