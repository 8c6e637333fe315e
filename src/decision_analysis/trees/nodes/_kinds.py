"""The kinds of nodes, as flat arrays number them."""

TERMINAL, CHANCE, DECISION, OPEN = 0, 1, 2, 3
