import pytest

from memcon import lang
from memcon.model import Document, Published, Source
from memcon.stages.time.expressions import find


@pytest.mark.parametrize(
    ("code", "words", "value"),
    [
        ("fr", "vingt et un jours", "P21D"),
        ("fr", "quatre-vingt-dix jours", "P90D"),
        ("fr", "soixante et onze jours", "P71D"),
        ("fr", "deux cent vingt jours", "P220D"),
        ("fr", "deux mille jours", "P2000D"),
        ("fr", "cent jours", "P100D"),
        ("en", "twenty-one days", "P21D"),
        ("en", "two hundred and twenty days", "P220D"),
        ("en", "ninety days", "P90D"),
        ("en", "five thousand days", "P5000D"),
    ],
)
def test_numbers_in_words(code, words, value):
    document = Document("", words, code, Source(words), Published(), (), (), ())
    (expression,) = find(document, lang.load(code))
    assert expression.span.text == words
    assert expression.meaning.value == value
