"""Finding terms in text: exact forms, near misses, and how a place departs from a term.

Which file answers which question:

- `lexicon`: what is a glossary when it is compiled for matching?
- `find`: which terms stand in this segment? (exact forms first, then near misses of what is left)
- `near`: might this place have been meant to be a term?
- `judge`: is it an error, or good English about something else?
- `align`: which word of the place stands beside which word of the term?
- `compare`: how does the place differ, word by word and gap by gap, and which edits mend it?
- `style`: which capitals does this place ask for?

A rule (`cqterm.rules`) only chooses among the differences that are named here, words the message and says how grave
and how safe it is.
"""
