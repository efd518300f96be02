"""What is asked before an extract is loaded: which column says what, and whether far dates are right."""

import re
from datetime import date

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests import journeys
from tests.conftest import Casa
from tests.imports import sheets
from tests.pages import pagina, por_id, texto, titulo

Navegador = TestClient[Litestar]
MOTIVO = "Control diario"
AJENO = "Banco del Sur\nCuenta;123-4\n\nNro. Operación;Día;Monto;Detalle\n{codigo};23/11/2026;{importe};Cuota\n"
ELECCION = {"codigo": "NRO_OPERACION", "fecha": "DIA", "importe": "MONTO", "moneda": "=1", "fila": "4"}


def subir(operador: Navegador, contenido: bytes, **otros: str) -> Response:
    return operador.post(
        "/operador/extractos",
        data={"canal": "banco-demo", "motivo": MOTIVO} | otros,
        files={"archivo": ("banco del sur.csv", contenido, "application/octet-stream")},
    )


def llave(respuesta: Response) -> str:
    hallada = re.search(r"/pendiente/([A-Za-z0-9_-]+)", str(respuesta.url))
    assert hallada, respuesta.url
    return f"/operador/extractos/pendiente/{hallada[1]}"


def ninguno(operador: Navegador) -> bool:
    return "Todavía no se cargó ninguno" in texto(pagina(operador.get("/operador/extractos")))


def ajeno(casa: Casa, importe: object = None) -> tuple[bytes, str]:
    pago = journeys.pagado(casa)
    return AJENO.format(codigo=pago.referencia, importe=importe or pago.total).encode("cp1252"), str(pago.referencia)


def test_columns_are_chosen_once_and_the_channel_s_next_file_is_read_by_them(
    casa: Casa, operador_web: Navegador
) -> None:
    contenido, referencia = ajeno(casa)
    pedida = subir(operador_web, contenido)
    arbol = pagina(pedida)
    assert titulo(arbol) == "Columnas del extracto"
    assert ninguno(operador_web)
    assert f"Nro. Operación (como {referencia[:30]}…)" in texto(por_id(arbol, "codigo"))
    cargado = operador_web.post(f"{llave(pedida)}/columnas", data=ELECCION)
    leido = texto(pagina(cargado))
    assert "Coinciden en los tres lados1" in leido
    assert "No se usaron estas columnas: DETALLE." in leido
    siguiente = subir(operador_web, contenido.replace(b"Cuota", b"Otra"))
    assert "Coinciden en los tres lados1" in texto(pagina(siguiente))
    pagina(operador_web.get(f"{llave(pedida)}/columnas"), 404)


