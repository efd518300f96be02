"""No template says anything that gettext does not say, and what it says is in what begins a language."""

import re
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from portal.web.rendering import entorno
from tests.templates.test_structure import ALL, ROOT
from tests.templates.words import untranslated

NO_WORDS = {
    # The product's name.
    "base.html": ["· Espacio Clientes", "Espacio Clientes", "Espacio Clientes"],
    # Attributes of a tag.
    "macros/ayuda.html": [
        'form="f-deudas" formaction="/deudas/listado" data-hx-post="/deudas/listado" data-hx-target="#listado"',
        'data-hx-swap="outerHTML" data-hx-trigger="click delay:150ms" data-hx-sync="#f-deudas:replace"',
    ],
    "macros/selector.html": [
        'form="f-deudas" data-hx-post="/deudas/listado" data-hx-target="#listado" data-hx-swap="outerHTML"',
        'data-hx-trigger="change delay:150ms" data-hx-sync="#f-deudas:replace"',
    ],
    # As OAuth calls them.
    "macros/credencial.html": ["client_id"],
    "pages/operador_canal.html": ["client_id", "client_secret"],
    # How a number is written.
    "pages/operador_dia.html": ["%08d"],
}
# For whoever builds the portal, who reads its names; production does not serve it.
OF_DEVELOPMENT = {"pages/componentes.html"}


def test_no_template_says_anything_outside_of_gettext() -> None:
    said = {str(path.relative_to(ROOT)): untranslated(path.read_text("utf-8")) for path in ALL}
    assert {name: texts for name, texts in said.items() if texts and name not in OF_DEVELOPMENT} == NO_WORDS


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hola</p>", ["Hola"]),
        ('<p>{{ _("Hola") }} {% trans %}Ana{% endtrans %}</p>', []),
        ('<input placeholder="Tu nombre" class="ancho">', ["Tu nombre"]),
        ("<a title='{% if x %}Ver{% endif %}' href='/ver'>…</a>", ["Ver"]),
        ('<b>{{ "una" if n == "1" else "varias" }}</b>', ["una", "varias"]),
        ('<b class="{{ "una" if n else "varias" }}">1</b>', []),
        ('{{ campo("nombre", "Tu nombre") }}', ["Tu nombre"]),
        ('{{ campo("nombre", _("Tu nombre"), clase="btn sec") }}', []),
        ('<p>{{ "info"|icono }}{{ dicho|default("nada") }}</p>', ["nada"]),
        ('{% set dice = "Nada" %}', ["Nada"]),
    ],
)
def test_each_way_of_saying_something_is_found(source: str, found: list[str]) -> None:
    assert untranslated(source) == found


@pytest.mark.parametrize("script", ["portal.js", "bancard.js"])
def test_the_script_says_what_its_page_has(script: str) -> None:
    """Letters with an accent, or words with a space between: a name of its own has neither."""
    code = re.sub(r"//.*", "", (ROOT.parent / "static" / script).read_text("utf-8"))
    assert [text for text in re.findall(r'"([^"]*)"', code) if re.search(r"[^\x00-\x7f]|[a-z] [a-z]", text)] == [
        "use strict"
    ]


def test_what_begins_a_language_has_what_every_template_says(tmp_path: Path) -> None:
    pot = tmp_path / "mensajes.pot"
    project = ROOT.parents[1]
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", "-F", str(project / "pyproject.toml"), "-o", str(pot), str(project / "portal")]
    )
    with pot.open("rb") as file:
        written = {message.id for message in read_po(file) if message.id}
    said = {
        _id(message)
        for path in ALL
        for _line, _function, message in entorno().extract_translations(path.read_text("utf-8"))
        if message is not None  # a constant of portal/texts, by its name
    }
    assert len(said) > 400
    assert said <= written


def _id(message: str | tuple[str | None, ...]) -> str | tuple[str, ...]:
    """Without what is no constant: the number that chooses, and the data."""
    texts = (message,) if isinstance(message, str) else tuple(text for text in message if text is not None)
    return texts if len(texts) > 1 else texts[0]
