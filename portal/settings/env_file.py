"""The `.env` file: python-dotenv's format, but for one thing that every shell does otherwise."""

import re
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

SINGLE_QUOTED = re.compile(r"[^=]*=\s*'")


def read(file: Path) -> dict[str, str]:
    """Its values; none where there is no file. What single quotes hold is as it is written: a password's "${" names no
    variable. Raises OSError and UnicodeDecodeError."""
    if not file.is_file():
        return {}
    text = file.read_text("utf-8-sig")
    literal = {each.key for each in parse_stream(StringIO(text)) if SINGLE_QUOTED.match(each.original.string)}
    raw = dotenv_values(stream=StringIO(text), interpolate=False)
    values = dotenv_values(stream=StringIO(text)) | {name: value for name, value in raw.items() if name in literal}
    return {name: value or "" for name, value in values.items()}
