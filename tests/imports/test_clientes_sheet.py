import pytest

from portal.errors import DatoInvalido
from portal.imports.clientes_sheet import leer
from portal.structs.invitaciones import Invitado, LineaIlegible
from portal.texts.catalogue import say
from portal.texts.named import Saying


def _read(text: str, notices: list[Saying] | None = None) -> list[Invitado | LineaIlegible]:
    return list(leer(text.encode(), notices))


def _told(line: Invitado | LineaIlegible) -> str:
    assert isinstance(line, LineaIlegible)
    return f"{line.linea}: {say(line.dice.code, line.dice.data)}"


def test_titles_are_known_by_the_names_that_companies_give_them() -> None:
    for titles in ("documento;correo;nombre", "CI;E-mail;Nombre y Apellido", "RUC;Correo Electrónico;Razón social"):
        (ana,) = _read(f"{titles}\n4.567.890;Ana@Ejemplo.com.py;Ana  Benítez\n")
        assert ana == Invitado(linea=2, documento="4567890", correo="ana@ejemplo.com.py", nombre="Ana Benítez")


def test_the_name_may_be_left_out_and_other_columns_are_told() -> None:
    notices: list[Saying] = []
    (ana,) = _read("telefono,documento,correo\n0981,80140360-0,ana@ejemplo.com\n", notices)
    assert ana == Invitado(linea=2, documento="80140360-0", correo="ana@ejemplo.com")
    assert [say(each.code, each.data) for each in notices] == ["No se usan estas columnas: TELEFONO."]


def test_each_line_that_cannot_be_read_says_why() -> None:
    lines = _read(
        "documento;correo\n12;a@b.com\n4567890;\n;a@b.com\n4567891;no es\n4567892;a@b.com\n4.567.892;c@d.com\n"
        "4567893;a@b.com;sobra\n"
    )
    assert [_told(line) for line in (*lines[:4], *lines[5:])] == [
        "2: DOCUMENTO lleva entre 6 y 15 letras o números",
        "3: falta CORREO",
        "4: falta DOCUMENTO",
        "5: CORREO no es una dirección como ana@ejemplo.com.py",
        "7: repite el DOCUMENTO de la línea 6",
        "8: tiene más celdas que títulos: «sobra», en la columna 3, no tiene título",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "planilla-vacia"),
        ("documento;correo\n", "planilla-sin-filas"),
        ("documento;telefono\n4567890;0981\n", "planilla-sin-columnas"),
        ("documento;correo;email\n4567890;a@b.com;c@d.com\n", "planilla-repetida"),
        ("%PDF-1.4", "planilla-ajena"),
    ],
)
def test_a_file_that_is_no_list_of_customers_is_told_whole(text: str, code: str) -> None:
    with pytest.raises(DatoInvalido) as raised:
        _read(text)
    assert (raised.value.codigo, raised.value.campo) == (code, "archivo")
