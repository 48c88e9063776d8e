"""Change the code in small steps, one at a time, and see which changes no test notices: mutmut, on a copy in build/.

python -m tools.mutants                              # every package of PACKAGES
python -m tools.mutants spans calendars/compile.py   # a package, a file
python -m tools.mutants --sample 1000 engine         # so many of its changes, drawn by lot, the same in every run

Fails when a change survives that tests/survivors.txt does not list with its reason, or when that list is out of date.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tools.survivors import Survivor, of_diff, outlived, read, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests" / "survivors.txt"
READ = ["tools", "docs", "examples", "README.md", "CHANGELOG.md"]  # by one test or another
PACKAGES = {  # and the tests that its changes are held against
    "spans": ["tests/spans"],
    "timeline": ["tests/timeline"],
    "calendars": [
        "tests/calendars",
        "tests/conformance/test_calendar_cases.py",
        "tests/conformance/test_kept_values.py",
        "tests/conformance/test_russia.py",
    ],
    "engine": [
        "tests/engine",
        "tests/policies",
        "tests/conformance/test_kept_values.py",
        "tests/conformance/test_policy_cases.py",
    ],
    "policies": ["tests/policies", "tests/conformance/test_policy_cases.py"],
}
OPTIONS = [
    "-p", "no:cacheprovider", "-p", "tests.cold", "--hypothesis-profile=dev", "--hypothesis-seed=0",
    "--ignore=tests/calendars/test_values.py", "--ignore=tests/calendars/test_hours_text_differential.py",  # minutes
    "--deselect=tests/calendars/test_rules_holidays.py::test_c8_the_warning_names_the_callers_line",  # as below
    "--deselect=tests/calendars/test_hours_text.py::test_the_longest_texts_are_read_or_refused_in_a_moment",  # timed
    "--deselect=tests/calendars/test_every_finding.py::test_no_finding_is_without_an_example",  # reads the package
    "--deselect=tests/calendars/test_every_refusal.py::test_no_refusal_is_without_an_example",  # as above
    "--deselect=tests/policies/test_every_finding.py::test_no_finding_is_without_an_example",  # as above
    "--deselect=tests/policies/test_every_refusal.py::test_no_refusal_is_without_an_example",  # as above
]  # fmt: skip
UNSEEN = [r"\bframe\b"]  # code that counts the frames of its callers counts those of mutmut too
MEMORY = 4 << 30  # bytes a process: a loop that a change has made endless fills a list, and must not fill the machine
NOBODY = "no mutant has this name"
KILLED = {"killed", "timeout", "segfault"}
CONFIG = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {only}
also_copy = {copied}
pytest_add_cli_args = {options}
do_not_mutate_patterns = {unseen}
pytest_add_cli_args_test_selection = {tests}
use_setproctitle = false
"""


def main(words: list[str]) -> int:
    """Run the packages or files asked for, print a row for each, and return the exit code."""
    parser = ArgumentParser(prog="python -m tools.mutants")
    parser.add_argument("names", nargs="*", help="packages or files; every package where none is named")
    parser.add_argument("--sample", type=int, help="how many changes of each, drawn by lot; all of them where left out")
    asked = parser.parse_args(words)
    known = read(LIST.read_text("utf-8"))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    rows: list[str] = []
    new: list[Survivor] = []
    gone: list[Survivor] = []
    for name in asked.names or list(PACKAGES):
        counts, found, files = run(name, asked.sample)
        new += unlisted(found, known)
        gone += outlived(found, known, files) if asked.sample is None else []
        rows.append(row(name, counts, [known.get(each, "not listed:") for each in found]))
    print("\n| code | mutants | killed | score | survivors, by reason |\n|---|---:|---:|---:|---|", *rows, sep="\n")
    for head, survivors in (("Survivors that the list does not know", new), ("Listed, and survive no more", gone)):
        if survivors:
            print(f"\n{head}: {len(survivors)}\n", *survivors, sep="\n\n")
    return 1 if new or gone else 0


def run(name: str, sample: int | None) -> tuple[Counter[str], list[Survivor], list[str]]:
    """Return how the mutants of a package or file fared, those that survived, and the files they stand in."""
    copy = ROOT / "build" / "mutants" / name.removesuffix(".py").replace("/", "-")
    make_copy(copy, name)
    with chdir(copy):
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1)]
        if sample is not None:
            subprocess.run([*command, NOBODY], check=False)  # which makes the mutants, and then complains of none
            command += drawn(copy, sample)
        subprocess.run(command, check=True)
        return fates(copy)


def drawn(copy: Path, sample: int) -> list[str]:
    """Return the names of so many mutants, drawn by lot from those that were made."""
    names = sorted(name for _, made in metas(copy) for name in made)
    return Random(0).sample(names, min(sample, len(names)))  # noqa: S311  a lot that falls the same each time


def metas(copy: Path) -> Iterator[tuple[Path, dict[str, int | None]]]:
    """Yield each file that was changed, with its mutants and the exit codes of their tests, None for those not run."""
    for meta in sorted((copy / "mutants" / "src").rglob("*.meta")):
        file = meta.relative_to(copy / "mutants").with_suffix("")
        yield file, json.loads(meta.read_text("utf-8"))["exit_code_by_key"]


def make_copy(copy: Path, name: str) -> None:
    """Copy the tree as it is now, with what mutmut must know of the package or file."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for each in ["src", "tests", "pyproject.toml", *READ]:
        if (ROOT / each).is_dir():
            shutil.copytree(ROOT / each, copy / each, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / each, copy / each)
    only = f"src/slacal/{name}" if name.endswith(".py") else f"src/slacal/{name}/*"
    tests = PACKAGES[name.partition("/")[0]]
    settings = {"only": [only], "copied": READ, "tests": tests, "options": OPTIONS, "unseen": UNSEEN}
    config = CONFIG.format(**{name: json.dumps(value) for name, value in settings.items()})
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(config)


def fates(copy: Path) -> tuple[Counter[str], list[Survivor], list[str]]:
    """Read what mutmut has found in the copy, which is the current directory."""
    status_of: dict[int | None, str] = import_module("mutmut.stats").status_by_exit_code
    diff_of: Any = import_module("mutmut.mutation.diff_apply").get_diff_for_mutant
    counts: Counter[str] = Counter()
    found: list[Survivor] = []
    files: list[str] = []
    for file, codes in metas(copy):
        files.append(str(file.relative_to("src/slacal")))
        for mutant, code in codes.items():
            if code is None:
                continue
            counts[status_of[code]] += 1
            if status_of[code] not in KILLED:
                found.append(of_diff(mutant, diff_of(mutant, path=file)))
    return counts, found, files


def row(name: str, counts: Counter[str], reasons: list[str]) -> str:
    """Return a row of the table; a reason counts by its first word."""
    mutants, alive = counts.total(), len(reasons)
    score = (mutants - alive) / max(mutants, 1)
    kinds = sorted(Counter(reason.partition(":")[0] for reason in reasons).items())
    told = ", ".join(f"{count} {kind}" for kind, count in kinds) or "none"
    return f"| {name} | {mutants:,} | {mutants - alive:,} | {score:.1%} | {told} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
