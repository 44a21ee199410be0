"""Makes cqterm/data/lexicon.txt.gz, the miner's knowledge of English words, from three licensed sources.

Run with `pip install textblob==0.20.1 lemminflect==0.2.3 symspellpy==6.10.1`, then `python tests/make_lexicon.py`.
One line a word: the word, its tag, what else it may be, and how common it is. The licences stand in
cqterm/data/lexicon.LICENSE. The result is the same bytes on every run.
"""

import csv
import gzip
import math
import re
from importlib.util import find_spec
from pathlib import Path

WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
TAGS = {"NN": "N", "NNS": "N", "JJ": "A", "VB": "V", "VBP": "V", "VBZ": "V", "VBD": "D", "VBN": "P", "VBG": "G",
        "RB": "R"}  # fmt: skip
LETTERS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
COMMON = 4.0
"""Words above this Zipf value are kept without a tag: the small words, which the miner lists itself."""
RAREST = 2.3
"""Words below this Zipf value (0.2 in a million) are guessed by their endings and kept only where the tagger's list
has them."""


def folder(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.submodule_search_locations[0])


def brill() -> dict[str, str]:
    """The likeliest tag of a word: Brill's lexicon as textblob carries it."""
    tags: dict[str, str] = {}
    for line in (folder("textblob") / "en" / "en-lexicon.txt").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) == 2 and WORD.fullmatch(parts[0]):
            tag = TAGS.get(parts[1]) or TAGS.get(parts[1][:2])
            if tag:
                tags.setdefault(parts[0], tag)
    return tags


def inflections() -> dict[str, set[str]]:
    """What a word may be (n, v, a, r), and `s` where it is the plural of a noun."""
    found: dict[str, set[str]] = {}
    with gzip.open(folder("lemminflect") / "resources" / "lemma_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for word, kind, lemmas, *_ in csv.reader(rows):
            if kind in LETTERS:
                found.setdefault(word, set()).add(LETTERS[kind])
                if kind == "noun" and word not in lemmas.split("/"):
                    found[word].add("s")
    with gzip.open(folder("lemminflect") / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as rows:
        for word, kind, *_ in csv.reader(rows):
            if kind in LETTERS:
                found.setdefault(word, set()).add(LETTERS[kind])
    return found


def commonness() -> dict[str, float]:
    """Zipf value of a word: the decimal logarithm of its count in a thousand million words."""
    text = (folder("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    counts = {word: int(count) for word, count in (line.split() for line in text.splitlines())}
    total = sum(counts.values())
    return {word: math.log10(count / total * 1e9) for word, count in counts.items()}


def main() -> None:
    """Write the lexicon."""
    tags, kinds, zipf = brill(), inflections(), commonness()
    lines = []
    for word in sorted(tags | kinds | zipf):
        if not WORD.fullmatch(word) or (word not in tags and zipf.get(word, 0) < RAREST):
            continue
        kind = "".join(sorted(kinds.get(word, ())))
        if word in tags or kind or zipf.get(word, 0) > COMMON:
            lines.append(f"{word} {tags.get(word, '-')} {kind or '-'} {max(0, round(zipf.get(word, 0) * 10))}")
    data = gzip.compress("\n".join(lines).encode("ascii"), 9, mtime=0)
    target = Path(__file__).resolve().parent.parent / "cqterm" / "data" / "lexicon.txt.gz"
    target.write_bytes(data)
    print(f"{len(lines)} words, {len(data)} bytes")  # noqa: T201 - a script reports


if __name__ == "__main__":
    main()
