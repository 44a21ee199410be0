"""Text as the matcher sees it: folding, tokens, inflection, lines, and which words are common English."""
