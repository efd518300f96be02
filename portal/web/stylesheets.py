"""Each stylesheet as it is served: one small file, built in memory from those that a designer reads in styles/."""

from functools import cache
from pathlib import Path

from lightningcss import bundle_css

STYLES = Path(__file__).parent.parent / "styles"
NAMES = frozenset(path.name for path in STYLES.glob("*.css"))


def built(name: str) -> bytes:
    """The sheet of that name (one of NAMES) with all that it imports, minified. Raises ValueError, with file and line,
    where one is not CSS, and OSError where one is not there."""
    return bundle_css(str(STYLES / name), minify=True).encode()


kept = cache(built)
