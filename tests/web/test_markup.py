"""What a template says in its language, put there when it is compiled."""

import pytest

from portal.texts.languages import SHIPPED
from portal.web.rendering import entorno
from tests.texts.pseudo import PSEUDO


@pytest.fixture(autouse=True)
def _another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHIPPED, "qps", PSEUDO)


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<p>{{ _('Hola') }}</p>", "<p>⟦Hola⟧</p>"),
        ("{% trans %}Hola, <b>vos</b>{% endtrans %}", "⟦Hola, <b>vos</b>⟧"),
        ("{% trans de=quien %}Hola, {{ de }} y {{ de }}{% endtrans %}", "⟦Hola, &lt;Ana&gt; y &lt;Ana&gt;⟧"),
        ("{{ _('%(n)s%% de %(de)s', n=5, de=quien|upper) }}", "⟦5% de &lt;ANA&gt;⟧"),
        ("{{ _('100%%') }}", "⟦100%⟧"),
        ("{{ _('Hola') ~ quien }}", "⟦Hola⟧&lt;Ana&gt;"),
        ("{{ _('Sí, %(de)s', de=quien) if quien else _('No') }}", "⟦Sí, &lt;Ana&gt;⟧"),
        ("{% set dicho = _('De %(de)s', de=quien) %}{{ dicho }}", "⟦De &lt;Ana&gt;⟧"),
        ("{% macro m(dice) %}{{ dice }}{% endmacro %}{{ m(_('<i>Hola</i>')) }}", "⟦<i>Hola</i>⟧"),
        ("{% for s in ['A', 'B'] %}{{ _(s) }}{% endfor %}", "⟦A⟧⟦B⟧"),
        ("{% trans n=2 %}{{ n }} día{% pluralize %}{{ n }} días{% endtrans %}", "⟦2 días⟧"),
    ],
)
def test_a_sentence_is_said_in_its_language_and_its_data_are_escaped(source: str, page: str) -> None:
    assert entorno("qps").from_string(source).render(quien="<Ana>") == page


def test_a_sentence_of_a_template_is_not_looked_up_when_its_page_is_drawn() -> None:
    env = entorno("qps")
    template = env.from_string("{{ _('Hola') }}, {% trans de=quien %}de {{ de }}{% endtrans %}")
    del env.globals["gettext"], env.globals["_"]
    assert template.render(quien="Ana") == "⟦Hola⟧, ⟦de Ana⟧"


def test_each_language_has_templates_of_its_own() -> None:
    said = [entorno(language).from_string("{{ idioma }}: {{ _('Hola') }}").render() for language in ("es", "qps")]
    assert said == ["es: Hola", "qps: ⟦Hola⟧"]
