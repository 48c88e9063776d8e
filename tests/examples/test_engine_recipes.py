"""The page on many machines shows the recipes of examples/engines, word for word; `make test-engines` runs them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "many-machines.md"
RECIPES = ["spark_recipe.py", "dask_recipe.py", "ray_recipe.py"]


def test_the_page_shows_each_recipe_as_it_is() -> None:
    shown = re.findall(r"^```py\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert shown == [(ROOT / "examples" / "engines" / name).read_text(encoding="utf-8") for name in RECIPES]


def test_each_recipe_is_run_by_a_test_of_its_own() -> None:
    for name in RECIPES:
        tests = (ROOT / "tests" / "engines" / f"test_{name.removesuffix('_recipe.py')}.py").read_text(encoding="utf-8")
        assert {"cycles_of", "with_due_dates"} <= set(re.findall(rf'recipe\("{name[:-3]}"\)\.(\w+)', tests))
