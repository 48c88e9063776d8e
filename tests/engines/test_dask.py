"""On Dask, the steps say of a real log what one process says of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.engines
PARTITIONS = 8


def partitioned(table: Any) -> Any:
    pandas = import_module("pandas")
    return import_module("dask.dataframe").from_pandas(table.to_pandas(types_mapper=pandas.ArrowDtype), npartitions=4)


def computed(frame: Any) -> Any:
    """Return what two other processes make of a frame."""
    found = frame.compute(scheduler="processes", num_workers=2)
    return import_module("pyarrow").Table.from_pandas(found, preserve_index=False)


def test_cycles_are_those_of_one_process(
    desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    found = recipe("dask_recipe").cycles_of(partitioned(desk.log), desk.cycles, "number", PARTITIONS)
    assert found.npartitions == PARTITIONS
    assert_same(computed(found), desk.cycles(desk.log), ["ticket", "target", "cycle"])


def test_due_dates_are_those_of_one_process(
    desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    found = recipe("dask_recipe").with_due_dates(partitioned(desk.tickets), desk.promises)
    assert_same(computed(found), desk.promises(desk.tickets), ["number"])
