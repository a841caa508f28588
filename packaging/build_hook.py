"""Build hook: compiled catalogues and the list of parts go into the wheel."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands for the minute of the build, which would make no two wheels alike."""


class WheelParts(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``ccmdesk/translations/<language>/LC_MESSAGES/ccmdesk.mo`` and the SBOM (PEP 770)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory()
        out = Path(self._made.name)
        for language, catalogue in self._compiled(out):
            inside = f"ccmdesk/translations/{language}/LC_MESSAGES/ccmdesk.mo"
            build_data["force_include"][str(catalogue)] = inside
        build_data["sbom_files"].append(str(self._listed(out)))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            self._made.cleanup()

    def _compiled(self, out: Path) -> list[tuple[str, Path]]:
        from babel.messages.mofile import write_mo  # noqa: PLC0415
        from babel.messages.pofile import read_po  # noqa: PLC0415

        made = []
        for source in sorted(Path(self.root, "translations").glob("*/LC_MESSAGES/ccmdesk.po")):
            language = source.parts[-3]
            target = out / f"{language}.mo"
            with source.open("rb") as po, target.open("wb") as mo:
                catalogue = read_po(po, locale=language)
                catalogue.creation_date = _UNDATED
                write_mo(mo, catalogue)
            made.append((language, target))
        return made

    def _listed(self, out: Path) -> Path:
        sys.path.insert(0, str(Path(self.root, "packaging")))
        from sbom import NAME, sbom  # noqa: PLC0415

        listed = out / NAME
        listed.write_bytes(sbom(Path(self.root), version=self.metadata.version))
        return listed
