"""How templates are written: as CONTRIBUTING.md says, so that a designer finds each piece and can read it."""

import re
from pathlib import Path

import html5lib
import pytest
from _pytest.mark import ParameterSet

from tests.templates.outline import misplaced

ROOT = Path(__file__).parents[2] / "portal/templates"
ALL = sorted(ROOT.glob("**/*.html"))
KINDS = {"mail", "pages", "fragments", "macros", "respuestas"}
# No policy of contents reaches a mail, and its readers load no stylesheet.
OF_MAIL = ROOT / "mail/carta.html"


def _named(paths: list[Path]) -> list[ParameterSet]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


every_template = pytest.mark.parametrize("path", _named(ALL))


def test_each_template_is_of_a_kind() -> None:
    assert {path.parent.name for path in ALL if path.parent != ROOT} == KINDS
    assert [path.name for path in ROOT.glob("*.html")] == ["base.html"]


@every_template
def test_lines_are_short_and_indented(path: Path) -> None:
    source = path.read_text("utf-8")
    assert [line for line in source.splitlines() if len(line) > 120 or line != line.rstrip() or "\t" in line] == []
    assert source.endswith("\n")
    assert misplaced(source) == []


@pytest.mark.parametrize("path", _named([path for path in ALL if path != OF_MAIL]))
def test_nothing_is_inline(path: Path) -> None:
    """The policy of contents refuses it."""
    source = path.read_text("utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|\|\s*safe", source) == []


@pytest.mark.parametrize("path", _named([path for path in ALL if path.parent.name == "macros"]))
def test_a_component_is_a_macro_in_a_file_of_its_name(path: Path) -> None:
    assert re.findall(r"{% macro (\w+)", path.read_text("utf-8")) == [path.stem]


@pytest.mark.parametrize("path", _named([path for path in ALL if path.parent.name == "fragments"]))
def test_a_fragment_is_one_element_with_the_id_of_its_file(path: Path) -> None:
    source = re.sub(r"{%.*?%}|{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
    roots = list(html5lib.parseFragment(source, treebuilder="etree", namespaceHTMLElements=False))
    assert [root.get("id") for root in roots] == [path.stem]


def test_no_template_imports_what_it_does_not_use() -> None:
    unused = []
    for path in ALL:
        source = path.read_text("utf-8")
        for names in re.findall(r"{% from .*? import (.*?) %}", source):
            unused += [(path.name, n) for n in names.split(", ") if len(re.findall(rf"\b{n}\b(?!\.html)", source)) < 2]
    assert unused == []
