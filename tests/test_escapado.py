"""What our templates write is what Jinja's own escape writes, wherever it stands."""

from decimal import Decimal

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from portal.rendering import entorno

PLANTILLA = """
{%- macro doble(x) %}<i title="{{ x }}">{{ x }}</i>{% endmacro -%}
{%- macro marco() %}<p>{{ caller() }}</p>{% endmacro -%}
{{ v }}|<a href="{{ v }}">|{{ doble(v) }}|{% set bloque %}<b>{{ v }}</b>{% endset %}{{ bloque }}|{{ bloque ~ v }}|
{%- call marco() %}{{ v }}{% endcall %}|{% for una in [v, v] %}{{ una }}{% endfor %}|{{ v|string|upper }}|{{ v|safe }}|
{%- if v %}{{ "<" if v else ">" }}{% endif %}|{% filter lower %}{{ v }}{% endfilter %}|{{ "&" }}|{{ [v] }}|
{%- autoescape false %}{{ v }}{% endautoescape %}"""
NUESTRA = entorno().from_string(PLANTILLA)
SUYA = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(PLANTILLA)


class Ajena(str):
    """A text of another class."""

    __slots__ = ()


class ConHtml:
    """A value that says what it is in HTML."""

    def __html__(self) -> str:
        return "<hr>"


@given(st.text() | st.text("<>&'\"a") | st.integers() | st.booleans() | st.none() | st.decimals() | st.floats())
def test_any_value_is_written_alike(valor: object) -> None:
    assert NUESTRA.render(v=valor) == SUYA.render(v=valor)


@pytest.mark.parametrize(
    "valor", ["<script>", Markup("<b>"), Ajena("<b>"), ConHtml(), Decimal("1.5"), True, ["<", Markup("<")]]
)
def test_markup_stays_and_everything_else_is_escaped(valor: object) -> None:
    assert NUESTRA.render(v=valor) == SUYA.render(v=valor)
    assert entorno().from_string("{{ v }}").render(v="<&>'\"") == "&lt;&amp;&gt;&#39;&#34;"


def test_a_name_that_nobody_gave_is_an_error_still() -> None:
    with pytest.raises(jinja2.UndefinedError):
        entorno().from_string("{{ nadie }}").render()
