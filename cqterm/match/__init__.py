"""Finding terms in text: the compiled lexicon, exact matches, near misses, and how a place departs from a term."""
