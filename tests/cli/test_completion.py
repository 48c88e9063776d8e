"""The script by which a shell completes commands and options."""

from __future__ import annotations

import sys

import pytest

from slacal.cli import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_the_script_knows_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["--print-completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in ("calendar", "explain", "--as-of" if shell != "tcsh" else "as-of", "within"))


def test_bash_offers_files_where_files_are_meant(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    assert main(["--print-completion", "bash"]) == 0
    assert "_shtab_slacal_due_pos_0_COMPGEN=_shtab_compgen_files" in capsys.readouterr().out


def test_an_unknown_shell_and_a_missing_library_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--print-completion", "bsh"]) == 2
    assert "--print-completion='bsh' is not a shell here; did you mean 'bash'?" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["--print-completion", "bash"]) == 2
    assert 'needs shtab; pip install "slacal[cli]"' in capsys.readouterr().err
