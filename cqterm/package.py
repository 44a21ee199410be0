"""What lies in this package itself: the modules of its rooms, sources and data.

`pkgutil` tells the same, and loads `inspect` for it, which takes as long as all of a short lint's own modules.
"""

import os
from collections.abc import Iterable

from cqterm.hints import Any


def modules(folders: Iterable[str]) -> list[str]:
    """The names of the modules in the folders of a package (its `__path__`), sorted."""
    return sorted({name for folder in folders for name in _in(folder)})


def content(name: str) -> bytes:
    """A file of this package, by its path with slashes.

    Raises:
        OSError: There is none.
    """
    loader: Any = __spec__.loader
    found: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), *name.split("/")))  # noqa: PTH118, PTH120
    return found


def _in(folder: str) -> Iterable[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - pathlib would be slower
    except OSError:  # it lies in an archive
        from pkgutil import iter_modules

        return [module.name for module in iter_modules([folder])]
    parted = [name.partition(".") for name in names]
    files = [stem for stem, _, suffix in parted if suffix in ("py", "pyc") and stem != "__init__"]
    packages = [stem for stem, dot, _ in parted if not dot and os.path.exists(f"{folder}/{stem}/__init__.py")]  # noqa: PTH110
    return [*files, *packages]
