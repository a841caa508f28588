"""An envelope is refused unless it is exactly the one that signing makes."""

from __future__ import annotations

import base64

import orjson
import pytest
from forged_packages import (
    OTHER_KEY,
    assembled,
    contents_of,
    listed,
    package,
    refusal,
    signed_envelope,
)

from ccmdesk.bundle.refused import (
    BAD_SIGNATURE,
)


def envelope_variants() -> dict[str, bytes]:
    good = contents_of(package())["ccmdesk.dsse.json"]
    value = orjson.loads(good)
    block = value["signatures"][0]
    other = orjson.loads(signed_envelope(base64.b64decode(value["payload"]), key=OTHER_KEY))
    made = {
        "no signature": {**value, "signatures": []},
        "two signatures": {**value, "signatures": [block, other["signatures"][0]]},
        "the same twice": {**value, "signatures": [block, block]},
        "signature of another key": {
            **value,
            "signatures": [{**block, "sig": other["signatures"][0]["sig"]}],
        },
        "other key": {**value, "signatures": [{**block, "keyid": OTHER_KEY.public_key.hex()}]},
        "empty key": {**value, "signatures": [{**block, "keyid": ""}]},
        "no point of the curve": {**value, "signatures": [{**block, "keyid": "02" + "00" * 31}]},
        "key in capitals": {**value, "signatures": [{**block, "keyid": block["keyid"].upper()}]},
        "empty signature": {**value, "signatures": [{**block, "sig": ""}]},
        "no base64": {**value, "signatures": [{**block, "sig": "!" * 88}]},
        "base64 with a free bit": {
            **value,
            "signatures": [{**block, "sig": block["sig"][:-3] + _next(block["sig"][-3]) + "=="}],
        },
        "payload with a free bit": {**value, "payload": value["payload"] + "===="},
        "further field": {**value, "x": 1},
        "further field of a signature": {**value, "signatures": [{**block, "x": 1}]},
        "other type": {**value, "payloadType": "application/x"},
    }
    return {
        **{name: orjson.dumps(envelope) for name, envelope in made.items()},
        "spaces": good.replace(b":", b": ", 1),
        "line end": good + b"\n",
        "key twice": b'{"payload":"",' + good[1:],
        "deep": b'{"x":' + b"[" * 100_000,
        "empty": b"",
        "null": b"null",
        "invalid UTF-8": b"\xff",
    }


def _next(digit: str) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(digit) + 1]


@pytest.mark.parametrize("envelope", envelope_variants().values(), ids=envelope_variants())
def test_an_envelope_that_is_not_exactly_right_is_refused(envelope: bytes) -> None:
    signed = contents_of(package())["ccmdesk.json"]
    assert refusal(assembled(listed(package()), signed, envelope=envelope)) == BAD_SIGNATURE
