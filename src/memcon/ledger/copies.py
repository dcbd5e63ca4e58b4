"""Find agency copy that was reprinted: texts with nearly the same runs of words (MinHash)."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from memcon.ledger.store import Store

RUN = 5  # words; shared runs of five are chance in next to no two texts
COPY = 0.5  # share of runs from which a text is a copy: a reprint shortened by half still is
PERMUTATIONS = 128
BAND = 4  # numbers a band: a copy at 0.5 shares one of 32 with 87 %, at 0.6 with 99 %, at 0.8 always
_WORD = re.compile(r"\w+")


def fingerprint(text: str) -> str:
    """Return the MinHash of a text as 128 numbers of eight hexadecimal digits."""
    from datasketch.minhash import MinHash  # loads scipy: only who adds pays for it

    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32")
    minhash.update_batch(run.encode() for run in sorted(runs))
    return "".join(f"{value & 0xFFFFFFFF:08x}" for value in minhash.hashvalues.tolist())


def bands(minhash: str) -> list[str]:
    """Return the bands of a MinHash; copies share at least one.

    >>> len(bands("0" * 8 * 128))
    32
    """
    width = 8 * BAND
    return [
        f"{at // width}:{hashlib.blake2b(minhash[at : at + width].encode(), digest_size=6).hexdigest()}"
        for at in range(0, len(minhash), width)
    ]


def likeness(one: str, other: str) -> float:
    """Estimate the share of runs that two texts have in common, from their MinHashes.

    >>> likeness("0000000a" * 2, "0000000a0000000b")
    0.5
    """
    pairs = [(one[at : at + 8], other[at : at + 8]) for at in range(0, len(one), 8)]
    return sum(a == b for a, b in pairs) / len(pairs)


def original(store: Store, minhash: str) -> tuple[int, float] | None:
    """Find the first report that a text copies, and how like it is; None for a text of its own."""
    marks = ", ".join("?" * (PERMUTATIONS // BAND))
    rows = store.rows(
        "SELECT DISTINCT r.copy_of, f.minhash FROM fingerprint_bands b "
        "JOIN fingerprints f ON f.report = b.report JOIN reports r ON r.number = b.report "
        f"WHERE b.band IN ({marks})",
        bands(minhash),
    )
    like = [(likeness(minhash, other), -number) for number, other in rows]
    best = max(like, default=(0.0, 0))
    return (-best[1], best[0]) if best[0] >= COPY else None


def keep(store: Store, number: int, minhash: str) -> None:
    """Keep the fingerprint of a report."""
    store.run("INSERT INTO fingerprints (report, minhash) VALUES (?, ?)", (number, minhash))
    store.run_many(
        "INSERT INTO fingerprint_bands (band, report) VALUES (?, ?)",
        [(band, number) for band in bands(minhash)],
    )
