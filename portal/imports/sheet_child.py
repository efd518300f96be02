"""A spreadsheet's cells as lines of JSON, in a process of its own: run by path with `python -I`, never imported.

A file of a few KB makes the reader ask for all memory, and the library then aborts its process. Here the system's
limits hold it: memory, processor, size of what is written.

In: the file on standard input; arguments: memory in MB, processor in seconds, inflated size in MB.
Out: `{"hoja": …, "otras": […]}` and one `[line, [cells]]` a row that is not blank; or one `{"motivo": …}`.
"""

import json
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

MB = 1024 * 1024
CHUNK = 256 * 1024
SHEETS = 20
COLUMNS = 200
CELL = 2_000
# Beyond fifteen digits a sheet's number is not the one that was typed.
DIGITS = 10**15
DECIMALS = 2


def say(what: object) -> None:
    """One line of the answer."""
    sys.stdout.write(json.dumps(what) + "\n")


def limit(memory: int, seconds: int, written: int) -> None:
    """What the system refuses beyond. Windows has no such limits: there the parent's clock is the only one."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on every system

        for which, most in (
            (resource.RLIMIT_AS, memory * MB),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, written * MB),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower one is already there
                resource.setrlimit(which, (most, most))


def cell(value: object) -> str:
    """As a person would type it where no rule of a country changes its meaning."""
    if isinstance(value, str):
        return value[:CELL]
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, (int, float)):
        return number(float(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds") if any((value.hour, value.minute, value.second)) else f"{value:%Y-%m-%d}"
    return value.isoformat() if isinstance(value, date) else str(value)


def number(value: float) -> str:
    """Whole, or with its decimals; never three alone, which would be read as thousands."""
    if not abs(value) < DIGITS:
        return f"{value:.5E}"
    if value.is_integer():
        return str(int(value))
    near = round(value, DECIMALS)
    if abs(near - value) < 1e-6:  # noqa: PLR2004 - what binary fractions leave of a sum of cents
        return cell(near) if near.is_integer() else repr(near)
    return f"{value:.6f}"


def inflated(content: bytes, most: int) -> bool:
    """Whether all that is packed in it stays within so many MB, whatever its own list says."""
    left = most * MB
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for member in packed.infolist():
            with packed.open(member) as part:
                while piece := part.read(CHUNK):
                    left -= len(piece)
                    if left < 0:
                        return False
    return True


def rows(content: bytes) -> None:
    """Writes the first visible sheet that has any, and the names of the others that have."""
    import python_calamine as calamine  # noqa: PLC0415 - after the limits

    book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    seen = [one.name for one in book.sheets_metadata if one.visible == calamine.SheetVisibleEnum.Visible][:SHEETS]
    full = [name for name in seen if book.get_sheet_by_name(name).start is not None]
    say({"hoja": full[0] if full else "", "otras": full[1:]})
    if not full:
        return
    sheet = book.get_sheet_by_name(full[0])
    if sheet.width > COLUMNS:
        raise OverflowError(sheet.width)
    for line, values in enumerate(sheet.iter_rows(), start=1):
        cells = [cell(value) for value in values]
        if any(map(str.strip, cells)):
            say([line, cells])


def main(memory: int, seconds: int, most: int) -> None:
    """Reads, or says in a word why it did not."""
    limit(memory, seconds, most)
    content = sys.stdin.buffer.read()
    try:
        reason = None if inflated(content, most) else "grande"
        if reason is None:
            rows(content)
    except (MemoryError, OverflowError):
        reason = "grande"
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes fail, the parent is told the kind
        reason = "clave" if type(error).__name__ == "PasswordError" else "roto"
    if reason:
        say({"motivo": reason})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
