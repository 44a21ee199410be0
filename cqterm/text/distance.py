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


def within(a: str, b: str, most: int) -> int:
    """The distance of two words if it is `most` (0, 1 or 2) edits or fewer, else `most` + 1.

    What two words begin and end with alike takes no part in it (Ukkonen, "Algorithms for approximate string matching",
    Information and Control 64, 1985, section 2), and most pairs fail at their first difference.
    """
    if a == b:
        return 0
    if abs(len(a) - len(b)) > most or not most:
        return most + 1
    start, end, last = 0, len(a), len(b)
    shorter = min(end, last)
    while start < shorter and a[start] == b[start]:
        start += 1
    while end > start and last > start and a[end - 1] == b[last - 1]:
        end, last = end - 1, last - 1
    x, y = a[start:end], b[start:last]
    if len(x) < 2 and len(y) < 2:
        return 1
    if not x or not y:
        return min(len(x) + len(y), most + 1)
    letters, others = set(x), set(y)
    if len(letters - others) > most or len(others - letters) > most:
        return most + 1  # each edit takes away and brings in one letter at the most
    swapped = x[:2] == y[1::-1] and len(x) > 1
    if most == 1:
        return 1 if swapped and len(x) == len(y) == 2 else 2
    rest = min(
        within(x[1:], y[1:], 1),
        within(x[1:], y, 1),
        within(x, y[1:], 1),
        within(x[2:], y[2:], 1) if swapped else 2,
    )
    return 1 + rest
