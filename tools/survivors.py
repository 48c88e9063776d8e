"""The list of mutants that no test tells from the code, each with the reason why: read, and held against a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Survivor(NamedTuple):
    """A change of the code: the function that it stands in, and its lines before and after."""

    where: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([self.where, *(f"- {line}" for line in self.before), *(f"+ {line}" for line in self.after)])


def of_diff(mutant: str, diff: str) -> Survivor:
    """Return the survivor of a mutant's name and its unified diff."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    before, after = (tuple(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Survivor(stands_in(mutant), before, after)


def stands_in(mutant: str) -> str:
    """Return the function that a mutant changes, as the list writes it."""
    module, _, name = mutant.rpartition("__mutmut_")[0].removeprefix("slacal.").rpartition(".")
    return f"{module}.{name.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"


def read(text: str) -> dict[Survivor, str]:
    """Return the survivors of a list, each with its reason; blocks stand apart by an empty line, notes begin with #."""
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return dict(_block(block.strip().splitlines()) for block in kept.split("\n\n") if block.strip())


def _block(lines: list[str]) -> tuple[Survivor, str]:
    where, rest = lines[0], lines[1:]
    before, after = (tuple(line[2:].strip() for line in rest if line.startswith(sign)) for sign in "-+")
    reason = " ".join(line.strip() for line in rest if line.startswith("  "))
    if not reason:
        raise SystemExit(f"a survivor needs a reason, two blanks before it:\n{chr(10).join(lines)}")
    return Survivor(where, before, after), reason


def unlisted(found: Iterable[Survivor], known: Mapping[Survivor, str]) -> list[Survivor]:
    """Return the survivors that the list does not know."""
    return sorted(set(found) - set(known))


def outlived(found: Iterable[Survivor], known: Mapping[Survivor, str], files: Iterable[str]) -> list[Survivor]:
    """Return the listed survivors of these files that survive no more, or whose code has gone."""
    heads = tuple(f"{file.removesuffix('.py').replace('/', '.')}." for file in files)
    return sorted(each for each in set(known) - set(found) if each.where.startswith(heads))
