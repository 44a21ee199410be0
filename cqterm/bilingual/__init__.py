"""Checking a translation against its source: which terms the source holds, and whether the target renders each.

Which file answers which question:

- `words`: which terms stand in a text whose writing puts spaces between words?
- `characters`: which terms stand in a text whose writing does not, such as Chinese?
- `occurrences`: the shape of what either finds
- `languages`: which languages does a glossary speak?
- `terms`: the terms of a glossary in one language, compiled for either
- `pairs`: which segments of a document, or of two, belong together?
- `check`: which terms of the source have no rendering in the target?
- `sense`: was an everyday word meant as the term?
"""