def test_a_sheet_s_columns_are_chosen_too(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    libro = sheets.xlsx(
        [["Banco"], [None], ["Ref", None, "Día", "Monto"], [pago.referencia, "x", date(2026, 11, 23), int(pago.total)]]
    )
    pedida = subir(operador_web, libro)
    assert "Columna 2, sin título (como x)" in texto(por_id(pagina(pedida), "codigo"))
    cargado = operador_web.post(
        f"{llave(pedida)}/columnas", data={"codigo": "REF", "fecha": "DIA", "importe": "MONTO", "moneda": "=1"}
    )
    assert "Coinciden en los tres lados1" in texto(pagina(cargado))


def test_chosen_columns_can_be_changed_with_another_file(casa: Casa, operador_web: Navegador) -> None:
    contenido, _ = ajeno(casa)
    operador_web.post(f"{llave(subir(operador_web, contenido))}/columnas", data=ELECCION)
    otra_vez = subir(operador_web, contenido + b"\n", columnas="1")
    arbol = pagina(otra_vez)
    assert titulo(arbol) == "Columnas del extracto"
    elegida = [
        cada.get("value") for cada in por_id(arbol, "importe").iter("option") if cada.get("selected") is not None
    ]
    assert elegida == ["MONTO"]
    operador_web.post(f"{llave(otra_vez)}/columnas", data=ELECCION | {"moneda": "=2"})
    assert "MonedaDólares" in texto(pagina(operador_web.get("/operador/extractos/columnas")))


def test_chosen_columns_can_be_forgotten_with_a_reason(casa: Casa, operador_web: Navegador) -> None:
    contenido, _ = ajeno(casa)
    operador_web.post(f"{llave(subir(operador_web, contenido))}/columnas", data=ELECCION)
    olvidar = "/operador/extractos/columnas/olvidar"
    assert "Escribí el motivo" in texto(pagina(operador_web.post(olvidar, data={"canal": "banco-demo"}), 422))
    hecho = operador_web.post(olvidar, data={"canal": "banco-demo", "motivo": MOTIVO})
    assert "Ningún canal tiene columnas elegidas" in texto(pagina(hecho))
    pagina(operador_web.post(olvidar, data={"canal": "banco-demo", "motivo": MOTIVO}), 404)
    assert titulo(pagina(subir(operador_web, contenido + b"\n"))) == "Columnas del extracto"


def test_the_row_of_titles_can_be_said(casa: Casa, operador_web: Navegador) -> None:
    contenido, _ = ajeno(casa)
    pedida = subir(operador_web, b"a;b;c;d;e;f\n" + contenido)
    ruta = f"{llave(pedida)}/columnas"
    assert "Nro. Operación" not in texto(por_id(pagina(operador_web.get(ruta)), "codigo"))
    assert "Nro. Operación" in texto(por_id(pagina(operador_web.get(f"{ruta}?fila=5")), "codigo"))
    for fila in ("999999999", "-1", "x", "٣"):
        pagina(operador_web.get(ruta, params={"fila": fila}))


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"codigo": ""}, "Elegí en qué columna está el código"),
        ({"importe": ""}, "Elegí en qué columna está el importe"),
        ({"fecha": "MONTO"}, "Elegiste la misma columna para dos cosas"),
        ({"importe": "INVENTADA"}, "El archivo no tiene: INVENTADA"),
        ({"importe": "DETALLE"}, "línea 5: detalle no es un importe"),
        ({"moneda": ""}, "línea 5: no dice la moneda en monto"),
    ],
)
def test_a_wrong_choice_is_told_and_neither_loaded_nor_kept(
    casa: Casa, operador_web: Navegador, cambio: dict[str, str], dicho: str
) -> None:
    contenido, _ = ajeno(casa)
    ruta = f"{llave(subir(operador_web, contenido))}/columnas"
    arbol = pagina(operador_web.post(ruta, data=ELECCION | cambio), 422)
    assert dicho in texto(arbol)
    assert ninguno(operador_web)
    assert "Ningún canal" in texto(pagina(operador_web.get("/operador/extractos/columnas")))
    assert titulo(pagina(operador_web.post(ruta, data=ELECCION))) == "Extracto de banco-demo"


def test_a_date_far_off_is_asked_about_and_nothing_is_loaded_until_the_answer(
    casa: Casa, operador_web: Navegador
) -> None:
    pago = journeys.pagado(casa)
    contenido = f"codigo;fecha;importe;moneda\n{pago.referencia};23/11/2062;{pago.total};1\n".encode()
    pedida = subir(operador_web, contenido)
    arbol = pagina(pedida)
    assert titulo(arbol) == "¿Están bien las fechas?"
    assert "Línea 2" in texto(arbol)
    assert "23/11/2062" in texto(arbol)
    assert ninguno(operador_web)
    cargado = operador_web.post(f"{llave(pedida)}/aceptar")
    assert titulo(pagina(cargado)) == "Extracto de banco-demo"
    pagina(operador_web.post(f"{llave(pedida)}/aceptar"), 404)


def test_a_file_that_is_not_to_be_loaded_is_forgotten(operador_web: Navegador) -> None:
    pedida = subir(operador_web, b"codigo;fecha;importe;moneda\nT-1;23/11/2025;5;1\n")
    pagina(operador_web.post(f"{llave(pedida)}/descartar"))
    assert ninguno(operador_web)
    pagina(operador_web.get(llave(pedida)), 404)


def test_chosen_columns_with_far_dates_ask_both_questions(operador_web: Navegador) -> None:
    pedida = subir(operador_web, AJENO.format(codigo="X", importe=5).replace("2026", "2020").encode())
    segunda = operador_web.post(f"{llave(pedida)}/columnas", data=ELECCION)
    assert titulo(pagina(segunda)) == "¿Están bien las fechas?"
    assert ninguno(operador_web)
    assert titulo(pagina(operador_web.post(f"{llave(segunda)}/aceptar"))) == "Extracto de banco-demo"


def test_what_waits_goes_back_to_its_first_question(operador_web: Navegador) -> None:
    pedida = subir(operador_web, AJENO.format(codigo="X", importe=5).encode())
    assert titulo(pagina(operador_web.get(llave(pedida)))) == "Columnas del extracto"
    pagina(operador_web.post(f"{llave(pedida)}/aceptar"), 422)


