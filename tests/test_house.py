"""The walls of the house: who may import whom, what is pure, what starts light, what is documented."""

import ast
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cqterm"

LAYERS = [
    {"hints"},
    {"package", "values"},
    {"model", "errors"},
    {"text"},
    {"glossary"},
    {"match"},
    {"bilingual"},
    {"results"},
    {"formats", "rules", "reports", "exchange"},
    {"silence", "fixes", "placing"},
    {"engine", "mine"},
    {"files"},
    {"discovery", "glossaries", "spill"},
    {"cache"},
    {"git", "settings"},
    {"config", "run"},
    {"cli"},
]
ORDER = {room: floor for floor, rooms in enumerate(LAYERS) for room in rooms}
PURE = ORDER["engine"]
IMPURE = {"os", "pathlib", "sys", "time", "subprocess", "socket", "click", "logging", "random", "tempfile", "shutil"}
SOFT_CAP = 450
"""Lines of a module; past it, it is most likely two ideas."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            found |= {f"{node.module}.{a.name}" for a in node.names}
    return found


def rooms_used(path: Path) -> set[str]:
    used = {name.split(".")[1] for name in imports(path) if name.startswith("cqterm.")}
    return used & set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    here = room(path)
    if here in ("__init__", "__main__"):
        return
    assert here in ORDER, f"{here} has no floor: add it to LAYERS"
    assert not {used for used in rooms_used(path) if used != here and ORDER[used] >= ORDER[here]}


def test_no_two_modules_need_each_other() -> None:
    """In one room too, imports inside functions counted. A package may load its own modules when they are asked for."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
    needs = {
        name: {
            module
            for used in imports(path)
            if (module := used if used in names else used.rpartition(".")[0]) in names
            and not f"{name}.".startswith(f"{module}.")
        }
        for name, path in names.items()
    }
    TopologicalSorter(needs).prepare()  # or else its error names the circle


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_below_the_engine_nothing_touches_the_world(path: Path) -> None:
    if ORDER.get(room(path), 99) <= PURE and room(path) != "package":  # which looks at this program itself alone
        assert not {name.split(".")[0] for name in imports(path)} & IMPURE
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("open", "print", "input")]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is_for_and_is_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= SOFT_CAP
    assert path.stem not in ("utils", "helpers", "common", "base", "misc")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_values_are_made_in_one_way(path: Path) -> None:
    """By `cqterm.values`; by `dataclasses` only where a value keeps what it has worked out of itself."""
    if room(path) == "values":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    others = {"typing.NamedTuple", "typing.Protocol", "dataclasses.field", "dataclasses.replace"}
    assert not imports(path) & {*others, "dataclasses", "collections.namedtuple"}
    for made in [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]:
        if any("dataclass" in ast.unparse(each) for each in made.decorator_list):
            assert "cached_property" in ast.unparse(made), f"{made.name}: make it `frozen` or `mutable`"


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code."""
    script = f"import sys\n{code}\nprint('\\n'.join(sorted({{m.split('.')[0] for m in sys.modules}})), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.split())


HEAVY = {"lxml", "polib", "numpy", "markdown_it", "charset_normalizer", "multiprocessing", "asyncio", "hypothesis"}


def test_importing_the_package_loads_nothing() -> None:
    assert not loaded_by("import cqterm") & (HEAVY | {"click", "yaml"})


def test_linting_loads_nothing_that_it_does_not_use() -> None:
    code = (
        "from cqterm.cli import main\n"
        "try: main(['lint', '--isolated', 'seeds/003_6633ae77162c6e5c.txt', '--exit-zero'])\n"
        "except SystemExit as end: assert not end.code, end.code"
    )
    assert not loaded_by(code) & HEAVY


SPARED = HEAVY | {"ast", "click", "dataclasses", "datetime", "gettext", "hashlib", "importlib.util", "inspect", "json"}
SPARED |= {"platform", "pkgutil", "shutil", "subprocess", "tempfile", "tokenize", "typing", "uuid", "yaml"}
MODULES_OF_A_SHORT_LINT, PATTERNS_OF_A_SHORT_LINT = 91, 45
"""What a short lint may load of our own modules, and how many regular expressions it may compile: half its time."""


@pytest.mark.parametrize("options", [[], ["--fix"]])
def test_a_short_lint_with_a_warm_cache_does_little_before_its_work(options: list[str], tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    (tmp_path / "cqterm.yaml").write_text("ignore: [term-spacing]\n", encoding="utf-8")
    code = (
        "import re, sys\n"
        "from cqterm.cli import main\n"
        "compiled, compile = [], re.compile\n"
        "re.compile = lambda *given: compiled.append(given) or compile(*given)\n"
        f"main(['lint', *{options}, 'draft.md'])\n"
        "print('told', len(compiled), *sys.modules)"
    )
    environment = {**os.environ, "CQTERM_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    for _ in range(2):  # the first run fills the cache
        draft.write_bytes((ROOT / "seeds" / "000_6ca0788aa5ce031d.txt").read_bytes())
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            check=True,
        )
    _, patterns, *loaded = run.stdout.splitlines()[-1].split()
    assert "draft.md" in run.stdout
    assert not SPARED & set(loaded)
    ours = [name for name in loaded if name.startswith("cqterm")]
    assert len(ours) <= MODULES_OF_A_SHORT_LINT + 2 * len(options), ours
    assert not [name for name in ours if name.split(".")[1:2] in (["exchange"], ["git"], ["mine"], ["spill"])]
    assert int(patterns) <= PATTERNS_OF_A_SHORT_LINT


def test_the_layers_name_every_room() -> None:
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__", "data"}
    assert rooms == set(ORDER)
