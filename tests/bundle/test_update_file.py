"""An update is read only as it was signed: whole, with files that belong in it, by its signer."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from forged_packages import (
    KEY,
    OTHER_KEY,
    contents_of,
    edited,
    member,
    members_of,
    package,
    raw_zip,
    resealed,
    signed_envelope,
    stored,
    swapped,
)
from update_samples import FEW_PACKS, SMALL_PROGRAM, program_update, reading, update, written

from ccmdesk.bundle import update_refused
from ccmdesk.bundle.limits import Limits
from ccmdesk.bundle.refused import (
    BAD_SIGNATURE,
    CHANGED,
    CONTRADICTS,
    DAMAGED,
    EXPANDS_TOO_MUCH,
    LINK,
    MALFORMED,
    MISSING_FILE,
    NOT_A_PACKAGE,
    ODD_STRUCTURE,
    TOO_LARGE,
    TOO_NEW,
    TWICE,
    UNEXPECTED_FILE,
    BundleRefused,
)
from ccmdesk.bundle.update import BAD_UPDATE, UPDATE_TOO_LARGE
from ccmdesk.bundle.update_manifest import UpdateKind, numbers_of
from ccmdesk.bundle.update_reader import file_of, read_envelope, verify_update
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.problem import Problem

TYPE = b"application/vnd.ccmdesk.update+json"
SOURCES = "data/packs/sources/sources.csv"
Change = Callable[[dict[str, Any]], None]


def refused(raw: bytes, **options: object) -> str:
    """Return the sentence an update is refused with, or "" when it is read."""
    try:
        verify_update(io.BytesIO(raw), **options)  # type: ignore[arg-type]
    except BundleRefused as problem:
        str(problem)
        return problem.message.msgid
    return ""


def said(raw: bytes) -> str:
    """Return the whole sentence an update is refused with."""
    with pytest.raises(BundleRefused) as problem:
        verify_update(io.BytesIO(raw))
    return ENGLISH.say(problem.value.message)


def signed_with(files: dict[str, bytes], change: Change = lambda _: None) -> bytes:
    """Return an update of *files* and a changed manifest, all lists and the signature fitting."""
    whole = contents_of(written(update()))
    manifest = orjson.loads(whole["ccmdesk.json"])
    listed = {"mimetype": whole["mimetype"], **files}
    manifest["files"] = [
        {"path": path, "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        for path, raw in sorted(listed.items())
    ]
    change(manifest)
    raw = orjson.dumps(manifest)
    last = {"ccmdesk.json": raw, "ccmdesk.dsse.json": signed_envelope(raw, kind=TYPE)}
    data = sorted(files.items())
    return raw_zip(
        [
            stored("mimetype", whole["mimetype"]),
            *(member(name, content) for name, content in (*data, *last.items())),
        ]
    )


def packs() -> dict[str, bytes]:
    return {f"data/packs/{path}": raw for path, raw in FEW_PACKS.items()}


@pytest.mark.parametrize("made", [update(), program_update()], ids=["packs", "program"])
def test_what_was_written_is_read_again(made: Any) -> None:
    raw = written(made)
    verified = verify_update(io.BytesIO(raw))
    assert (verified.manifest.brings, verified.manifest.number) == (made.brings, 3)
    assert verified.manifest.sender.office == "Implementation Support Unit"
    assert verified.public_key == KEY.public_key
    brought = {
        entry.path.split("/", 2)[2]: b"".join(file_of(io.BytesIO(raw), verified, entry))
        for entry in verified.payload
    }
    assert brought == {path: read() for path, read in made.files.items()}
    assert read_envelope(verified.envelope) == verified.manifest


def test_equal_input_gives_equal_bytes_and_stock_tools_read_them() -> None:
    assert written(update()) == written(update())
    with zipfile.ZipFile(io.BytesIO(written(update()))) as archive:
        assert archive.testzip() is None


def test_news_are_read_in_the_language_or_the_next_best() -> None:
    manifest = verify_update(io.BytesIO(written(update()))).manifest
    assert manifest.news_in("fr") == "Une source de plus."
    assert manifest.news_in("ar") == "One more source."
    before = {"de": "Eine Quelle mehr.", "en": "One more source."}
    sorted_first = verify_update(io.BytesIO(written(update(news=before)))).manifest
    assert sorted_first.news_in("ar") == "One more source."
    only = verify_update(io.BytesIO(written(update(news={"pt": "Mais uma fonte."})))).manifest
    assert only.news_in("en") == "Mais uma fonte."
    none = verify_update(io.BytesIO(written(update(news={})))).manifest
    assert none.news_in("en") == ""


def test_versions_are_compared_by_their_numbers() -> None:
    assert numbers_of("0.10.0") > numbers_of("0.9.9")
    assert numbers_of("2026.12") < numbers_of("2026.12.1")


def test_an_update_is_no_package_and_a_package_no_update() -> None:
    assert refused(package()) == UNEXPECTED_FILE
    assert refused(b"") == refused(b"PK\3\4" * 100) == NOT_A_PACKAGE


def test_every_changed_byte_and_every_cut_is_refused() -> None:
    raw = written(update())
    for at in range(0, len(raw), 7):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert refused(changed), at
        if at < len(raw) - 64:
            assert refused(changed) == DAMAGED or at > len(raw) - 160, at
            assert refused(resealed(changed)), at
        assert refused(raw[:at]), at


NAMES = [
    "../evil", "data/packs/../x/pack.toml", "/abs", "C:\\w", "data/packs/forms/pack.toml",
    "data/packs/Sources/pack.toml", "data/packs/sources/con.csv", "data/packs/aux/pack.toml",
    "data/packs/sources/run.py", "data/packs/sources/deep/pack.toml", "data/packs/pack.toml",
    "data/program/../x.py", "data/program//x.py", "data/program/.hidden", "data/program/x.",
    "data/program/nul.py", "data/program/ccmdesk/a b.py", "data/program/x\\y.py",
    "data/program/c:x.py", "data/program/x/", "README.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=[f"name {n}" for n in range(len(NAMES))])
def test_a_name_that_does_not_belong_in_an_update_is_refused(name: str) -> None:
    assert refused(signed_with({**packs(), name: b"x"})) == UNEXPECTED_FILE


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda raw: swapped(raw, SOURCES, b"other"), CHANGED),
        (lambda raw: swapped(raw, SOURCES, FEW_PACKS["sources/sources.csv"].upper()), CHANGED),
        (lambda raw: swapped(raw, "ccmdesk.json", b"{}"), CHANGED),
        (lambda raw: swapped(raw, "ccmdesk.dsse.json", b"{}"), BAD_SIGNATURE),
        (lambda raw: swapped(raw, "mimetype", b"text/plain"), CHANGED),
        (lambda raw: edited(raw, SOURCES, attributes=0o120777 << 16), LINK),
        (lambda raw: edited(raw, SOURCES, crc=7), CHANGED),
        (lambda raw: raw_zip(m for m in members_of(raw) if m.name != SOURCES.encode()),
         MISSING_FILE),
        (lambda raw: raw_zip([*members_of(raw)[:2], *members_of(raw)[1:]]), TWICE),
        (lambda raw: raw_zip(reversed(members_of(raw))), ODD_STRUCTURE),
        (lambda raw: raw_zip([*members_of(raw)[:1],
                              member("data/packs/extra/pack.toml", b""), *members_of(raw)[1:]]),
         UNEXPECTED_FILE),
    ],
)  # fmt: skip
def test_what_was_done_to_an_update_after_it_was_signed_is_found(
    made: Callable[[bytes], bytes], sentence: str
) -> None:
    assert refused(made(written(update()))) == sentence


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = b"0" * (4 << 20)
    assert refused(signed_with({**packs(), "data/packs/sources/more.csv": bomb})) == (
        EXPANDS_TOO_MUCH
    )
    assert refused(written(update()), limits=Limits(package=10)) == TOO_LARGE


def _newer(manifest: dict[str, Any]) -> None:
    manifest.update(min_reader=2, program="7.0.0", brings="seeds")


def _of_another(manifest: dict[str, Any]) -> None:
    manifest["sender"]["public_key"] = OTHER_KEY.public_key.hex()


@pytest.mark.parametrize(
    ("files", "change", "sentence"),
    [
        ({}, _newer, TOO_NEW),
        ({}, _of_another, BAD_SIGNATURE),
        ({}, lambda m: m.update(number=0), MALFORMED),
        ({}, lambda m: m.update(version="0.1-beta"), MALFORMED),
        ({}, lambda m: m.update(kind="submission"), MALFORMED),
        ({}, lambda m: m.update(brings="program"), CONTRADICTS),
        ({}, lambda m: m["files"].reverse(), CONTRADICTS),
        ({}, lambda m: m["files"].pop(), CONTRADICTS),
        ({}, lambda m: m["news"].reverse(), CONTRADICTS),
        ({}, lambda m: m["news"].append(m["news"][-1]), CONTRADICTS),
        ({}, lambda m: m["files"].append(m["files"][-1]), CONTRADICTS),
        ({"data/packs/states/states.csv": b""}, lambda _: None, CONTRADICTS),
        ({"data/program/ccmdesk/x.py": b""}, lambda _: None, CONTRADICTS),
    ],
)
def test_a_manifest_that_does_not_agree_with_itself_is_refused(
    files: dict[str, bytes], change: Change, sentence: str
) -> None:
    assert refused(signed_with({**packs(), **files}, change)) == sentence


def _without(raw: bytes, name: str) -> bytes:
    return raw_zip(one for one in members_of(raw) if one.name != name.encode())


def _listed(name: str, **changes: object) -> Change:
    def change(manifest: dict[str, Any]) -> None:
        (entry,) = [one for one in manifest["files"] if one["path"] == name]
        entry.update(changes)

    return change


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: signed_with(packs(), _newer),
         "This package was made by ccmdesk 7.0.0, which is newer than this one."),
        (lambda: signed_with(packs(), lambda m: m.update(number=0)),
         "ccmdesk.json in the package cannot be read at line 1."),
        (lambda: signed_with(packs(), lambda m: m["news"].reverse()),
         "The lists inside the package contradict each other in ccmdesk.json."),
        (lambda: signed_with(packs(), lambda m: m.update(brings="program")),
         "The lists inside the package contradict each other in data/packs/sources/pack.toml."),
        (lambda: signed_with(packs(), _listed("mimetype", sha256="0" * 64)),
         "The lists inside the package contradict each other in mimetype."),
        (lambda: signed_with(packs(), _listed(SOURCES, size=7)),
         f"The package was changed after it was signed: {SOURCES} does not match."),
        (lambda: swapped(written(update()), "ccmdesk.json", b"{}"),
         "The package was changed after it was signed: ccmdesk.json does not match."),
        (lambda: _without(written(update()), SOURCES), f"{SOURCES} is missing from the package."),
        (lambda: signed_with(packs(), lambda m: m["files"].pop(1)),
         "The package contains data/packs/sources/sources.csv, which does not belong in it."),
    ],
)  # fmt: skip
def test_a_refusal_names_the_file_and_the_program_it_is_about(
    made: Callable[[], bytes], sentence: str
) -> None:
    assert said(made()).startswith(sentence)


def test_a_program_may_have_some_thousands_of_files() -> None:
    many = {f"ccmdesk/data/x{number}.txt": b"" for number in range(1_500)}
    made = program_update(files=reading({**SMALL_PROGRAM, **many}))
    assert len(verify_update(io.BytesIO(written(made))).payload) == 1_503


def test_no_file_of_the_program_is_a_folder_as_well() -> None:
    files = {f"data/program/{path}": b"" for path in (*program_update().files, "Ccmdesk")}
    assert refused(signed_with(files, lambda m: m.update(brings="program"))) == CONTRADICTS


def test_a_program_without_its_entry_is_refused() -> None:
    files = {"data/program/ccmdesk/__init__.py": b""}
    assert refused(signed_with(files, lambda m: m.update(brings="program"))) == CONTRADICTS


@pytest.mark.parametrize(
    "changes",
    [
        {"sender_name": ""},
        {"version": "next"},
        {"news": {"en": "x" * 5000}},
        {"files": {}},
        {"files": reading({"sources/a b.csv": b""})},
        {"brings": UpdateKind.PROGRAM},
    ],
)
def test_the_maker_is_told_what_no_receiver_would_read(changes: dict[str, object]) -> None:
    with pytest.raises(Problem) as told:
        written(update(**changes))
    assert told.value.message.msgid == BAD_UPDATE


def test_the_maker_is_told_when_an_update_is_too_large() -> None:
    zeros = {"sources/more.csv": b"0" * (4 << 20), **FEW_PACKS}
    with pytest.raises(Problem) as told:
        written(update(files=reading(zeros)))
    assert told.value.message.msgid == UPDATE_TOO_LARGE
    sentence = ENGLISH.say(told.value.message)
    assert "at most 512 MB and 10,000 files." in sentence


def test_every_refusal_of_an_update_tells_what_to_do_in_plain_words() -> None:
    sentences = [
        value
        for name, value in vars(update_refused).items()
        if name.isupper() and isinstance(value, str) and name != "N_"
    ]
    assert len(sentences) == 6
    for sentence in sentences:
        assert any(word in sentence for word in ("Ask", "ask", "Copy")), sentence
