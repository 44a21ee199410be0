"""What git knows of a project."""

from pathlib import Path

from cqterm.files import display


def folder_in_project(folder: Path) -> str:
    """A folder as seen from the top of the repository that holds it: "" is the top itself, or that there is none."""
    for top in (folder, *folder.parents):
        if (top / ".git").exists():
            return "" if top == folder else display(folder.relative_to(top))
    return ""
