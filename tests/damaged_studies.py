"""Studies with one thing damaged: a key misspelled, added, of another type, moved, or left out."""

import copy

STRANGE = [
    None, True, "", "word", "2024-13-45", -1, 0, 1.5, 1e308, -1e308, 1e-320, 10**400, [], {}, [[]],
    {"zz": 1}, ["zz"], {"base": 1, "low": 2, "high": 0}, "1 +", "p_nobody", "2 * (3", "rest",
]  # fmt: skip


def places(entry, keys=()):
    """Yield the keys that lead to every mapping and list, and to what is in them."""
    items = (
        entry.items()
        if isinstance(entry, dict)
        else enumerate(entry)
        if isinstance(entry, list)
        else ()
    )
    for key, child in items:
        yield (*keys, key)
        yield from places(child, (*keys, key))


def at(document, keys):
    """Return what keys lead to."""
    for key in keys:
        document = document[key]
    return document


def damaged(document, rng):
    """Return a copy with one thing damaged, and what was done where."""
    made = copy.deepcopy(document)
    known = [keys for keys in places(made) if keys[0] not in ("kind", "format")]
    keys = known[rng.integers(len(known))]
    holder, key = at(made, keys[:-1]), keys[-1]
    ways = [renamed, added, retyped, moved, dropped, strange, negated, scaled, swapped, ranged]
    way = ways[rng.integers(len(ways))]
    way(made, holder, key, known, rng)
    return made, (way.__name__, keys)


def _put(holder, key, new, value):
    """Give an entry of a mapping another key, in its place."""
    items = [(new, value) if k == key else (k, v) for k, v in holder.items()]
    holder.clear()
    holder.update(items)


def renamed(made, holder, key, known, rng):
    if isinstance(holder, dict) and isinstance(key, str):
        i = rng.integers(len(key)) if key else 0
        _put(holder, key, key[:i] + "q" + key[i + 1 :], holder[key])
    else:
        added(made, holder, key, known, rng)


def added(made, holder, key, known, rng):
    inner = holder[key]
    if isinstance(inner, dict):
        inner["zzz"] = STRANGE[rng.integers(len(STRANGE))]
    elif isinstance(inner, list):
        inner.append(STRANGE[rng.integers(len(STRANGE))])
    elif isinstance(holder, dict):
        holder["zzz"] = inner
    else:
        holder.append(inner)


def retyped(made, holder, key, known, rng):
    value = holder[key]
    holder[key] = [[value], {"base": value}, str(value), {"zz": value}, [value, value]][
        rng.integers(5)
    ]


def moved(made, holder, key, known, rng):
    value = holder.pop(key)
    others = [k for k in known if k != key]
    for _ in range(20):
        keys = others[rng.integers(len(others))]
        try:
            target = at(made, keys)
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(target, dict):
            target[key] = value
            return
    made[str(key)] = value


def dropped(made, holder, key, known, rng):
    del holder[key]


def strange(made, holder, key, known, rng):
    holder[key] = copy.deepcopy(STRANGE[rng.integers(len(STRANGE))])


def _number(holder, key):
    return isinstance(holder[key], int | float) and not isinstance(holder[key], bool)


def negated(made, holder, key, known, rng):
    holder[key] = -holder[key] if _number(holder, key) else holder[key]


def scaled(made, holder, key, known, rng):
    by = [1e3, 1e-3, 1e300, 1e-300, 10, 0][rng.integers(6)]
    holder[key] = holder[key] * by if _number(holder, key) else holder[key]


def ranged(made, holder, key, known, rng):
    """Let a number vary, or a range be wider."""
    if not _number(holder, key):
        return
    base = holder[key]
    if key in ("low", "base", "high"):
        holder |= {"low": holder["base"] - 1, "high": holder["base"] + 1}
        return
    width = [0.3, 1, 100, 1e150, 9e299][rng.integers(5)]
    holder[key] = {"low": base - width, "base": base, "high": base + width}


def swapped(made, holder, key, known, rng):
    """Change what stands in two places of a mapping or list."""
    others = list(holder) if isinstance(holder, dict) else range(len(holder))
    other = list(others)[rng.integers(len(others))]
    holder[key], holder[other] = holder[other], holder[key]
