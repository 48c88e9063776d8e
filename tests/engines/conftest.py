"""The real log of a service desk, what one process says of it, and the recipes as a reader would copy them."""

from __future__ import annotations

import gzip
import importlib.util
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from slacal import Policy
from slacal.batch import LogStep, PromisesStep

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
COLUMNS = {
    "ticket": "number", "at": "sys_updated_at", "created": "opened_at", "state": "incident_state",
    "priority": "priority",
}  # fmt: skip


class Desk(NamedTuple):
    """A log, its tickets, and the two steps that answer them."""

    log: Any
    tickets: Any
    cycles: LogStep
    promises: PromisesStep


@pytest.fixture(scope="session")
def desk() -> Desk:
    pa, csv = import_module("pyarrow"), import_module("pyarrow.csv")
    times = {"sys_updated_at": pa.timestamp("us", "UTC"), "opened_at": pa.timestamp("us", "UTC")}
    with gzip.open(EXAMPLES / "data" / "incident_events_2016.csv.gz") as text:
        read = csv.read_csv(text, convert_options=csv.ConvertOptions(include_columns=list(COLUMNS.values())))
    log = read.cast(pa.schema([(name, times.get(name, pa.string())) for name in read.column_names]))
    firsts = log.group_by("number", use_threads=False).aggregate([("opened_at", "first"), ("priority", "first")])
    policy = Policy.load(EXAMPLES / "demo" / "servicenow.yaml")
    as_of = datetime(2016, 6, 1, tzinfo=UTC)
    return Desk(
        log, firsts.rename_columns(["number", "opened_at", "priority"]),
        LogStep(policy, as_of, COLUMNS, created_with={"state": "New"}),
        PromisesStep(policy, "opened_at"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def recipe() -> Callable[[str], Any]:
    """Return the way to load a recipe, as a module that no worker could import by its name."""

    def load(name: str) -> Any:
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / "engines" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def assert_same() -> Callable[[Any, Any, list[str]], None]:
    """Return the comparison of two Arrow tables, each sorted by some columns: every column, its type and its values."""

    def same(found: Any, wanted: Any, keys: list[str]) -> None:
        order = [(key, "ascending") for key in keys]
        assert found.schema.remove_metadata() == wanted.schema.remove_metadata()
        assert len(found) == len(wanted) > 20_000
        ours, theirs = found.sort_by(order), wanted.sort_by(order)
        assert [name for name in theirs.column_names if not ours[name].equals(theirs[name])] == []

    return same
