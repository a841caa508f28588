"""The shipped catalogues: which there are, how far each goes, and their messages."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ccmdesk.lang.borrowed import English

DOMAIN: Final = "ccmdesk"
SOURCE_LANGUAGE: Final = "en"
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Shipped:
    """One shipped language: its own name, its plural rule, and whether natives reviewed it."""

    code: str
    name: str
    plural: str
    reviewed: bool


_GNU_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 ? 4 : 5);"
)
_RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
    " ? 1 : 2);"
)
_ONE_OTHER = "nplurals=2; plural=(n != 1);"
_ZERO_ONE_OTHER = "nplurals=2; plural=(n > 1);"
_ONE_FORM = "nplurals=1; plural=0;"


def _by_code(*languages: Shipped) -> Mapping[str, Shipped]:
    return MappingProxyType({shipped.code: shipped for shipped in languages})


SHIPPED = _by_code(
    Shipped("en", "English", _ONE_OTHER, reviewed=True),
    Shipped("fr", "Français", _ZERO_ONE_OTHER, reviewed=False),
    Shipped("es", "Español", _ONE_OTHER, reviewed=False),
    Shipped("ar", "العربية", _GNU_ARABIC, reviewed=False),
    Shipped("ru", "Русский", _RUSSIAN, reviewed=False),
    Shipped("zh", "中文", _ONE_FORM, reviewed=False),
    Shipped("pt", "Português", _ONE_OTHER, reviewed=False),
    Shipped("bs", "Bosanski", _RUSSIAN, reviewed=False),
)
"""The complete languages, for window and paper: the six of the United Nations and two more.

Drafts are marked until a native has reviewed them.
"""

TERMS_ONLY = _by_code(
    Shipped("lo", "ລາວ", _ONE_FORM, reviewed=False),
    Shipped("km", "ខ្មែរ", _ONE_FORM, reviewed=False),
    Shipped("vi", "Tiếng Việt", _ONE_FORM, reviewed=False),
    Shipped("fa", "دری", _ZERO_ONE_OTHER, reviewed=False),
    Shipped("tg", "Тоҷикӣ", _ONE_OTHER, reviewed=False),
)
"""For papers: headings, terms and labels; whole sentences are borrowed from English and marked."""

PAPER_LANGUAGES: Mapping[str, Shipped] = MappingProxyType({**SHIPPED, **TERMS_ONLY})
"""Every language a paper can be written in."""


def catalogue_folder() -> Path:
    """Return where the catalogues are: inside an installed wheel, else in the source tree."""
    installed = _PACKAGE / "translations"
    return installed if installed.is_dir() else _PACKAGE.parent / "translations"


@cache
def messages_of(language: str) -> gettext.NullTranslations:
    """Return the messages of a shipped language; raises KeyError for any other."""
    return read_messages(language)


def read_messages(language: str) -> gettext.NullTranslations:
    """Return the same read anew and kept by nobody, for a word of a language that nobody sees.

    A catalogue takes a megabyte.
    """
    if PAPER_LANGUAGES[language].code == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    found = _found(language)
    found.add_fallback(English())
    return found


def _found(language: str) -> gettext.NullTranslations:
    folder = catalogue_folder() / language / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.exists() and not _is_stale(compiled, source):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return _from_source(source, language)


def _is_stale(compiled: Path, source: Path) -> bool:
    return source.exists() and source.stat().st_mtime > compiled.stat().st_mtime


def _from_source(source: Path, language: str) -> gettext.NullTranslations:
    """Compile in memory, for a source tree in which the catalogues were not built yet."""
    import io  # noqa: PLC0415 - only a source tree comes here

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in list(catalogue):
        if isinstance(message.string, tuple) and not all(message.string):
            catalogue.delete(message.id, message.context)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
