"""Build hook: compiles the catalogues into the wheel, so that an installed program finds them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``ccmdesk/translations/<language>/LC_MESSAGES/ccmdesk.mo`` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        from babel.messages.mofile import write_mo  # noqa: PLC0415
        from babel.messages.pofile import read_po  # noqa: PLC0415

        out = Path(tempfile.mkdtemp())
        for source in sorted(Path(self.root, "translations").glob("*/LC_MESSAGES/ccmdesk.po")):
            language = source.parts[-3]
            target = out / f"{language}.mo"
            with source.open("rb") as po, target.open("wb") as mo:
                write_mo(mo, read_po(po, locale=language))
            inside = f"ccmdesk/translations/{language}/LC_MESSAGES/ccmdesk.mo"
            build_data["force_include"][str(target)] = inside
