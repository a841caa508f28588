"""The list of parts in the form CycloneDX: what is installed beside ccmdesk, and what is inside.

python packaging/sbom.py OUT.json
"""

from __future__ import annotations

import hashlib
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import canonicalize_name
from pins import Pin, pins_of
from third_party import ShippedPart, libraries, shipped_parts

ROOT = Path(__file__).parents[1]
NAME = "ccmdesk.cdx.json"
_LOCK, _OPTIONAL = "requirements/base.txt", "requirements/sign.txt"
_LICENCES = LicenseFactory()
_SPACE = uuid.UUID("5f1c3c4e-9d0b-4d5e-8a64-0c1d7f5e2b90")
"""Numbers of our lists are made in it, from what they say."""


def sbom(root: Path, *, version: str) -> bytes:
    """Return the list; the same tree gives the same bytes, wherever and whenever it is made."""
    bom = Bom(serial_number=_SPACE, components=[*_libraries(root), *_shipped(root)])
    bom.metadata.timestamp = None  # type: ignore[assignment]
    own = Component(
        name="ccmdesk",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="ccmdesk",
        licenses=[_LICENCES.make_from_string("Apache-2.0")],
    )
    bom.metadata.component = own
    bom.register_dependency(own, bom.components)
    bom.serial_number = uuid.uuid5(_SPACE, _written(bom))
    return _written(bom).encode()


def _written(bom: Bom) -> str:
    written: str = JsonV1Dot6(bom).output_as_string(indent=1)
    return written + "\n"


def _libraries(root: Path) -> Iterator[Component]:
    licences = {canonicalize_name(each.name): each.licence for each in libraries(root)}
    always = pins_of(root / _LOCK)
    names = {pin.name for pin in always}
    for pin in always:
        yield _library(pin, licences[pin.name], scope=ComponentScope.REQUIRED)
    for pin in pins_of(root / _OPTIONAL):
        if pin.name not in names:
            yield _library(pin, licences[pin.name], scope=ComponentScope.OPTIONAL)


def _library(pin: Pin, licence: str, *, scope: ComponentScope) -> Component:
    """Return a pin; each of its hashes is of one file that its makers give away."""
    purl = PackageURL("pypi", name=pin.name, version=pin.version)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        scope=scope,
        bom_ref=purl.to_string(),
        purl=purl,
        licenses=[_LICENCES.make_from_string(licence)],
        hashes=[_sha256(each) for each in pin.hashes],
        properties=[Property(name="ccmdesk:marker", value=pin.marker)] if pin.marker else [],
    )


def _shipped(root: Path) -> Iterator[Component]:
    for part in shipped_parts(root):
        yield Component(
            name=part.name,
            type=ComponentType.DATA,
            bom_ref=part.name,
            licenses=[_LICENCES.make_from_string(part.licence)],
            components=[_file(root, path) for path in _inside(root, part)],
        )


def _inside(root: Path, part: ShippedPart) -> Iterator[Path]:
    yield from part.files
    if part.text and root / part.text not in part.files:
        yield root / part.text


def _file(root: Path, path: Path) -> Component:
    name = path.relative_to(root).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=name, type=ComponentType.FILE, bom_ref=f"file:{name}", hashes=[_sha256(digest)]
    )


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def main() -> None:
    """Write the list where the one argument says."""
    from ccmdesk.version import VERSION  # noqa: PLC0415 - a build brings its own version

    out = Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(sbom(ROOT, version=VERSION))


if __name__ == "__main__":
    main()
