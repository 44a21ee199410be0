"""PO: read as polib and msgfmt read it, fixed inside the literals, refused with the line where it is broken."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.formats.po_scan import messages, value
from cqterm.model import Edit, Span
from tests import formats_laws

TEXT = st.text(
    st.characters(
        categories=("L", "N", "P", "S", "Z"),
        include_characters='\\"\n\t\r',
        exclude_characters="\x85\u2028\u2029\x1c\x1d\x1e",
    )
)


def _ours(source: str) -> list[tuple[str, dict[str, str], bool]]:
    found = [(value(source, m.strings["msgid"]), m) for m in messages(source, "x.po")]
    return [
        (msgid, {k: value(source, s) for k, s in m.strings.items() if k.startswith("msgstr")}, "fuzzy" in m.flags)
        for msgid, m in found
        if msgid
    ]


def _library(source: str) -> list[tuple[str, dict[str, str], bool]]:
    return [
        (e.msgid, {f"msgstr[{n}]": s for n, s in e.msgstr_plural.items()} or {"msgstr": e.msgstr}, e.fuzzy)
        for e in polib.pofile(source)
        if not e.obsolete
    ]


def _fixtures(shared: Path) -> list[Path]:
    found = sorted((shared / "l10n").glob("*.po"))
    assert len(found) >= 5
    return found


def test_real_catalogues_read_as_a_library_reads_them(shared: Path) -> None:
    for path in _fixtures(shared):
        source = path.read_text("utf-8")
        assert _ours(source) == _library(source)
        formats_laws.check(formats.read(path.name, path.read_bytes()), path.read_bytes())


@given(
    st.lists(st.tuples(TEXT.filter(str.strip), TEXT, st.booleans(), st.none() | TEXT), max_size=4),
    st.sampled_from([0, 20, 78]),
)
def test_what_a_library_writes_is_read_as_it_was_meant(
    entries: list[tuple[str, str, bool, str | None]], width: int
) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    for msgid, msgstr, fuzzy, plural in entries:
        entry = polib.POEntry(msgid=msgid, msgstr="" if plural else msgstr, flags=["fuzzy"] if fuzzy else [])
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: msgstr, 1: plural}
        catalogue.append(entry)
    source = str(catalogue)

    found = _ours(source)

    assert found == [
        (msgid, {"msgstr[0]": msgstr, "msgstr[1]": plural} if plural else {"msgstr": msgstr}, fuzzy)
        for msgid, msgstr, fuzzy, plural in entries
    ]
    formats_laws.check(formats.read("x.po", source.encode()), source.encode())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', r"line 2, column 1: the string does not end"),
        ('msgid "a"\nmsgstr b\n', r"line 2, column 1: no line of a PO file \('msgstr b'\)"),
        ("<html>\n", r"line 1, column 1: no line of a PO file"),
        ('"a"\n', "line 1, column 1: a string without a keyword"),
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', "line 2, column 1: a second msgid in one message"),
        ('msgstr "a"\n', "line 1, column 1: msgstr without msgid"),
        ('msgid "a"\nmsgctxt "b"\nmsgstr ""\n', "line 2, column 1: msgctxt stands too late"),
        ('msgid "a"\nmsgstr ""\n\nmsgid "b"\n', "line 4, column 1: the message has no msgstr"),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=nope\\n"\n', "an encoding that there is not, 'nope'"),
    ],
)
def test_a_broken_catalogue_is_refused_with_the_line(source: str, message: str) -> None:
    with pytest.raises(FormatError, match=rf"^x\.po: .*{message}"):
        formats.read("x.po", source.encode())


def test_bytes_that_break_the_declared_encoding_are_refused() -> None:
    data = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "\xff"\n'

    with pytest.raises(FormatError, match=r"x\.po: declares UTF-8 but breaks it at byte \d+, in line 5"):
        formats.read("x.po", data)


def test_a_catalogue_without_a_header_is_read_and_that_is_said() -> None:
    assert formats.read("x.po", b'msgid "a"\nmsgstr "b"\n').notes == ("no header in it, so its language is not known",)


def test_a_catalogue_with_a_broken_header_is_read_and_that_is_said() -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type text/plain; charset=UTF-8"\n"Language: en\\n"\n\n'
    document = formats.read("x.po", (header + 'msgid "a"\nmsgstr "b"\n').encode())
    assert [segment.text for segment in document.segments] == ["a", "b"]
    assert document.notes == ("its header names no encoding: write «Content-Type: text/plain; charset=UTF-8» in it",)
    whole = header.replace("Type text", "Type: text").replace('UTF-8"', 'UTF-8\\n"')
    assert formats.read("x.po", (whole + 'msgid "a"\nmsgstr "b"\n').encode()).notes == ()


@pytest.mark.parametrize("encoding", ["GB2312", "UTF-8", "ISO-8859-1"])
def test_the_encoding_of_the_header_is_kept(encoding: str) -> None:
    text = "重庆" if encoding == "GB2312" else "é"
    source = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={encoding}\\n"\n\nmsgid "a"\nmsgstr "{text} Trad"\n'
    data = source.encode(encoding)
    document = formats.read("x.po", data)
    start = source.index("Trad")

    written = formats.write(document, {"": [Edit(Span(start, start + 4), 'Tra"de')]})

    assert document.segments[-1].text == f"{text} Trad"
    assert written == source.replace("Trad", 'Tra\\"de').encode(encoding)


@given(data=st.data())
def test_edits_change_their_characters_and_no_other(data: st.DataObject) -> None:
    source = 'msgid "a"\nmsgstr ""\n"one \\"two\\" %s "\n"three \\n"\n\n#~ msgid "x"\n#~ msgstr "y"\n'
    document = formats.read("x.po", source.encode())
    pieces = [p for s in document.segments if s.role == "target" for p in s.pieces if p.verbatim]
    piece = data.draw(st.sampled_from(pieces))
    start = data.draw(st.integers(piece.span.start, piece.span.end))
    end = data.draw(st.integers(start, piece.span.end))
    put = data.draw(TEXT)

    written = formats.write(document, {"": [Edit(Span(start, end), put)]}).decode()

    assert written.startswith(source[:start])
    assert written.endswith(source[end:])
    assert polib.pofile(written)[0].msgstr == polib.pofile(source[:start] + "\ue000" + source[end:])[0].msgstr.replace(
        "\ue000", put
    )


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_a_fixed_catalogue_still_compiles(shared: Path, tmp_path: Path) -> None:
    """Every word of every translation is edited; msgfmt says what is left of the file."""
    for path in _fixtures(shared):
        document = formats.read(path.name, path.read_bytes())
        edits = []
        for segment in document.segments:
            if segment.role == "target":
                edits += [Edit(Span(p.span.start, p.span.start), 'R"\\D\n') for p in segment.pieces[:1] if p.verbatim]
        fixed = tmp_path / path.name
        fixed.write_bytes(formats.write(document, {"": edits}))

        before, after = (subprocess.run(["msgfmt", "-o", "/dev/null", p], capture_output=True) for p in (path, fixed))

        assert len(edits) > 100
        assert after.returncode == before.returncode
