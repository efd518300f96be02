"""A code's sentence as a template, and its plural where it has one."""

from msgspec import Struct


class Sentence(Struct, frozen=True, kw_only=True):
    """What a code says, in Spanish, with its data as %(name)s; a lone % is written %%.

    many: the same of several, where the datum `by` (a number, or a list by its length) is not one. case: which of the
    sentences of its code it is, told by the datum `caso`; empty where that code has a single one. whole: it ends with a
    full stop.
    """

    code: str
    one: str
    many: str = ""
    by: str = ""
    case: str = ""
    whole: bool = True


def sentence(code: str, one: str, *, case: str = "") -> Sentence:
    """A code that says the same of one and of several."""
    return Sentence(code=code, one=one, case=case)


def plural(code: str, one: str, many: str, *, by: str, case: str = "", whole: bool = True) -> Sentence:
    """A code that says one thing of one and another of several; whole: each is a sentence, and no part of one."""
    return Sentence(code=code, one=one, many=many, by=by, case=case, whole=whole)


def title(code: str, one: str, *, case: str = "") -> Sentence:
    """What something is called: a name, a heading, a part of a sentence."""
    return Sentence(code=code, one=one, case=case, whole=False)
