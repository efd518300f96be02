"""A file gives its debts, or says line by line what is wrong with it."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import formatos
from portal.demo.clientes import clientes
from portal.demo.fabrica import Fabrica
from portal.errors import DatoInvalido
from portal.importacion.planilla import OBLIGATORIAS, OPCIONALES, Error, Renglon, leer
from portal.structs.deudas import Deuda

COLUMNAS = OBLIGATORIAS + OPCIONALES
ENCABEZADO = "DOCUMENTO;CLIENTE;CODMOVIMIENTO;TIPO;DESCRIPCION;IMPO_TOTA;FECH_VENC;PLAN;LOTE"
FILA = "4.567.890;Ana Benítez;M-1;CUOTA;Cuota 1 de 60;850.000;10/11/2026;P-1;L-1"


def celdas(documento: str, nombre: str, deuda: Deuda, *, paraguaya: bool) -> list[str]:
    def dinero(importe: object) -> str:
        return formatos.dinero(importe, deuda.moneda) if paraguaya else str(importe)  # type: ignore[arg-type]

    valores = {
        "DOCUMENTO": documento,
        "CLIENTE": nombre,
        "CODMOVIMIENTO": deuda.codmovimiento,
        "TIPO": deuda.tipo,
        "DESCRIPCION": deuda.descripcion,
        "IMPO_TOTA": dinero(deuda.importe),
        "IMPO_MAXI": dinero(deuda.importe_maximo),
        "FECH_VENC": formatos.fecha(deuda.vencimiento) if paraguaya else deuda.vencimiento.isoformat(),
        "MONE_CODI": deuda.moneda,
        "SEQ_DI": deuda.seq,
        "PLAN": deuda.plan,
        "LOTE": deuda.lote,
        "BARRIO": deuda.barrio,
        "NRO_CUOTA": deuda.nro_cuota,
        "CANT_CUOTAS": deuda.cant_cuotas,
        "INTERES": dinero(deuda.interes),
        "GASTOS": dinero(deuda.gastos),
        "OBSERVACION": deuda.observacion,
    }
    return [str(valores[columna] or "") for columna in COLUMNAS]


def escribir(gente: list[tuple[str, str, list[Deuda]]], separador: str, *, paraguaya: bool, bom: bool) -> bytes:
    hoja = io.StringIO(newline="")
    escritor = csv.writer(hoja, delimiter=separador)
    escritor.writerow(COLUMNAS)
    for documento, nombre, deudas in gente:
        escritor.writerows(celdas(documento, nombre, deuda, paraguaya=paraguaya) for deuda in deudas)
    return hoja.getvalue().encode("utf-8-sig" if bom else "utf-8")


def texto(*filas: str) -> bytes:
    return "\n".join([ENCABEZADO, *filas]).encode()


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.sampled_from(";,"), st.booleans(), st.booleans())
def test_what_is_written_is_read_back(semilla: int, separador: str, paraguaya: bool, bom: bool) -> None:
    gente = list(clientes(Fabrica(date(2026, 11, 23)), 5, semilla, frozenset()))
    leidos = list(leer(escribir(gente, separador, paraguaya=paraguaya, bom=bom)))
    assert not [cada for cada in leidos if isinstance(cada, Error)]
    assert [(cada.documento, cada.nombre, cada.deuda) for cada in leidos if isinstance(cada, Renglon)] == [
        (documento, nombre, deuda) for documento, nombre, deudas in gente for deuda in deudas
    ]


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(texto)))
def test_any_bytes_are_rows_errors_or_one_sentence(contenido: bytes) -> None:
    try:
        leidos = list(leer(contenido))
    except DatoInvalido as error:
        frases = [error.mensaje]
    else:
        frases = [str(cada) for cada in leidos if isinstance(cada, Error)]
        assert all(cada.linea > 1 for cada in leidos)
    assert all(frase.endswith(".") for frase in frases)


@pytest.mark.parametrize(
    ("cambio", "motivo"),
    [
        (("4.567.890", "123"), "DOCUMENTO lleva entre 6 y 15 letras o números"),
        (("Ana Benítez", ""), "falta CLIENTE"),
        (("M-1", ""), "falta CODMOVIMIENTO"),
        (("M-1", "M" * 21), "CODMOVIMIENTO pasa de 20 letras"),
        (("CUOTA", "OTRA"), "TIPO tiene que ser uno de estos"),
        (("850.000", "850,50"), "IMPO_TOTA tiene decimales, y los guaraníes no llevan"),
        (("850.000", "0"), "IMPO_TOTA tiene que ser mayor que cero"),
        (("850.000", "mucho"), "IMPO_TOTA no es un importe"),
        (("10/11/2026", "31/11/2026"), "FECH_VENC es una fecha que no existe"),
        (("P-1", ""), "falta PLAN"),
        (("CUOTA;", "AGUA;"), ""),
        ((";L-1", ""), "tiene 8 columnas y el encabezado 9"),
        (("Cuota 1 de 60", "\x01"), "DESCRIPCION tiene saltos de línea"),
    ],
)
def test_each_defect_is_said_with_its_line(cambio: tuple[str, str], motivo: str) -> None:
    leidos = list(leer(texto(FILA.replace("M-1", "M-0"), FILA.replace(*cambio))))
    assert isinstance(leidos[0], Renglon)
    if motivo:
        assert isinstance(leidos[1], Error)
        assert str(leidos[1]).startswith(f"Línea 3: {motivo}")
    else:
        assert isinstance(leidos[1], Renglon)


def test_rows_are_held_to_each_other() -> None:
    otro = FILA.replace("M-1", "M-2")
    assert [str(cada) for cada in leer(texto(FILA, FILA)) if isinstance(cada, Error)] == [
        "Línea 3: repite el CODMOVIMIENTO de la línea 2."
    ]
    assert [str(cada) for cada in leer(texto(FILA, otro.replace("Ana", "Eva"))) if isinstance(cada, Error)] == [
        "Línea 3: el mismo DOCUMENTO tiene otro CLIENTE en la línea 2."
    ]


def test_every_error_is_given_and_lines_are_the_file_s() -> None:
    leidos = list(leer(texto(FILA, "", "mal", FILA.replace("M-1", '"M\n3"'), "peor")))
    assert [cada.linea for cada in leidos if isinstance(cada, Error)] == [4, 5, 7]


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        (b"", "le falta: DOCUMENTO, CLIENTE"),
        (ENCABEZADO.replace(";TIPO", "").encode(), "le falta: TIPO."),
        (f"{ENCABEZADO};COLOR".encode(), "No conozco la columna COLOR"),
        (f"{ENCABEZADO};plan".encode(), "dos veces"),
        (texto(FILA).decode().encode("latin-1"), r"no está en UTF-8 \(línea 2\)"),
        (b'"DOCUMENTO', "comillas"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_told_in_a_sentence(contenido: bytes, dicho: str) -> None:
    with pytest.raises(DatoInvalido, match=dicho):
        list(leer(contenido))
