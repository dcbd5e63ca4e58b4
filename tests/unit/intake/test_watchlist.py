"""`feeds.toml`, right and wrong."""

from pathlib import Path

import pytest

from memcon.errors import DataError
from memcon.intake.watchlist import load

FEED = '[[feed]]\nurl = "https://example.org/rss"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_that_a_list_can_say(tmp_path: Path) -> None:
    found = load(
        written(
            tmp_path,
            'ledger = "u.memcon"\ninterval = "2h"\ndelay = 5\nlargest = 1000\ncontact = "a@example.org"\n'
            'allow = ["10.0.0.0/8"]\nper_round = 7\n'
            f'{FEED}publisher = "P"\nlanguage = "fr"\ninterval = "90s"\ncontent = "entry"\n'
            '[[feed]]\nurl = "saved.xml"\n',
        )
    )
    first, second = found.feeds
    assert (first.url, first.interval, first.publisher) == ("https://example.org/rss", 90.0, "P")
    assert (first.language, first.content) == ("fr", "entry")
    assert (second.url, second.interval) == (str(tmp_path / "saved.xml"), 7200.0)
    assert (found.ledger, found.per_round) == (str(tmp_path / "u.memcon"), 7)
    assert (found.manners.delay, found.manners.largest) == (5.0, 1000)
    assert (found.manners.contact, found.manners.allow) == ("a@example.org", ("10.0.0.0/8",))


def test_a_database_is_left_as_it_is(tmp_path: Path) -> None:
    assert load(written(tmp_path, 'ledger = "postgresql://h/db"\n' + FEED)).ledger == "postgresql://h/db"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "missing required field `feed`"),
        ("feed = []", "no feed to watch"),
        ("ledger = ", "not valid TOML"),
        ('intervall = "2h"\n' + FEED, "did you mean 'interval'"),
        (FEED + 'publsher = "x"', "did you mean 'publisher'"),
        (FEED + "publisher = 3", "publisher"),
        (FEED + FEED, "named twice"),
        ('interval = "often"\n' + FEED, "interval is 'often'; write a number of seconds, or 45s"),
        ("interval = 5\n" + FEED, "every 60 seconds at most"),
        ("delay = -1\n" + FEED, "delay is -1"),
        ("per_round = 0\n" + FEED, "per_round"),
        (FEED + 'content = "maybe"', "write one of auto, entry, page"),
        ('[[feed]]\nurl = "ftp://example.org/rss"', "http:// and https:// only"),
        ('[[feed]]\nurl = " "', "empty url"),
        ('allow = ["http://x"]\n' + FEED, "neither a host nor a network"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(DataError) as error:
        load(path)
    assert str(error.value).startswith(str(path))
    assert words in str(error.value)


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be opened"):
        load(tmp_path / "none.toml")
