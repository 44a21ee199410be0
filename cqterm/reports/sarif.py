"""`sarif`: the Static Analysis Results Interchange Format 2.1.0 (OASIS Standard), for code scanning.

Regions are lines and columns in code points (section 3.30; `columnKind`, 3.14.17); where lines mean nothing the place
stands in words as a logical location. Paths are relative to the top of the project and percent-encoded (3.4.3).
Findings that are kept quiet are results with a suppression (3.35). Where a baseline is in use each result says how it
stands to it (3.27.24); what it knows and was not found again is a result too, with a suppression, since programs that
take no notice of the state would show an error that is mended. Beyond the standard this heeds what GitHub asks for:
the text of each message inlined, each rule listed, `primaryLocationLineHash` as the fingerprint that it tracks alerts
by, no more results than it takes, and a successful execution even where a file could not be read, which is told as a
notification (3.58).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

from cqterm.hints import Any
from cqterm.model import FileResult, Finding, Fix, Place, Severity, Silence, Silenced, Trouble
from cqterm.reports import (
    Absent,
    RulePage,
    Run,
    View,
    credit,
    from_top,
    glimpse,
    in_order,
    is_absolute,
    sentence,
    visible,
)
from cqterm.results import Summary
from cqterm.text.indented import in_pieces
from cqterm.text.phrases import number

NAME = "sarif"
SUMMARY = "SARIF 2.1.0, for code scanning"
FROM_TOP = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_KINDS: dict[Silence, str] = {"comment": "inSource", "baseline": "external"}


def render(run: Run, view: View) -> Iterator[str]:  # noqa: ARG001 - programs always get everything
    """The run as a log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    yield from in_pieces(log)
    yield "\n"


def _run(run: Run) -> dict[str, Any]:
    driver = {
        "name": "cqterm",
        **({"version": run.version, "semanticVersion": run.version} if run.version else {}),
        "rules": [_rule(rule) for rule in run.rules],
        "properties": {"glossary": run.glossary, "concepts": run.concepts, "fingerprint": run.fingerprint},
    }
    told = [_notification(error, run.folder) for result in run.results.remarked() for error in result.errors]
    counts = run.results.summary()
    left_out = counts.findings + sum(counts.silenced.values()) + len(run.absent) - _MOST
    if left_out > 0:
        told.append({"level": "warning", "message": {"text": _LEFT_OUT.format(number(left_out, "result"))}})
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "cqterm/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": True, **({"toolExecutionNotifications": told} if told else {})}],
        "results": _results(run, _room(counts)),
    }


def _rule(rule: RulePage) -> dict[str, Any]:
    first, _, rest = rule.page.strip().partition("\n")
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": first},
        "fullDescription": {"text": first},
        "help": {"text": rule.page.strip(), "markdown": f"**{first}**\n{rest.replace(chr(10), chr(10) * 2)}".strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["terminology"]},
    }


def _notification(error: Trouble, folder: str) -> dict[str, Any]:
    part = f"{error.part}: " if error.part else ""
    return {
        "level": "error",
        "message": {"text": part + error.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(error.path, folder)}}],
    }


_MOST = 25_000
"""Results of a run; GitHub refuses a file with more."""
_LEFT_OUT = "{} left out, since code scanning takes no more: those kept quiet first, then the mildest"


def _room(counts: Summary) -> Counter[str]:
    """How many results there is room for: of each severity, of those kept quiet, of those that are gone."""
    room, left = Counter[str](), _MOST  # the gravest first
    for kind, count in (*counts.severities.items(), (_QUIET, sum(counts.silenced.values()))):
        room[kind] = min(count, left)
        left -= room[kind]
    room[_GONE] = left
    return room


_QUIET, _GONE = "quiet", "gone"


def _chosen(result: FileResult, room: Counter[str]) -> tuple[list[Finding], dict[int, Silenced]]:
    """The findings of a file for which there is room, and by their identity those among them that are kept quiet."""
    loud = [finding for finding in result.findings if _takes(room, finding.severity)]
    quiet = {id(each.finding): each for each in result.silenced if _takes(room, _QUIET)}
    return in_order([*loud, *(each.finding for each in quiet.values())]), quiet


def _takes(room: Counter[str], kind: str) -> bool:
    room[kind] -= 1
    return room[kind] >= 0


# --- results ----------------------------------------------------------------------------------------------------


def _results(run: Run, room: Counter[str]) -> Iterator[dict[str, Any]]:
    """Findings and, marked, those that are kept quiet, in the order of the drafts."""
    rules = {rule.id: number for number, rule in enumerate(run.rules)}
    seen: Counter[tuple[str, str]] = Counter()
    for result in run.results:
        chosen, quiet = _chosen(result, room)
        for finding in chosen:
            content = _result(finding, run.folder, result.excerpts)
            content |= _identity(finding.place.path, finding.rule, finding.fingerprint, rules, seen)
            silenced = quiet.get(id(finding))
            if silenced:
                content["suppressions"] = [_suppression(silenced.by, silenced.reason)]
            if run.baseline:
                content["baselineState"] = "unchanged" if silenced and silenced.by == "baseline" else "new"
            yield content
    levels = {rule.id: rule.severity for rule in run.rules}
    for absent in run.absent[: room[_GONE]]:
        content = _absent(absent, run.folder, levels.get(absent.rule, "warning"))
        yield content | _identity(absent.path, absent.rule, absent.fingerprint, rules, seen)


