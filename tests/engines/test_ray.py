"""On Ray, the steps say of a real log what one process says of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore"),  # Ray's own, of coming releases and of files that it closes late
]
PARTITIONS = 8


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    module = import_module("ray")
    module.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
    yield module
    module.shutdown()


def gathered(ray: Any, dataset: Any) -> Any:
    tables = ray.get(dataset.to_arrow_refs())
    return import_module("pyarrow").concat_tables([table for table in tables if len(table)])


def test_cycles_are_those_of_one_process(
    ray: Any, desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    log = import_module("ray.data").from_arrow(desk.log)
    found = recipe("ray_recipe").cycles_of(log, desk.cycles, "number", PARTITIONS)
    assert_same(gathered(ray, found), desk.cycles(desk.log), ["ticket", "target", "cycle"])


def test_due_dates_are_those_of_one_process(
    ray: Any, desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    tickets = import_module("ray.data").from_arrow(desk.tickets)
    found = recipe("ray_recipe").with_due_dates(tickets, desk.promises)
    assert_same(gathered(ray, found), desk.promises(desk.tickets), ["number"])
