"""On Spark, the steps say of a real log what one process says of it."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore"),  # Spark's own: young pandas, sockets that it closes late
]
PARTITIONS = 8


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # workers of this very interpreter
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
        session = builder.config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
        yield session
        session.stop()


def test_cycles_are_those_of_one_process(
    spark: Any, desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    log = spark.createDataFrame(desk.log)
    found = recipe("spark_recipe").cycles_of(log, desk.cycles, "number", PARTITIONS)
    assert found.rdd.getNumPartitions() == PARTITIONS
    assert_same(found.toArrow(), desk.cycles(desk.log), ["ticket", "target", "cycle"])


def test_due_dates_are_those_of_one_process(
    spark: Any, desk: Any, recipe: Callable[[str], Any], assert_same: Callable[..., None]
) -> None:
    tickets = spark.createDataFrame(desk.tickets)
    found = recipe("spark_recipe").with_due_dates(tickets, desk.promises)
    assert_same(found.toArrow(), desk.promises(desk.tickets), ["number"])
