"""Templates are indented for whoever reads them, and what is served is not: space that HTML does not show stays here.

As in HTML, a line's end is one space between words and what stands among them (a link, a bold word, an icon). It counts
for nothing beside what starts a line of its own (a paragraph, a row of a table), within a tag that has a line
for itself, beside a line that holds only a statement of the template, and at the end of a macro. What is left out is
put in a comment of the template, so that an error names the line that its reader sees. A <pre> would lose its lines:
there is none.
"""

import re

from jinja2.ext import Extension

_BLOCK = (
    "address|article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|head|header|hr|html|hx-partial|legend|li|link|main|meta|nav|noscript|ol|option|p|script|section|summary"
    "|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_VOID = "area|br|col|hr|img|input|link|meta|source|use|wbr"
_STATEMENT = r"\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\}"
_VALUE = r"\{\{(?:(?!\}\}).)*\}\}"
_ATTRIBUTES = rf"(?:{_STATEMENT}|{_VALUE}|[^<>{{}}])*"
_START = r"(?:^|(?<=\n#\}))"  # of a line, also where its own newline is in a comment already
_END = r"\n+"

_MARGIN = re.compile(r"^[ \t]+|[ \t]+$", re.MULTILINE)
_OPENS = re.compile(rf"{_START}(<(?!(?:{_VOID})\b)[a-z]{_ATTRIBUTES}(?<!/)>)({_END})", re.MULTILINE | re.DOTALL)
_CLOSES = re.compile(rf"({_END})(?=</[\w-]+>\n)")
_ALONE = re.compile(rf"{_START}((?:{_STATEMENT})+)\n", re.MULTILINE | re.DOTALL)
_AFTER = re.compile(rf"(</?(?:{_BLOCK})\b{_ATTRIBUTES}>)({_END})", re.DOTALL)
_BEFORE = re.compile(rf"({_END})(?=</?(?:{_BLOCK})\b|\{{%-? *endmacro\b)")
_TAG = re.compile(rf"<[a-z]{_ATTRIBUTES}>", re.DOTALL)
_LEFT = re.compile(rf"{_STATEMENT}|{_VALUE}|{_END}(?=.)", re.DOTALL)
_CONDITIONAL = re.compile(r"\n(\{% if (?:(?!%\}).)*%\})(?=[\w-])")


def served(source: str) -> str:
    """The template without what only its reader needs; as many lines as before."""
    source = _MARGIN.sub("", source)
    source = _OPENS.sub(lambda opens: opens[1] + _unseen(opens[2]), source)
    source = _CLOSES.sub(lambda closes: _unseen(closes[1]), source)
    source = _ALONE.sub(lambda alone: alone[1] + _unseen("\n"), source)
    source = _AFTER.sub(lambda after: after[1] + _unseen(after[2]), source)
    source = _BEFORE.sub(lambda before: _unseen(before[1]), source)
    source = _TAG.sub(_in_one_line, source)
    return _LEFT.sub(lambda piece: " " + _unseen(piece[0]) if piece[0].isspace() else piece[0], source)


def _in_one_line(tag: re.Match[str]) -> str:
    """Its attributes one after the other; the space of one that may be absent is absent with it."""
    text = tag[0].replace("\n>", "{#\n#}>")
    return _CONDITIONAL.sub("{#\n#}\\1 ", text)


def _unseen(space: str) -> str:
    return "{#" + space + "#}"


class Indentation(Extension):
    """Reads each template as `served` leaves it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja's
        return served(source)
