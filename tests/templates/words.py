"""What a template says outside of gettext: text, attributes that people read, and texts that it hands to a macro."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from portal.web.rendering import entorno

GETTEXT = {"_", "gettext", "ngettext"}
READ = {"alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
# What CSS or the script shows.
READ |= {
    "data-t",
    "data-anuncia",
    "data-hecho",
    "data-sin-conexion",
    "data-sin-respuesta",
    "data-calculando",
    "data-vieja",
    "data-cierra",
    "data-cerrada",
}
LETTERS = re.compile(r"[^\W\d_]")
# An argument is a name of ours, a class or a field, or else begins as a sentence does, or has an accent.
A_SENTENCE = re.compile(r"^[“«¿¡]?[A-ZÁÉÍÓÚÑ][^A-Z_]|[À-ÿ]")
MARKUP = re.compile(
    r"(?P<comment><!.*?>)|(?P<close></[\w-]+\s*>)|(?P<open><[\w-]+)|(?P<end>/?>)|(?P<attribute>[\w-]+=[\"'])|(?P<quote>[\"'])"
)


@dataclass
class Place:
    """Where in the page's source the next piece falls."""

    in_tag: bool = False
    attribute: str = ""
    quote: str = ""

    @property
    def read(self) -> bool:
        return self.attribute in READ if self.attribute else not self.in_tag

    def pass_over(self, data: str) -> Iterator[str]:
        """The parts of the source that are read."""
        begun = 0
        for found in MARKUP.finditer(data):
            if not self._turns(found):
                continue
            if self.read:
                yield data[begun : found.start()]
            self._turn(found)
            begun = found.end()
        if self.read:
            yield data[begun:]

    def _turns(self, found: re.Match[str]) -> bool:
        if self.attribute:
            return found[0] == self.quote or found[0].endswith(self.quote)
        return found.lastgroup in ({"attribute", "end"} if self.in_tag else {"comment", "open", "close"})

    def _turn(self, found: re.Match[str]) -> None:
        if self.attribute:
            self.attribute = ""
        elif found.lastgroup == "attribute":
            self.attribute, self.quote = found[0][:-2], found[0][-1]
        else:
            self.in_tag = found.lastgroup == "open"


def untranslated(source: str) -> list[str]:
    """Each text with letters that no gettext says."""
    tree = entorno().parse(source)
    place = Place()
    said: list[str] = []
    for output in tree.find_all((nodes.Output, nodes.Assign)):
        if isinstance(output, nodes.Assign):
            said += _handed(output.node)
            continue
        for piece in output.nodes:
            if isinstance(piece, nodes.TemplateData):
                said += [part.strip() for part in place.pass_over(piece.data) if LETTERS.search(part)]
            else:
                said += [*(_shown(piece) if place.read else ()), *_handed(piece)]
    return said


def _shown(node: nodes.Node) -> Iterator[str]:
    """Constants that an expression may put in the page."""
    match node:
        case nodes.Const(value=str() as text):
            if LETTERS.search(text):
                yield text
        case nodes.CondExpr():
            yield from _shown(node.expr1)
            if node.expr2 is not None:
                yield from _shown(node.expr2)
        case nodes.Concat():
            for part in node.nodes:
                yield from _shown(part)
        case nodes.BinExpr():
            yield from _shown(node.left)
            yield from _shown(node.right)
        case nodes.Filter() if node.name not in {"icono", "asset"} and node.node is not None:
            yield from _shown(node.node)
            for given in node.args:
                yield from _shown(given)


def _handed(node: nodes.Node) -> Iterator[str]:
    """Constants within it that are sentences."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in GETTEXT:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and A_SENTENCE.search(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _handed(child)
