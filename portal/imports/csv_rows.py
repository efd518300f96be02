"""The rows of a CSV, whichever program wrote it."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO

from portal.errors import DatoInvalido
from portal.imports.row import FilaIlegible
from portal.imports.text_encoding import encoding_of
from portal.structs.extractos import Fila
from portal.texts.named import Saying, datos

SEPARATORS = ";\t,|"
HEAD_CHARS = 64 * 1024
HEAD_ROWS = 40
# Excel's own word for the separator, on a line above the titles.
DECLARED = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
# A formula that only holds a text: how Excel keeps the zeros of a code.
KEPT_TEXT = re.compile(r'="((?:[^"]|"")*)"')
TOO_LONG = Saying("celda-enorme", datos(letras=csv.field_size_limit()))
NOT_CLOSED = Saying("comillas-sin-cerrar")


def rows(source: BinaryIO, titles: Callable[[list[str]], int]) -> Iterator[Fila]:
    """Each row that is not blank, with the line it begins on. `titles` counts the titles that a row is known by, which
    tells the separator. Raises DatoInvalido where it is no text, FilaIlegible where quotes do not close."""
    encoding = encoding_of(source)
    head = _open(source, encoding).read(HEAD_CHARS)
    if "\0" in head:
        raise DatoInvalido("planilla-ilegible", datos(caso="archivo"), "archivo")
    declared = DECLARED.fullmatch(head.partition("\n")[0])
    separator = declared[1] if declared else _separator(head, titles)
    if separator in "\"'\r\n " or separator.isalnum():
        raise DatoInvalido("planilla-separador", datos(separador=separator), "archivo")
    text = _open(source, encoding)
    if declared:
        text.readline()
    return _each(text, separator, 1 if declared else 0)


def _open(source: BinaryIO, encoding: str) -> TextIOWrapper:
    source.seek(0)
    return _Borrowed(source, encoding=encoding, newline="")


class _Borrowed(TextIOWrapper):
    """A text over a file that stays its owner's: it does not close it when it is let go."""

    def __del__(self) -> None:
        if not self.closed:
            self.detach()


def _separator(head: str, titles: Callable[[list[str]], int]) -> str:
    """The one by which most titles are known, then the one that cuts most rows alike; `;` of equals."""

    def merit(separator: str) -> tuple[int, int]:
        found = list(islice(csv.reader(StringIO(head, newline=""), delimiter=separator), HEAD_ROWS))
        widths = Counter(len(row) for row in found if len(row) > 1)
        alike = max((count * (width - 1) for width, count in widths.items()), default=0)
        return max(map(titles, found), default=0), alike

    try:
        return max(SEPARATORS, key=merit)
    except csv.Error:  # an endless cell: the reading tells its line
        return ";"


class _Lines:
    """Lines as the reader takes them; those of the record at hand are kept, to find where a quote was opened."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._text = text
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.record.append(line)
            yield line


def _each(text: TextIOWrapper, separator: str, skipped: int) -> Iterator[Fila]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        first = reader.line_num + 1 + skipped
        lines.record.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # A quote that is never closed takes lines in until the cell is too long: then the quote is what to mend.
            if str(error).startswith("field larger") and len(lines.record) == 1:
                raise FilaIlegible(first, TOO_LONG) from error
            raise FilaIlegible(first + _opened(lines.record, separator), NOT_CLOSED) from error
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield Fila(first, [_text(cell) for cell in cells])


def _text(cell: str) -> str:
    if '="' not in cell:
        return cell
    kept = KEPT_TEXT.fullmatch(cell.strip())
    return kept[1].replace('""', '"') if kept else cell


def _opened(record: list[str], separator: str) -> int:
    """How many lines after the record's first the quote was opened at which the reader gave up."""
    opened = 0
    state = "start"
    for number, line in enumerate(record):
        for sign in line:
            if state == "closing" and sign == '"':
                state = "quoted"
            elif state == "quoted":
                state = "closing" if sign == '"' else "quoted"
            elif sign == separator or sign in "\r\n":
                state = "start"
            elif state == "closing":
                return opened
            elif state == "start" and sign == '"':
                state, opened = "quoted", number
            else:
                state = "plain"
    return opened
