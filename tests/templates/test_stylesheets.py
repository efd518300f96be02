"""A stylesheet is read in small files and served as one; what a designer writes is what the browser is told."""

import re

import pytest

from portal.web.stylesheets import STYLES

SOURCES = sorted(STYLES.glob("**/*.css"))
LAYERS = ["tokens", "base", "layout", "components", "pages"]
SHEETS = {"portal.css": LAYERS, "mesa.css": [*LAYERS, "desk"]}


def test_every_file_is_in_one_sheet_under_the_layer_of_its_folder() -> None:
    named = []
    for sheet, layers in SHEETS.items():
        entry = (STYLES / sheet).read_text("utf-8")
        assert re.findall(r"@layer (.*);", entry) == [", ".join(layers)]
        named += re.findall(r'@import "(\w+)/(\w+)\.css" layer\((\w+)\);', entry)
    assert [folder for folder, _, layer in named if folder != layer] == []
    files = {path.relative_to(STYLES).as_posix() for path in SOURCES if path.parent != STYLES}
    assert sorted(f"{folder}/{name}.css" for folder, name, _ in named) == sorted(files)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in SOURCES])
def test_a_source_is_short_and_opens_by_saying_what_it_is_of(path: str) -> None:
    source = (STYLES / path).read_text("utf-8")
    assert source.startswith("/* ")
    assert [line for line in source.splitlines() if len(line) > 120 or line != line.rstrip() or "\t" in line] == []


def test_only_the_tokens_name_a_colour_of_the_theme() -> None:
    """A colour that only one theme knows is unreadable in the other."""
    named = [
        path.name for path in SOURCES if path.name != "banco-demo.css" and "light-dark(" in path.read_text("utf-8")
    ]
    assert named == ["tokens.css"]
