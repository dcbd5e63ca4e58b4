import pytest

from memcon.model import Span


def test_a_span_refuses_words_that_do_not_fit_its_offsets():
    with pytest.raises(ValueError, match="cannot hold"):
        Span(3, 5, "abc")
