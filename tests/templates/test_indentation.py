"""What is written for whoever reads a template never reaches whoever reads the page, and no word loses its space."""

import pytest
from jinja2 import TemplateSyntaxError

from portal.web.indentation import served
from portal.web.rendering import entorno


def _rendered(source: str, **values: object) -> str:
    return entorno().from_string(source).render(**values)


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<ul>\n  {% for n in [1, 2] %}\n    <li>{{ n }}</li>\n  {% endfor %}\n</ul>", "<ul><li>1</li><li>2</li></ul>"),
        ("<p>\n  Hola,\n  <b>Ana</b>\n  y Eva.\n</p>", "<p>Hola, <b>Ana</b> y Eva.</p>"),
        ("<p>\n  Vence\n  <span>\n    hoy\n  </span>\n  mismo\n</p>", "<p>Vence <span>hoy</span> mismo</p>"),
        (
            '<input\n  type="checkbox"\n  {% if si %}checked{% endif %}\n  id="a"\n>',
            '<input type="checkbox" checked id="a">',
        ),
        ('<input\n  type="checkbox"\n  {% if no %}checked{% endif %}\n>', '<input type="checkbox">'),
        ("<p>{% if 2 > 1 %}a{% endif %}\n  b</p>\n\n\n<p>c</p>", "<p>a b</p><p>c</p>"),
        ("{# Of two\n   lines. #}\n<p>a</p>", "<p>a</p>"),
        ("<dd>\n  {% if si %}\n    a\n  {% endif %}\n</dd>", "<dd>a </dd>"),
        ('<div class="m">\n  {% if no %}\n    x\n  {% endif %}\n</div>', '<div class="m"></div>'),
    ],
)
def test_only_the_space_that_shows_is_served(source: str, page: str) -> None:
    assert _rendered(source, si=True, no=False) == page


def test_a_macro_ends_where_its_last_tag_does() -> None:
    assert _rendered("{% macro m() %}\n  <b>a</b>\n{% endmacro %}({{ m() }})") == "(<b>a</b>)"


def test_what_somebody_wrote_keeps_its_lines() -> None:
    assert (
        _rendered("<textarea>{{ dicho }}</textarea>", dicho="  uno\n  dos\n") == "<textarea>  uno\n  dos\n</textarea>"
    )


def test_an_error_names_the_line_that_its_reader_sees() -> None:
    source = '<ul>\n  <li\n    class="a"\n  >\n    a\n  </li>\n</ul>\n\n{# b #}\n{% endif %}\n'
    assert served(source).count("\n") == source.count("\n")
    with pytest.raises(TemplateSyntaxError) as error:
        entorno().from_string(source)
    assert error.value.lineno == 10
