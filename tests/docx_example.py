"""Word files made by hand, for what no library writes: split runs, fields, tracked changes, text boxes, odd parts."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="House Sub"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fig"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pre"><w:name w:val="HTML Preformatted"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Code Block"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fr"><w:name w:val="French"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:name w:val="Source Code"/></w:style>'
)


def t(text: str) -> str:
    """A text element; `text` is markup."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run; `text` is markup."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def docx(
    body: str, *, parts: dict[str, str] | None = None, main: str = "word/document.xml", styles: str = STYLES
) -> bytes:
    """A Word file. `parts` are footnotes, header1, comments and so on: the content of their root element."""
    parts = {**(parts or {}), "styles": styles}
    files = {
        main: _root("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "_rels/.rels": _relationships({"officeDocument": main, "core-properties": "docProps/core.xml"}),
        "docProps/core.xml": f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title</dc:title></cp:coreProperties>',
        f"word/_rels/{main.rpartition('/')[2]}.rels": _relationships({name: f"{name}.xml" for name in parts}),
        **{f"word/{name}.xml": _root(_element(name), content) for name, content in parts.items()},
    }
    overrides = {main: "document.main", **{f"word/{name}.xml": _kind(name) for name in parts}}
    types = "".join(f'<Override PartName="/{k}" ContentType="{TYPES}.{v}+xml"/>' for k, v in overrides.items())
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    head = f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{types}'
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    return packed({"[Content_Types].xml": f"{head}{core}</Types>", **files})


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _element(name: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(_kind(name), _kind(name))


def _root(element: str, content: str) -> str:
    return f"{DECLARATION}<w:{element} {NAMESPACES}>{content}</w:{element}>"


def _relationships(targets: dict[str, str]) -> str:
    made = []
    for number, (name, target) in enumerate(targets.items(), 1):
        base = f"{PACKAGE}/relationships/metadata" if name == "core-properties" else RELATIONSHIPS
        made.append(f'<Relationship Id="rId{number}" Type="{base}/{_kind(name)}" Target="{target}"/>')
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(made)}</Relationships>'
