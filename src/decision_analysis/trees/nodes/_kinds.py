"""The kinds of nodes, as flat arrays number them, and what they are called."""

TERMINAL, CHANCE, DECISION, OPEN = 0, 1, 2, 3
KINDS = ("terminal", "chance", "decision")
