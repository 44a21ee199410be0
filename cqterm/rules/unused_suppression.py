"""A comment to cqterm that silences nothing, or that cqterm does not understand.

Why: a suppression that has done its work stays behind and hides the next error, and one with a slip in it never
worked. The finding stands at the comment and says what was meant. Whether a comment has any use is not judged where
its rule does not run, where it names no rule and only some are selected, and about mixed-terms without --across-files.
Bad: <!-- cqterm: off term-cas -->
Good: The government work report is out. <!-- cqterm: skip-line term-case -- a citation -->
Options: the level under `severity` in the configuration.
Fix: none: take the comment out, or mend it.
"""

from collections.abc import Collection

from cqterm.model import Directive, Severity
from cqterm.text.directives import VERBS
from cqterm.text.phrases import advice

ID = "unused-suppression"
SEVERITY: Severity = "warning"


def complaint(directive: Directive, *, rules: Collection[str], concepts: Collection[str], judged: bool) -> str:
    """What is wrong with a directive that silenced nothing and ended nothing, and what to do about it.

    `rules` are the ids of all rules, `concepts` those of the glossary in use. Empty where nothing is wrong with its
    words and its use can't be `judged`.
    """
    verb, rule, concept = directive.verb, directive.rule, directive.concept
    if verb not in VERBS:
        return f"unknown word '{verb}': {advice(verb, VERBS)}" if verb else f"a word is missing: {advice(verb, VERBS)}"
    if " " in concept:
        return f"too many words: put -- before the reason, as in `cqterm: {verb} {rule} -- {concept}`"
    if rule and rule not in rules:
        return f"unknown rule '{rule}': {advice(rule, rules)}"
    if concept and concept not in concepts:
        what = "concept" if rule else "rule or concept"
        meant = advice(concept, concepts if rule else [*rules, *concepts])
        return f"unknown {what} '{concept}': {meant if '?' in meant else '`cqterm show --list` lists the concepts'}"
    if not judged:
        return ""
    return "there is no `off` that it ends: take it out" if verb == "on" else "it silences nothing: take it out"
