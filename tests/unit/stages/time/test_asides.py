"""Days that stand loose in a sentence; the texts are ours."""

import pytest

from memcon import lang
from memcon.model import Document, Published, Source
from memcon.stages.time import asides, expressions


@pytest.mark.parametrize(
    ("code", "text", "loose"),
    [
        ("fr", "Oslo a dénoncé mardi l'attaque.", ["mardi"]),
        ("fr", "Oslo a annoncé, mardi 1er juillet, le retrait.", [", mardi 1er juillet,"]),
        ("fr", "Oslo a reçu hier soir le roi.", ["hier soir"]),
        ("fr", "L'attaque de mardi a surpris Oslo.", []),
        ("fr", "Mardi, Oslo a dénoncé l'attaque.", []),
        ("fr", "Oslo et Rome siègent lundi et mardi.", []),
        ("fr", "Oslo siège depuis mardi.", []),
        ("en", "Oslo denounced Tuesday the attack.", ["Tuesday"]),
        ("en", "Oslo denounced the attack on Tuesday.", []),
        ("en", "Oslo denounced Tuesday's attack.", []),
    ],
)
def test_a_loose_day(code, text, loose):
    language = lang.load(code)
    document = Document("", text, code, Source(text), Published(), (), (), ())
    found = asides.find(document, expressions.find(document, language), language)
    assert [span.text for span in found] == loose
