"""--across-files: the same findings whatever the order and the number of processes, with places that are true."""

import json
import random
from pathlib import Path
from typing import Any

from tests.test_cli import Run, run  # noqa: F401 - a fixture

TERMS = """\
cqterm: 1
name: Harbor
languages: {source: zh-Hans, target: en}
concepts:
- {id: bridge, zh-Hans: 桥, term: Lund Harbor Bridge, also: [Old Lund Crossing, Lund Sound Span], state: approved}
- {id: agency, zh-Hans: 局, term: Lund Harbor Agency, also: [{term: Harbour Board, publisher: daily}], state: approved}
- {id: plan, zh-Hans: 计划, term: Lund Renewal Plan, state: approved}
"""
NAMES = ("Lund Harbor Bridge", "Old Lund Crossing", "Lund Sound Span", "Lund Harbor Agency", "Harbour Board", "gulls")


def drafts(seed: int) -> dict[str, str]:
    rng = random.Random(seed)  # noqa: S311 - the same drafts each time
    texts = {}
    for number in range(12):
        chosen = rng.choices(NAMES, weights=(3, 1, 1, 3, 1, 4), k=rng.randrange(4))
        texts[f"{number:02}.md"] = "\n\n".join(f"We saw the {name} today." for name in chosen) + "\n"
    return texts


def findings(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("lint", "-g", "harbor.yaml", "--across-files", "-f", "json", "--level", "info", *arguments)
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return found


def test_each_other_rendering_is_found_wherever_the_others_stand(run: Run) -> None:
    Path("harbor.yaml").write_text(TERMS, encoding="utf-8")
    total = 0
    for seed in range(5):
        texts = drafts(seed)
        for name, text in texts.items():
            Path(name).write_text(text, encoding="utf-8")
        everything = "".join(texts.values())

        found = findings(run, *texts)

        assert found == findings(run, *reversed(texts), "--jobs", "2")
        used = [[name for name in group if name in everything] for group in (NAMES[:3], NAMES[3:5])]
        expected = sum(everything.count(n) for names in used if len(names) > 1 for n in names if n not in NAMES[::3])
        assert len(found) == expected
        total += expected
        for finding in found:
            assert texts[finding["path"]][finding["start"] : finding["end"]] == finding["text"]
            assert finding["related"]
            for place in finding["related"]:
                assert texts[place["path"]][place["start"] : place["end"]] == place["text"]
                assert (place["path"], place["start"]) != (finding["path"], finding["start"])
    assert total > 20


def test_only_changed_files_are_judged_but_all_are_known(run: Run) -> None:
    import subprocess

    Path("harbor.yaml").write_text(TERMS, encoding="utf-8")
    Path("a.md").write_text("The Lund Harbor Bridge.\n", encoding="utf-8")
    Path("b.md").write_text("Nothing.\n", encoding="utf-8")
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "one")):
        subprocess.run([*git, *arguments], check=True)
    Path("b.md").write_text("The Old Lund Crossing.\n", encoding="utf-8")
    (finding,) = findings(run, "--since", "HEAD", "--isolated", ".")
    assert (finding["path"], finding["related"][0]["path"]) == ("b.md", "a.md")


def test_places_are_bounded(run: Run) -> None:
    Path("harbor.yaml").write_text(TERMS, encoding="utf-8")
    Path("a.md").write_text("The Lund Harbor Bridge.\n\n" * 200, encoding="utf-8")
    Path("b.md").write_text("The Old Lund Crossing.\n\n" * 100, encoding="utf-8")
    found = findings(run, "a.md", "b.md")
    assert len(found) == 100
    assert "'Lund Harbor Bridge' 200 times in 1 other file" in found[0]["message"]
    assert all(len(finding["related"]) <= 60 for finding in found)
