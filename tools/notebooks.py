"""Run the notebooks of the examples, and keep in them what they show: the verb is `make notebooks`.

A notebook runs in its own folder, from top to bottom, in a shell of IPython inside this process: no kernel, no server.
What is kept is the same after every run: it holds no times, no paths and no numbers that vary.
"""

from __future__ import annotations

import json
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import TextIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from IPython.core import pylabtools
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "examples" / "notebooks"
Notebook: TypeAlias = dict[str, Any]
Output: TypeAlias = dict[str, Any]


class _Hook(DisplayHook):
    """Keeps the value of a cell's last line, unless the line ends in a semicolon."""

    def __call__(self, result: Any = None) -> None:
        look: Any = self  # IPython has few types
        if result is not None and not look.quiet():
            data, _ = look.compute_format_data(result)
            look.shell.display_pub.outputs.append({"result": True, "data": data})


class _Shell(InteractiveShell):
    """A shell that keeps what a cell shows."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(CapturingDisplayPublisher)

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
        """Let figures show themselves as `%matplotlib inline` does, without a backend that this process would keep."""
        tools: Any = pylabtools
        tools.select_figure_formats(self, {"png"}, bbox_inches="tight")
        return gui, "inline"


class _Stream(TextIOBase):
    """Keeps what is printed among what is shown, in order."""

    def __init__(self, name: str, outputs: list[Output]) -> None:
        self._name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        if not self._outputs or self._outputs[-1].get("name") != self._name:
            self._outputs.append({"output_type": "stream", "name": self._name, "text": ""})
        self._outputs[-1]["text"] += text
        return len(text)


def read(path: Path) -> Notebook:
    """Return a notebook as plain data."""
    found: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return found


def code_cells(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(path: Path) -> Iterator[tuple[dict[str, Any], list[Output]]]:
    """Yield each cell of code and what it shows now. A cell that fails raises its own error."""
    with TemporaryDirectory() as own, chdir(path.parent):
        quiet = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
        shell = _Shell.instance(config=quiet, ipython_dir=own, user_module=ModuleType("__notebook__"))
        try:
            for place, cell in enumerate(code_cells(read(path)), start=1):
                yield cell, [_kept(output, place) for output in _shown(shell, "".join(cell["source"]))]
        finally:
            _Shell.clear_instance()


def _shown(shell: Any, code: str) -> list[Output]:
    outputs: list[Output] = shell.display_pub.outputs
    outputs.clear()
    with redirect_stdout(_Stream("stdout", outputs)), redirect_stderr(_Stream("stderr", outputs)):
        shell.run_cell(code, store_history=True).raise_error()
    return list(outputs)


def _kept(output: Output, place: int) -> Output:
    """Return an output in the form of a notebook's file."""
    if "name" in output:
        return output | {"text": output["text"].splitlines(keepends=True)}
    data = {kind: _lines(kind, what) for kind, what in output["data"].items()}
    kept: Output = {"output_type": "display_data", "data": data, "metadata": {}}
    return kept | ({"output_type": "execute_result", "execution_count": place} if "result" in output else {})


def _lines(kind: str, what: str) -> str | list[str]:
    return what if kind == "image/png" else what.splitlines(keepends=True)


def renewed(path: Path) -> str:
    """Return the text of a notebook with what its cells show now."""
    notebook = read(path)
    for place, (cell, (_, outputs)) in enumerate(zip(code_cells(notebook), run(path), strict=True), start=1):
        cell.update(outputs=outputs, execution_count=place, metadata={})
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    for path in sorted(FOLDER.glob(f"{sys.argv[1] if len(sys.argv) > 1 else ''}*.ipynb")):
        text = renewed(path)
        changed = text != path.read_text(encoding="utf-8")
        if changed:
            path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text.encode()) // 1024} KB, {'written' if changed else 'as it was'}")


if __name__ == "__main__":
    main()