def _identity(
    path: str, rule: str, fingerprint: str, rules: Mapping[str, int], seen: Counter[tuple[str, str]]
) -> dict[str, Any]:
    """The place of a rule among all, and the fingerprint with how many of its file had the same before."""
    content: dict[str, Any] = {"ruleIndex": rules[rule]} if rule in rules else {}
    if fingerprint:
        seen[path, fingerprint] += 1
        name = f"{fingerprint}:{seen[path, fingerprint]}"
        content["partialFingerprints"] = {"cqterm/v1": name, "primaryLocationLineHash": name}
    return content


def _absent(absent: Absent, folder: str, severity: Severity) -> dict[str, Any]:
    """What the baseline knows and the run did not find again. Nobody knows where it stood in its file."""
    return {
        "ruleId": absent.rule,
        "level": _LEVELS[severity],
        "message": {"text": f"“{glimpse(absent.text)}”: is in the baseline and not found any more"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(absent.path, folder)}}],
        "properties": {"concept": absent.concept, "text": absent.text},
        "suppressions": [_suppression("baseline")],
        "baselineState": "absent",
    }


def _result(finding: Finding, folder: str, lines: Mapping[int, str]) -> dict[str, Any]:
    properties = {"concept": finding.concept, "preferred": finding.preferred, "text": finding.place.text}
    if finding.authority:
        properties["evidence"] = credit(finding.authority)
    content: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, folder, lines)],
        "properties": properties,
    }
    if finding.related:
        content["relatedLocations"] = [
            {"id": number, "message": {"text": visible(place.text)}, **_location(place, folder, {})}
            for number, place in enumerate(finding.related[:_RELATED], start=1)
        ]
    replacements = _replacements(finding.place, finding.fix, lines) if finding.fix else []
    if finding.fix and replacements:
        change = {"artifactLocation": _artifact(finding.place.path, folder), "replacements": replacements}
        suggested = f": {visible(finding.suggestions[0])}" if finding.suggestions else ""
        content["fixes"] = [
            {"description": {"text": f"{finding.fix.safety} fix{suggested}"}, "artifactChanges": [change]}
        ]
    return content


def _message(finding: Finding) -> str:
    where = f"{finding.place.where}: " if finding.place.where else ""
    return where + sentence(finding)


def _suppression(by: Silence, reason: str = "") -> dict[str, Any]:
    why = {"justification": reason} if reason else {}
    return {"kind": _KINDS[by], "status": "accepted", **why}


# --- places -----------------------------------------------------------------------------------------------------

_RELATED = 100
"""Related places of a finding; GitHub takes no result with more than 1,000."""

_CONTEXT = 500
"""Characters of the lines around a finding that are worth their room."""


@lru_cache  # a file with one finding has more
def _artifact(path: str, folder: str) -> dict[str, str]:
    """A path as a reference of RFC 3986: relative to the top of the project, or with its scheme."""
    name = _octets(from_top(path, folder))
    if is_absolute(path):
        return {"uri": "file://" + ("" if path.startswith("/") else "/") + quote(name, safe="/:")}
    return {"uri": quote(name), "uriBaseId": "%SRCROOT%"}


def _octets(path: str) -> bytes:
    """The bytes of a path: those that are no UTF-8 stand in it as surrogates, and Windows allows others alone."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def _location(place: Place, folder: str, lines: Mapping[int, str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path, folder)}
    if place.line is not None:
        last = place.end_line or place.line
        physical["region"] = _region((place.line, place.column or 1), (last, place.end_column or 1))
        context = "\n".join(lines.get(number, "") for number in range(place.line, last + 1))
        if context and len(context) <= _CONTEXT:
            physical["contextRegion"] = {"startLine": place.line, "endLine": last, "snippet": {"text": context}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.where:
        location["logicalLocations"] = [
            {"name": place.where, "fullyQualifiedName": f"{place.part}#{place.where}" if place.part else place.where}
        ]
    return location


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _replacements(place: Place, fix: Fix, lines: Mapping[int, str]) -> list[dict[str, Any]]:
    """What a fix does; nothing where that can't be said by lines and columns."""
    replacements = []
    for edit in fix.edits:
        start, end = (_position(offset, place, lines) for offset in edit.span)
        if start is None or end is None:
            return []
        replacements.append({"deletedRegion": _region(start, end), "insertedContent": {"text": edit.text}})
    return replacements


def _position(offset: int, place: Place, lines: Mapping[int, str]) -> tuple[int, int] | None:
    """Line and column of an offset inside a finding, as far as its lines are at hand."""
    line, column, left = place.line, place.column, offset - place.span.start
    if line is None or column is None or place.end_line is None or place.end_column is None or left < 0:
        return None
    if line == place.end_line:
        return line, column + left
    if not all(number in lines for number in range(line, place.end_line)):
        return None
    lengths = [len(lines[number]) for number in range(line, place.end_line)]
    lengths[0] -= column - 1
    length, odd = divmod(place.span.end - place.span.start - sum(lengths) - place.end_column + 1, len(lengths))
    if odd:  # line ends of several kinds
        return None
    for here in lengths:
        if left <= here:
            break
        left, line, column = left - here - length, line + 1, 1
    return line, column + left
