"""How far two words are apart.

The distance is that of optimal string alignment: insertions, deletions, substitutions, and transpositions of
neighbours, no letter being edited twice (Boytsov, "Indexing methods for approximate dictionary searching", ACM JEA 16,
2011, section 2.1).
"""


def osa(a: str, b: str) -> int:
    """Optimal string alignment distance of two words, in edits."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
