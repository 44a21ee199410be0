"""`cqterm explain`: what a rule finds, why, and what its fix does. The text is the docstring of the rule."""

import click

from cqterm.cli.commands import Command
from cqterm.cli.options import complete
from cqterm.cli.terminal import put
from cqterm.text.phrases import advice

_EPILOG = """\b
Examples:
  cqterm explain
  cqterm explain misspelled-term
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Explain a rule, or list all rules.")
@click.argument("rule", required=False, shell_complete=complete("rules"))
def command(rule: str | None) -> None:
    """Explain a rule; without one, list all."""
    from cqterm.rules import optional, rules, usual_level

    if rule is None:
        width = max(map(len, rules()))
        put(
            "".join(
                f"{name:{width}}  {'off' if optional(name) else each.SEVERITY:7}  {_first_line(each.__doc__)}\n"
                for name, each in rules().items()
            )
        )
        return
    if rule not in rules():
        raise click.UsageError(f"unknown rule '{rule}': {advice(rule, rules())}")
    chosen = rules()[rule]
    put(f"{chosen.ID} ({usual_level(chosen)})\n\n{(chosen.__doc__ or '').strip()}\n")


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
