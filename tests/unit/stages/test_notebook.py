"""A record draws itself in a notebook: all its text, marked, and nothing of the text as markup."""

from html.parser import HTMLParser

import pytest

import memcon

HOSTILE = """\
<script>alert(1)</script> Russia attacked Ukraine on Monday, "Kyiv" said. </mark></table> &amp;
<b onclick='x'> The Kremlin said "we <i>reject</i> this & that <img src=x onerror=alert(1)>".
'a' "b" \u202e\u2028 🇫🇷 <!-- x -->
"""


class Reader(HTMLParser):
    """Collects the elements of a page, its text, and what stands in its marks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.paragraph = ""
        self.marked: dict[str, str] = {}
        self.title = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.title = dict(attrs).get("title") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[1:2] == ["p"]:
            self.paragraph += data
        if self.open[-1] == "mark":
            for entry in self.title.split():
                self.marked[entry] = self.marked.get(entry, "") + data


def drawn(text: str) -> tuple[Reader, dict]:
    record = memcon.read(text, language="en", published="2025-07-03")
    return Reader(record._repr_html_()), record.to_dict()


@pytest.mark.parametrize(
    "text", [HOSTILE, "Nothing happened here.", "Russia said: <", "Russia attacked Ukraine"]
)
def test_the_text_stands_there_whole_and_is_no_markup(text: str):
    page, _ = drawn(text)
    assert page.open == []
    assert text in page.paragraph
    assert page.elements <= {"div", "p", "b", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert page.attributes <= {"style", "title"}


def test_every_entry_marks_its_words():
    page, record = drawn(HOSTILE)
    assert record["events"]
    assert record["statements"]
    for event in record["events"]:
        assert page.marked[event["id"]] == "".join(span["text"] for span in event["mentions"])
    for statement in record["statements"]:
        assert page.marked[statement["id"]] == statement["content"]["text"]
