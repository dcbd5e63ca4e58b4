"""Topics: enough of them, named in both languages."""

from memcon.knowledge.topics import names, topics


def test_there_are_enough_topics_in_both_languages() -> None:
    assert len(names()) >= 40
    assert all(set(named) == {"en", "fr"} and all(named.values()) for named in names().values())


def test_several_topics_may_hold_or_none() -> None:
    assert set(topics("a ceasefire and the release of prisoners", "en")) == {"ceasefire", "prisoners"}
    assert topics("le chat dort", "fr") == []
