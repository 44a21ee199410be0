"""XML from outside: what it may not do."""

import subprocess
import sys
from pathlib import Path

import pytest

from cqterm.errors import FormatError
from cqterm.exchange import xml
from cqterm.exchange.tbx_reader import read

ENTRY = '<termEntry id="a"><langSet xml:lang="en"><tig><term>a</term></tig></langSet></termEntry>'
BODY = f"<martif><text><body>{ENTRY}</body></text></martif>"
MANY = ENTRY.replace(' id="a"', "")
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


def _ids(text: str | bytes) -> list[str | None]:
    data = text.encode() if isinstance(text, str) else text
    return [e.get("id") for e in xml.elements("x.tbx", data, ("termEntry",)) if xml.local(e.tag) == "termEntry"]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f'<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">{BODY}',
        f'<!DOCTYPE martif PUBLIC "-//X//EN" "http://127.0.0.1:9/never.dtd">{BODY}',
        f'<!DOCTYPE martif SYSTEM "file:///etc/passwd">{BODY}',
        f"<!DOCTYPE martif [<!ELEMENT martif ANY><!ATTLIST martif a CDATA 'b'>]>{BODY}",
        f"<!-- <!ENTITY a 'b'> -->{BODY}",
        f"\ufeff{BODY}",
        f"  \n{BODY}",
        f'<?xml version="1.0" encoding="UTF-16"?>{BODY}'.encode("utf-16"),
        f'<?xml version="1.0" encoding="GB18030"?>{BODY}'.encode("gb18030"),
        f'<?xml version="1.0" encoding="windows-1252"?>{BODY}'.encode("cp1252"),
    ],
    ids=["plain", "system", "public", "file", "subset", "comment", "bom", "space", "utf-16", "gb18030", "cp1252"],
)
def test_a_doctype_is_allowed_and_an_external_one_never_read(text: str | bytes) -> None:
    assert _ids(text) == ["a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"<!DOCTYPE m [{LAUGHS}]><m>&j;</m>", "declares the entity «a»"),
        ('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>', "declares the entity «x»"),
        ('<!DOCTYPE m [<!ENTITY % x SYSTEM "http://127.0.0.1:9/">%x;]><m/>', "declares the entity «x»"),
        (f"<!DOCTYPE m [<!ENTITY unused 'x'>]>{BODY}", "declares the entity «unused»"),
        (f"<!DOCTYPE m [<!ENTITY u 'x'>]>{BODY}".encode("utf-16"), "declares the entity «u»"),
        ("<a>" * 300 + "</a>" * 300, "not well-formed XML"),
        (BODY[:60], "cut off"),
        ("", "is empty"),
        ("not XML", "not well-formed"),
        (f'<?xml version="1.0" encoding="klingon"?>{BODY}', "«klingon» is not known"),
        (b'<?xml version="1.0" encoding="GB18030"?>' + b"<a>\xff\xff</a>", "is not GB18030"),
        (BODY.replace("<term>a", "<term>重庆").encode("gb18030"), "in another encoding than it says: save it as UTF-8"),
        (f'<?xml version="1.0" encoding="UTF-8"?>{BODY}'.encode("utf-16"), "in another encoding than it says"),
        (f'\ufeff<?xml version="1.0" encoding="F-8"?>{BODY}', "its encoding is not known"),
    ],
    ids=[
        "laughs",
        "external",
        "parameter",
        "unused",
        "utf-16",
        "deep",
        "cut",
        "empty",
        "text",
        "encoding",
        "bytes",
        "other",
        "wide",
        "marked",
    ],
)
def test_what_is_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said) as error:
        _ids(text)
    assert str(error.value).startswith("x.tbx")


@pytest.mark.parametrize(
    "filler", ["<a/>", "<b>text</b>", "<c><d/></c>"], ids=["empty", "text", "nested"]
)  # fmt: skip
def test_an_entry_has_to_come_within_a_stretch(filler: str) -> None:
    many = filler * (xml.STRETCH // len(filler) + 30_000)
    with pytest.raises(FormatError, match="no entry begins and ends within"):
        _ids(f"<martif><text><body>{many}{ENTRY}</body></text></martif>")


def test_a_huge_text_is_refused() -> None:
    with pytest.raises(FormatError):
        read("x.tbx", f"<martif><text>{'x' * 11_000_000}</text></martif>".encode())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc: memory can't be measured")
def test_memory_stays_bounded_whatever_comes(tmp_path: Path) -> None:
    """Each hostile file in a process of its own, its whole memory measured by the system."""
    files = {
        "laughs": f"<!DOCTYPE m [{LAUGHS}]><m>&j;</m>",
        "element": f"<martif><text><body><p>{'x' * 30_000_000}",
        "attribute": f'<martif a="{"x" * 30_000_000}"/>',
        "empties": f"<martif><text><body>{'<a/>' * 9_000_000}",
        "entries": f"<martif><text><body>{MANY * 450_000}</body></text></martif>",
    }
    # not getrusage, whose maximum begins with that of the process that started this one
    code = (
        "import re, sys; from cqterm.cli import main; code = main(['import', sys.argv[1], '--dry-run'])\n"
        "print(code, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read()).group(1))"
    )
    for name, text in files.items():
        path = tmp_path / f"{name}.tbx"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
        code_of_exit, kilobytes = map(int, done.stdout.splitlines()[-1].split())
        assert "Traceback" not in done.stderr
        assert (name, code_of_exit) == (name, 2), done.stderr[-500:]
        assert kilobytes < 500_000, (name, kilobytes)
