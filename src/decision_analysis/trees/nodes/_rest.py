"""`REST`: the probability that the other outcomes leave."""

from __future__ import annotations


class Rest:
    """The probability that the other outcomes of a chance node leave; `REST` is the only one."""

    __slots__ = ()
    _only: Rest | None = None

    def __new__(cls) -> Rest:
        if cls._only is None:
            cls._only = super().__new__(cls)
        # the one object, also where it is pickled and read again
        return cls._only

    def __repr__(self) -> str:
        return "REST"

    def __reduce__(self) -> tuple[type[Rest], tuple[()]]:
        return Rest, ()


REST = Rest()
