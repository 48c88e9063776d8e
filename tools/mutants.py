"""Change the code in small steps, one at a time, and see which changes no test notices: mutmut, on a copy in build/.

python -m tools.mutants                              # every package of PACKAGES
python -m tools.mutants spans calendars/compile.py   # a package, a file
python -m tools.mutants --sample 1000 engine         # so many of its changes, drawn by lot, the same in every run
python -m tools.mutants --again engine               # those that no test noticed when it was last run
python -m tools.mutants --new engine                 # all but those that the list names, which are taken to survive

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

from tools.mutant_loop import CHECKS, KILLED
from tools.survivors import Survivor, of_diff, outlived, read, stands_in, unlisted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
COLD = ["-p", "tests.cold"]  # for mutmut: the loop begins cold by itself
OPTIONS = [
    "-p", "no:cacheprovider", "--hypothesis-profile=dev", "--hypothesis-seed=0",
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
STATS = "mutmut-stats.json"
PATIENCE = 10  # seconds that a test may take, and beyond them as many times what it takes on the unchanged code
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
    lot = parser.add_mutually_exclusive_group()
    lot.add_argument("--sample", type=int, help="how many changes of each, drawn by lot; all of them where left out")
    lot.add_argument("--again", action="store_true", help="only those that no test noticed when it was last run")
    lot.add_argument("--new", action="store_true", help="all but those that the list names")
    asked = parser.parse_args(words)
    known = read(LIST.read_text("utf-8"))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    rows: list[str] = []
    new: list[Survivor] = []
    gone: list[Survivor] = []
    for name in asked.names or list(PACKAGES):
        mutants, found, files = run(name, asked.sample, again=asked.again, spared=known if asked.new else ())
        new += unlisted(found, known)
        gone += outlived(found, known, files) if asked.sample is None and not asked.again and not asked.new else []
        rows.append(row(name, mutants, [known.get(each, "not listed:") for each in found]))
    print("\n| code | mutants | killed | score | survivors, by reason |\n|---|---:|---:|---:|---|", *rows, sep="\n")
    for head, survivors in (("Survivors that the list does not know", new), ("Listed, and survive no more", gone)):
        if survivors:
            print(f"\n{head}: {len(survivors)}\n", *survivors, sep="\n\n")
    return 1 if new or gone else 0


def run(
    name: str, sample: int | None, *, again: bool, spared: Collection[Survivor]
) -> tuple[int, list[Survivor], list[str]]:
    """Return how many mutants of a package or file there are, those that survive, and the files they stand in.

    Those that are `spared` survive without a test.
    """
    copy = ROOT / "build" / "mutants" / name.removesuffix(".py").replace("/", "-")
    fates = copy.with_suffix(".fates")
    before = alive(fates) if again else []
    make_copy(copy, name)
    with chdir(copy):
        prepare(copy / "mutants" / STATS)
        made = {mutant.replace("__init__.", ""): (mutant, file) for file, names in metas(copy) for mutant in names}
        mutants = sorted(made.keys() & before if again else made)
        if sample is not None:
            mutants = Random(0).sample(mutants, min(sample, len(mutants)))  # noqa: S311  the same lot each time
        known = spared_among(mutants, made, spared)
        loop(copy / "mutants", name, [mutant for mutant in mutants if mutant not in known], fates)
        found = [*known.values(), *(survivor_of(*made[mutant]) for mutant in alive(fates))]
    return len(mutants), found, sorted({str(file.relative_to("src/slacal")) for _, file in made.values()})


def spared_among(
    mutants: list[str], made: dict[str, tuple[str, Path]], spared: Collection[Survivor]
) -> dict[str, Survivor]:
    """Return those of the mutants that are spared; only in functions of theirs is it worth the while to look.

    A change of a line that stands twice in its function is not: the list does not say which one it speaks of.
    """
    places = {one.where for one in spared}
    near = {mutant: survivor_of(*made[mutant]) for mutant in mutants if stands_in(mutant) in places}
    alike = Counter(near.values())
    return {mutant: one for mutant, one in near.items() if one in spared and alike[one] == 1}


def survivor_of(mutant: str, file: Path) -> Survivor:
    """Return what a mutant changes; mutmut looks for it below the directory in which it is asked."""
    diff_of: Any = import_module("mutmut.mutation.diff_apply").get_diff_for_mutant
    return of_diff(mutant, diff_of(mutant, path=file))


def prepare(stats: Path) -> None:
    """Make the mutants and find the tests that reach them: mutmut does so before it complains that none is asked."""
    command = [sys.executable, "-m", "mutmut", "run", NOBODY]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if not stats.exists():
        raise SystemExit(ended.stdout[-2000:])


def loop(tree: Path, name: str, mutants: list[str], fates: Path) -> None:
    """Test the mutants, and write what became of each."""
    stats = json.loads((tree / STATS).read_text("utf-8"))
    reach = stats["tests_by_mangled_function_name"]
    plan = {
        "mutants": mutants,
        "tests_of": {name.replace("__init__.", ""): tests for name, tests in reach.items()},
        "seconds": stats["duration_by_test"],
        "patience": PATIENCE,
        "fates": str(fates),
    }
    (tree / "plan.json").write_text(json.dumps(plan), "utf-8")
    quick = ["--tb=line", "--capture=sys"]  # to show where a test fails takes a hundred times what most tests take
    words = ["-q", "-p", "no:randomly", "-p", "tools.mutant_loop", "--mutants=plan.json", *quick, *OPTIONS]
    environment = os.environ | {"PYTHONPATH": "src:.", "PYTHONTZPATH": ""}
    subprocess.run([sys.executable, "-m", "pytest", *words, *tests_of(name)], cwd=tree, env=environment, check=True)


def tests_of(name: str) -> list[str]:
    """Return the tests that the changes of a package or file are held against."""
    return PACKAGES[name.partition("/")[0]]


def alive(fates: Path) -> list[str]:
    """Return the mutants that no test noticed."""
    lines = [json.loads(line) for line in fates.read_text("utf-8").splitlines()]
    return sorted(mutant for mutant, fate, _ in lines if fate != KILLED and mutant not in CHECKS)


def metas(copy: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each file that was changed, with its mutants."""
    for meta in sorted((copy / "mutants" / "src").rglob("*.meta")):
        file = meta.relative_to(copy / "mutants").with_suffix("")
        yield file, list(json.loads(meta.read_text("utf-8"))["exit_code_by_key"])


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
    settings = {"only": [only], "copied": READ, "tests": tests_of(name), "options": COLD + OPTIONS, "unseen": UNSEEN}
    config = CONFIG.format(**{name: json.dumps(value) for name, value in settings.items()})
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(config)


def row(name: str, mutants: int, reasons: list[str]) -> str:
    """Return a row of the table; a reason counts by its first word."""
    killed = mutants - len(reasons)
    kinds = sorted(Counter(reason.partition(":")[0] for reason in reasons).items())
    told = ", ".join(f"{count} {kind}" for kind, count in kinds) or "none"
    return f"| {name} | {mutants:,} | {killed:,} | {killed / max(mutants, 1):.1%} | {told} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
