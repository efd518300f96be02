"""In which encoding a text file was written, and no letter guessed where two answers are possible."""

import codecs
import re
from typing import BinaryIO

from portal.errors import DatoInvalido
from portal.texts.named import datos

CHUNK = 256 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]")


def encoding_of(source: BinaryIO) -> str:
    """UTF-8, UTF-16 or Windows-1252 (Excel's plain CSV). Raises DatoInvalido, with the line, where it is none of them
    or a mixture."""
    source.seek(0)
    head = source.read(1024)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            _check(source, encoding)
            return encoding
    if head.count(0) * 4 > len(head):
        encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        _check(source, encoding)
        return encoding
    wrong = _wrong_line(source, "utf-8")
    if wrong is None:
        return "utf-8"
    if _mostly_utf8(source):
        raise DatoInvalido("planilla-codificacion", datos(caso="mezcla", linea=wrong), "archivo")
    _check(source, "cp1252")
    return "cp1252"


def _check(source: BinaryIO, encoding: str) -> None:
    wrong = _wrong_line(source, encoding)
    if wrong is not None:
        raise DatoInvalido("planilla-codificacion", datos(caso="ninguna", linea=wrong), "archivo")


def _wrong_line(source: BinaryIO, encoding: str) -> int | None:
    """The first line that is not in that encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    source.seek(0)
    while True:
        piece = source.read(CHUNK)
        try:
            line += decoder.decode(piece, final=not piece).count("\n")
        except UnicodeDecodeError as error:
            good = bytes(error.object[: error.start])
            return line + good.decode(encoding, "ignore").count("\n")
        if not piece:
            return None


def _mostly_utf8(source: BinaryIO) -> bool:
    """Whether most of its letters beyond ASCII are whole in UTF-8: a text of Windows has hardly one by chance."""
    whole = loose = 0
    source.seek(0)
    while piece := source.read(CHUNK):
        letters = UTF8_LETTER.findall(piece)
        whole += len(letters)
        loose += len(HIGH.findall(piece)) - sum(map(len, letters))
    return whole >= loose
