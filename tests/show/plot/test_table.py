"""A table as its columns, whatever library made it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from slacal.errors import WrongType
from slacal.show.plot.table import Table

pd: Any = pytest.importorskip("pandas")
pl: Any = pytest.importorskip("polars")
pa: Any = pytest.importorskip("pyarrow")


COLUMNS: dict[str, list[Any]] = {"team": ["blue", None], "share": [0.5, None]}
FRAMES = [
    pytest.param(lambda: pd.DataFrame(COLUMNS), id="pandas"),
    pytest.param(lambda: pd.DataFrame(COLUMNS).convert_dtypes(), id="pandas, nullable"),
    pytest.param(lambda: pd.DataFrame(COLUMNS).astype({"team": "category"}), id="pandas, categories"),
    pytest.param(lambda: pl.DataFrame(COLUMNS), id="polars"),
    pytest.param(lambda: pa.table(COLUMNS), id="pyarrow"),
    pytest.param(lambda: {"team": np.array(["blue", None], object), "share": np.array([0.5, np.nan])}, id="arrays"),
]


@pytest.mark.parametrize("make", FRAMES)
def test_columns_are_read_and_what_is_null_is_none_or_nan(make: Any) -> None:
    table = Table(make())
    assert table.names == ["team", "share"]
    assert table.values("team") == ["blue", None]
    assert np.array_equal(table.numbers("share"), [0.5, np.nan], equal_nan=True)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(WrongType, match="frame='list' is not a table"):
        Table([1, 2])
