"""Signs that nobody sees, told in one place: two codes that look alike must be one code."""

import re
import unicodedata

# Without a shape of their own, though Unicode files them under letters, marks or symbols.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00016fe4\U0001d159\U000e0000-\U000e0fff]"
)
# Controls, formats (marks of width, direction, order), private use, halves of a pair, and what no standard names.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_SPACES = re.compile(r" {2,}")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")


def unseen(sign: str) -> bool:
    """Whether a reader sees nothing of it; a space of any width is seen."""
    return unicodedata.category(sign) in _UNSEEN or _BLANK.match(sign) is not None


def name(sign: str) -> str:
    """`ZERO WIDTH SPACE (U+200B)`."""
    number = f"U+{ord(sign):04X}"
    known = unicodedata.name(sign, "")
    return f"{known} ({number})" if known else number


def code(text: str) -> tuple[str, str | None]:
    """A code as it is kept, and the first sign inside it that nobody sees, or None.

    Composed (NFC); every space is the plain one, and several are one; what is unseen around it is taken off.
    """
    if _PLAIN.fullmatch(text):
        return text, None
    kept = _spaced(text)
    first, last = 0, len(kept)
    while first < last and _around(kept[first]):
        first += 1
    while first < last and _around(kept[last - 1]):
        last -= 1
    inside = kept[first:last]
    return _SPACES.sub(" ", inside), next(filter(unseen, inside), None)


def prose(text: str) -> str:
    """A name or a sentence: as a code, but what is unseen inside is harmless, and taken out. Controls stay, line ends
    among them, for whoever reads it to judge."""
    if _PLAIN.fullmatch(text):
        return text
    kept = "".join(sign for sign in _spaced(text) if unicodedata.category(sign) == "Cc" or not unseen(sign))
    return _SPACES.sub(" ", kept).strip()


def _spaced(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in unicodedata.normalize("NFC", text))


def _around(sign: str) -> bool:
    return sign.isspace() or unseen(sign)
