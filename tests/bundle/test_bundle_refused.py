"""Every refusal is a sentence that a person can act on."""

from __future__ import annotations

from ccmdesk.bundle import refused


def test_every_refusal_tells_what_to_do_in_plain_words() -> None:
    sentences = [value for name, value in vars(refused).items() if name.isupper() and name != "N_"]
    assert len(sentences) > 20
    advice = ("Ask", "ask", "Copy", "Install", "Open it", "Take it in")
    for sentence in sentences:
        assert any(word in sentence for word in advice), sentence
        plain = sentence.lower()
        assert not [w for w in ("bundle", "hash", "schema", "zip", "json") if w in plain], sentence