def test_a_negative_line_is_money_given_back(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    lineas = f"codigo;fecha;importe;moneda\n{pago.referencia};23/11/2026;{{}};1\n"
    ambas = lineas.format(pago.total) + lineas.format(f"-{pago.total}").partition("\n")[2]
    leido = texto(pagina(subir(operador_web, ambas.encode())))
    assert "Devuelto, y el pago sigue hecho" in leido
    solo = texto(pagina(subir(operador_web, b"codigo;fecha;importe;moneda\nBD-X;23/11/2026;(1.000);PYG\n")))
    assert "Devuelto, y el portal no lo conoce" in solo
    assert "Gs. -1.000" in solo or "-Gs. 1.000" in solo


def test_given_back_in_a_column_of_its_own(casa: Casa, operador_web: Navegador) -> None:
    pago = journeys.pagado(casa)
    contenido = f"Ref;Día;Crédito;Débito\n{pago.referencia};23/11/2026;;{pago.total}\nX;23/11/2026;5;\n"
    pedida = subir(operador_web, contenido.encode())
    eleccion = {"codigo": "REF", "fecha": "DIA", "importe": "CREDITO", "devolucion": "DEBITO", "moneda": "=1"}
    leido = texto(pagina(operador_web.post(f"{llave(pedida)}/columnas", data=eleccion)))
    assert "Devuelto, y el pago sigue hecho" in leido
    assert "Cobrado, y el portal no lo conoce" in leido


@pytest.mark.parametrize("contenido", [sheets.hostile(), sheets.hostile_ods(), sheets.bomb(300)[:3_000_000]])
def test_a_hostile_sheet_is_a_sentence_and_the_portal_goes_on(operador_web: Navegador, contenido: bytes) -> None:
    arbol = pagina(subir(operador_web, contenido), 422)
    assert "planilla" in texto(arbol)
    assert ninguno(operador_web)


def test_a_file_of_almost_four_megabytes_is_read_and_a_larger_one_is_refused(operador_web: Navegador) -> None:
    linea = "BD-{:06};23/11/2026;1000;1;" + "x" * 1_900 + "\n"
    grande = "codigo;fecha;importe;moneda;nota\n" + "".join(map(linea.format, range(2_000)))
    assert len(grande) > 3_800_000
    assert titulo(pagina(subir(operador_web, grande.encode(), canal="canal-uno"))) == "Extracto de canal-uno"
    pagina(subir(operador_web, grande.encode() + b" " * 400_000), 413)


@pytest.mark.parametrize("canal", ["", "\u200b", "ca\u200bnal", "x" * 36])
def test_a_channel_that_cannot_be_is_asked_for(operador_web: Navegador, canal: str) -> None:
    arbol = pagina(subir(operador_web, b"codigo;fecha;importe;moneda\nA;23/11/2026;5;1\n", canal=canal), 422)
    assert "Elegí de qué canal" in texto(arbol)


def test_another_operador_does_not_find_it(casa: Casa, operador_web: Navegador) -> None:
    pedida = subir(operador_web, AJENO.format(codigo="X", importe=5).encode())

    async def cambiar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE portal_extracto_borrador SET por = 'otra'")
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(cambiar)
    pagina(operador_web.get(llave(pedida)), 404)
    pagina(operador_web.post(f"{llave(pedida)}/columnas", data=ELECCION), 404)


@pytest.mark.parametrize("campo", ["motivo", "canal", "nombre"])
@pytest.mark.parametrize("crudo", [b"hola \xff\xfe", b"nul\x00", b"\xe2\x80\xaeal reves", b"\xed\xa0\x80"])
def test_a_field_that_is_no_clean_text_is_a_bad_request(operador_web: Navegador, campo: str, crudo: bytes) -> None:
    campos = {"canal": b"banco-demo", "motivo": b"Control diario", "nombre": b"a.csv"} | {campo: crudo}
    cuerpo = (
        b'--x\r\nContent-Disposition: form-data; name="canal"\r\n\r\n%(canal)b\r\n'
        b'--x\r\nContent-Disposition: form-data; name="motivo"\r\n\r\n%(motivo)b\r\n'
        b'--x\r\nContent-Disposition: form-data; name="archivo"; filename="%(nombre)b"\r\n'
        b"Content-Type: text/csv\r\n\r\ncodigo;fecha;importe;moneda\nT;23/11/2026;5;1\r\n--x--\r\n"
    ) % {nombre.encode(): valor for nombre, valor in campos.items()}
    respuesta = operador_web.post(
        "/operador/extractos", content=cuerpo, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    pagina(respuesta, 400)
    assert ninguno(operador_web)
