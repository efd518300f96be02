"""Debts as some ERP sends them: without the extra columns, by the hundred, with very long names."""

from collections.abc import Callable

from litestar import Litestar
from litestar.testing import TestClient

from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests import datos
from tests.conftest import Casa
from tests.forms import elegidas, enviar, razones
from tests.pages import pagina, texto, titulo

Navegador = TestClient[Litestar]
Entrar = Callable[[str], Navegador]
# What the portal remembers of a consultation, as though the cursor had brought only the columns that every ERP has.
SIN_COLUMNAS = """
UPDATE portal_consulta_tramo SET deudas = (
    SELECT json_group_array(
        json_remove(value, '$.tipo', '$.plan', '$.lote', '$.barrio', '$.nro_cuota', '$.interes', '$.gastos')
    ) FROM json_each(deudas)
)"""
MUCHAS = """
INSERT INTO erp_deuda (
    codmovimiento, seq_di, documento, descripcion, impo_maxi, impo_tota, mone_codi, fech_venc, tipo, plan_codi, lote
)
WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 122)
SELECT 'E' || i, i, documento, 'Cuota ' || i || ' de 240', impo_maxi, impo_tota, mone_codi,
    date('2026-12-10', '+' || i || ' months'), tipo, plan_codi, lote
FROM erp_deuda CROSS JOIN n WHERE codmovimiento = 'E1'"""


def _en_la_base(casa: Casa, sql: str) -> None:
    async def cambiar(portal: Portal) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(sql)
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(cambiar)


def test_without_the_extra_columns_only_the_package_judges_and_its_words_are_shown(casa: Casa, web: Navegador) -> None:
    arbol = pagina(web.get("/deudas"))
    _en_la_base(casa, SIN_COLUMNAS)
    rehusada = pagina(enviar(web, arbol, elegir=("A3",)), 409)
    assert "Para pagar la cuota 3 primero van" in razones(rehusada)["A3"]
    assert "Pagar hasta" not in texto(rehusada)
    assert "Agregar" not in texto(rehusada)
    assert titulo(pagina(enviar(web, arbol, "/deudas/revisar", elegir=("A1",)))) == "Revisá tu pago"


def test_a_hundred_and_twenty_debts_are_listed_chosen_and_reviewed(casa: Casa, entrar: Entrar) -> None:
    _en_la_base(casa, MUCHAS)
    web = entrar(datos.AL_DIA)
    arbol = pagina(web.get("/deudas"))
    assert "Próximas 3" in texto(arbol)
    assert "Más adelante 119" in texto(arbol)
    todas = pagina(enviar(web, arbol, ayuda="hasta:E122"))
    assert len(elegidas(todas)) == 122
    assert "y 116 más" in texto(todas)
    revision = pagina(enviar(web, todas, "/deudas/revisar"))
    assert "122 deudas" in texto(revision)
    assert texto(revision).count(" de 240") == 120


def test_a_very_long_name_is_shown_whole(casa: Casa, web: Navegador) -> None:
    largo = "Mejoras " + "x" * 180
    _en_la_base(casa, f"UPDATE erp_deuda SET descripcion = '{largo}' WHERE codmovimiento = 'A1'")  # noqa: S608 - a constant
    assert largo in texto(pagina(web.get("/deudas")))


def test_what_the_erp_writes_is_text_and_never_markup(casa: Casa, web: Navegador) -> None:
    _en_la_base(casa, "UPDATE erp_deuda SET descripcion = '<script>1</script>', observacion = '\"><b>x</b>'")
    respuesta = web.get("/deudas")
    pagina(respuesta)
    assert "<script>1" not in respuesta.text
    assert "<b>x</b>" not in respuesta.text
