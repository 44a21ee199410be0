"""Finding terms in text: exact forms, near misses, and how a place departs from a term.

Which file answers which question:

- `lexicon`: what is a glossary when it is compiled for matching? (`compiling` makes it, of `columns` and `entries`)
- `find`: which terms stand in this segment? (exact forms first, then near misses of what is left)
- `lookup`: which concepts does a form name, whoever asks?
- `candidates`: where is it worth while to look, and which terms might be meant there?
- `near`: which of them was meant? (`deletions` tells which words resemble one another)
- `judge`: is it an error, or good English about something else?
- `align`: which word of the place stands beside which word of the term?
- `regions`: what stands there, word by word and gap by gap, and what should?
- `edges`: do the marks stand there that a term begins or ends with?
- `compare`: how does the place differ, and which edits mend it?
- `style`: which capitals does this place ask for?
- `bulk`: how is all this found in a megabyte at once? (`said`, `alike` and `halves` tell of its words, which `numbered`
  remembers, what `candidates` and `near` tell of one; `shapes` which places are worth aligning: all over `arrays`)

A rule (`cqterm.rules`) only chooses among the differences that are named here, words the message and says how grave
and how safe it is.
"""
