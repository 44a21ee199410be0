"""The installed package: the wheel alone, and a checkout, lint with the shipped glossary from an empty folder.

No network: the wheel is built by the hatchling of this environment and installed without its dependencies; a .pth file
lends the new environment those of this one. An editable install of cqterm here stays invisible there, since .pth
files of a lent folder are not read; the tests make sure of it.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

DRAFT = "A forum on the Western Land-Sea Trad Corridor opened on Monday.\n"

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name == "PYTHONIOENCODING"
}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8"
    )


def pip(environment: Path, *arguments: str | Path, cwd: Path) -> None:
    done = run(
        sys.executable, "-m", "pip", "--python", python_of(environment), "install", "--disable-pip-version-check",
        "--no-index", "--no-deps", "--no-build-isolation", *arguments, cwd=cwd,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make_environment(folder: Path) -> Path:
    venv.create(folder, with_pip=False)
    (site,) = [path for path in folder.rglob("site-packages") if path.is_dir()]
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("cqterm-*.whl")
    return path


def test_the_wheel_carries_the_shipped_glossary_and_no_tests(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert archive.read("cqterm/_glossary/chongqing.yaml") == (root / "glossary" / "chongqing.yaml").read_bytes()
    assert "cqterm/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "seeds/"))]


@pytest.mark.parametrize("how", ["wheel", "editable"])
def test_an_installed_cqterm_lints_with_the_shipped_glossary(
    how: str, request: pytest.FixtureRequest, root: Path, tmp_path: Path
) -> None:
    environment = make_environment(tmp_path / "environment")
    empty = tmp_path / "empty"
    empty.mkdir()
    if how == "editable":
        pip(environment, "-e", root, cwd=empty)
    else:
        pip(environment, request.getfixturevalue("wheel"), cwd=empty)
    home = run(python_of(environment), "-c", "import cqterm; print(cqterm.__file__)", cwd=empty).stdout.strip()
    assert Path(home).is_relative_to(root if how == "editable" else environment)

    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    script = python_of(environment).with_name("cqterm.exe" if sys.platform == "win32" else "cqterm")
    for command in ([script], [python_of(environment), "-m", "cqterm"]):
        done = run(*command, "lint", draft, cwd=empty)
        assert done.returncode == 1, done.stderr
        assert "shipped with cqterm" in done.stdout.splitlines()[0]
        assert "\"Western Land-Sea Trad Corridor\": 'Trad' should be 'Trade'" in done.stdout
    done = run(script, "lint", "--format", "json", draft, cwd=empty)
    assert json.loads(done.stdout)["findings"][0]["text"] == "Western Land-Sea Trad Corridor"
    assert not list(empty.iterdir())


def test_a_checkout_finds_its_glossary_without_being_installed(root: Path, tmp_path: Path) -> None:
    environment = make_environment(tmp_path / "environment")
    code = f"import sys; sys.path.insert(0, {str(root)!r}); from cqterm.files import *; print(shipped_glossary())"
    done = run(python_of(environment), "-c", code, cwd=tmp_path)
    assert Path(done.stdout.strip()) == root / "glossary" / "chongqing.yaml"
