"""The commands of the README are typed one after the other, as a newcomer does."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from ccmdesk.actions.signing_key import own_public_key
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.cli.main import main

README = Path(__file__).parents[2] / "README.md"
WITH_A_WINDOW_OR_LONG = {"", "demo"}
ENDS_WITH_1 = {"verify LAO-1.ccmb --paper plan-ar.pdf"}
"""That paper was made before the package, and the README says that this tells no."""


def _commands() -> list[list[str]]:
    block = README.read_text("utf-8").partition("## The command line\n")[2].partition("\n\n")[0]
    lines = block.replace("\\\n", " ").splitlines()
    typed = [shlex.split(line, comments=True) for line in lines]
    return [words[1:] for words in typed if " ".join(words[1:2]) not in WITH_A_WINDOW_OR_LONG]


def _as_a_shell_expands(word: str, *, data: Path) -> list[str]:
    if word == "$FINGERPRINT":
        return [_said_by_telephone(data)]
    return sorted(str(path) for path in Path().glob(word)) if "*" in word else [word]


def _said_by_telephone(data: Path) -> str:
    public_key = own_public_key(data)
    assert public_key is not None
    return fingerprint_text(fingerprint_of(public_key))


def _let_the_list_come_by_mail(data: Path) -> None:
    for file in data.glob("trusted-keys-*"):
        shutil.copy(file, Path())


def test_every_command_does_what_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands, data = _commands(), tmp_path / "data"
    assert len(commands) > 20
    for words in commands:
        typed = [name for word in words for name in _as_a_shell_expands(word, data=data)]
        ended = main(["--data-folder", str(data), "--by", "Amina", *typed])
        _let_the_list_come_by_mail(data)
        wanted = 1 if " ".join(words) in ENDS_WITH_1 else 0
        assert ended == wanted, (words, capsys.readouterr())
