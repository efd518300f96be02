"""The five procedures over the wire: names, orders, types, and what cannot be believed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.errors import NoDisponible, Rechazo
from portal.repo.oracle.cursor import TOPE
from portal.repo.oracle.repo import OracleRepo
from portal.structs.deudas import Tipo
from portal.structs.paquete import Respuesta, RespuestaCarrito, RespuestaPago
from tests.oracle_wire.listener import OracleWire
from tests.oracle_wire.results import Column
from tests.repo.oracle.company import COLUMNAS, FILA, Empresa
from tests.repo.oracle.conftest import Conducir

EXTRA = (
    *(Column("PLAN", "NUMBER", precision=9), Column("LOTE"), Column("TIPO"), Column("BARRIO")),
    *(Column("NRO_CUOTA", "NUMBER", precision=4), Column("CANT_CUOTAS"), Column("INTERES", "NUMBER")),
    Column("GASTOS", "NUMBER"),
)


def test_each_procedure_by_its_name_and_order(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        async with repo.escritura() as tx:
            assert await tx.paquete.validar_usuario("caja") == Respuesta("0", "OK")
            consulta = await tx.paquete.consultar("4567890", 1, "caja")
            assert (consulta.idsession, consulta.desc_clie, len(consulta.deudas)) == (42, "Ana Ñandutí", 1)
            carrito = await tx.paquete.agregar_al_carrito(42, "S", "A1", "caja")
            assert carrito == RespuestaCarrito("0", "Agregado", Decimal("12750.5"))
            assert await tx.paquete.pagar(42, "caja", "TX1") == RespuestaPago("0", "CONTADO", "Pago realizado")
            assert await tx.paquete.anular("TX1") == Respuesta("0", "Pago anulado")
            await tx.confirmar()
        assert empresa.llamadas == [
            ("VALIDAR_USURAIO", ("caja",)),
            ("PAWEB_CONSULTA", ("4567890", 1, "caja")),
            ("AGREGAR_AL_CARRITO", (42, "S", "A1", "caja")),
            ("PAWEB_PAGO", (42, "caja", "TX1")),
            ("PA_ANUL", ("TX1",)),
        ]
        assert empresa.confirmadas == 1

    conducir(cuerpo)


def test_the_columns_are_read_by_name_and_the_extra_ones_where_they_are(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        extra = (8, "L1", "cuota", "Las Golondrinas", 12, "60", 1500, 0)
        raro = (8, None, "PEAJE", None, None, "doce", Decimal("0.5"), None)
        empresa.columnas = tuple(reversed((*COLUMNAS, *EXTRA)))
        empresa.filas = [tuple(reversed((*FILA, *extra))), tuple(reversed((*FILA, *raro)))]
        async with repo.lectura() as tx:
            una, otra = (await tx.paquete.consultar("4567890", 1, "caja")).deudas
        assert (una.codmovimiento, una.importe, una.vencimiento) == ("A1", Decimal(850_000), date(2026, 9, 10))
        assert (una.tipo, una.plan, una.lote, una.nro_cuota, una.cant_cuotas) == (Tipo.CUOTA, "8", "L1", 12, 60)
        assert (una.interes, una.gastos, una.observacion) == (Decimal(1500), Decimal(0), None)
        assert (otra.tipo, otra.lote, otra.cant_cuotas, otra.interes) == (None, None, None, None)

    conducir(cuerpo)


def test_cents_stay_exact(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [("x", Decimal("99999999.99"), Decimal("0.07"), 2, "2026-09-10", None, "A1", 1)]
        async with repo.lectura() as tx:
            (deuda,) = (await tx.paquete.consultar("4567890", 2, "caja")).deudas
        assert (deuda.importe, deuda.importe_maximo) == (Decimal("0.07"), Decimal("99999999.99"))
        assert str(deuda.importe) == "0.07"

    conducir(cuerpo)


@pytest.mark.parametrize(
    ("columna", "valor"),
    [
        ("FECH_VENC", "10/09/2026"),
        ("FECH_VENC", "2026-02-30"),
        ("FECH_VENC", None),
        ("IMPO_TOTA", Decimal("850000.5")),
        ("IMPO_TOTA", Decimal(-1)),
        ("IMPO_MAXI", None),
        ("MONE_CODI", 2),
        ("CODMOVIMIENTO", " "),
        ("SEQ_DI", None),
    ],
)
def test_a_row_that_makes_no_sense_spoils_the_consultation(conducir: Conducir, columna: str, valor: object) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        lugar = [cada.name for cada in COLUMNAS].index(columna)
        empresa.filas = [FILA, (*FILA[:lugar], valor, *FILA[lugar + 1 :])]
        with pytest.raises(NoDisponible, match="no entendemos") as error:
            async with repo.escritura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")
        assert error.value.codigo == "respuesta-invalida"
        assert empresa.confirmadas == 0

    conducir(cuerpo)


def test_a_missing_column_is_no_debt(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.columnas, empresa.filas = COLUMNAS[1:], [FILA[1:]]
        with pytest.raises(NoDisponible):
            async with repo.lectura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")

    conducir(cuerpo)


@pytest.mark.parametrize("codresp", [None, "", " ", "OK 0", "\n", "0;--", "x" * 50])
def test_a_codresp_without_sense_is_a_refusal(conducir: Conducir, codresp: str | None) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.respuestas["PAWEB_PAGO"] = (codresp, "CONTADO", "Pago realizado")
        async with repo.escritura() as tx:
            respuesta = await tx.paquete.pagar(42, "caja", "TX1")
        assert respuesta.codresp == "INVALIDO"
        assert "no entendemos" in respuesta.descresp
        assert (empresa.confirmadas, empresa.deshechas) == (0, 1)

    conducir(cuerpo)


@pytest.mark.parametrize("codigo", ["00", "0.0", "O", "1", "-0"])
def test_only_zero_is_success(conducir: Conducir, codigo: str) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.respuestas["PA_ANUL"] = (codigo, "algo")
        async with repo.escritura() as tx:
            assert (await tx.paquete.anular("TX1")).codresp != "0"

    conducir(cuerpo)


def test_what_the_package_raises_for_the_business_is_a_refusal_in_its_words(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, servidor: OracleWire, _: Empresa) -> None:
        servidor.inject("error", "PAWEB_PAGO", code=20015, message="El plan está en juicio\nORA-06512: at line 3")
        async with repo.escritura() as tx:
            respuesta = await tx.paquete.pagar(42, "caja", "TX1")
        assert (respuesta.codresp, respuesta.descresp) == ("20015", "El plan está en juicio")

    conducir(cuerpo)


def test_ten_thousand_debts_are_read_and_one_more_is_refused(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.filas = [(*FILA[:6], f"A{numero}", numero) for numero in range(TOPE)]
        async with repo.lectura() as tx:
            deudas = (await tx.paquete.consultar("4567890", 1, "caja")).deudas
        assert [deuda.seq for deuda in deudas] == list(range(TOPE))
        empresa.filas = [*empresa.filas, FILA]
        async with repo.lectura() as tx:
            with pytest.raises(Rechazo, match="Hay más de 10000 deudas pendientes: consultalas en la empresa"):
                await tx.paquete.consultar("4567890", 1, "caja")

    conducir(cuerpo)


@pytest.mark.parametrize(
    "cierre", [("Ana", 1, None, "0", "OK"), ("Ana", 1, 10**9, "0", "OK"), ("Ana", 1, 0, "0", "OK")]
)
def test_a_session_number_out_of_its_limits_is_not_taken(
    conducir: Conducir, cierre: Sequence[str | int | None]
) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.cierre = cierre
        with pytest.raises(NoDisponible):
            async with repo.lectura() as tx:
                await tx.paquete.consultar("4567890", 1, "caja")

    conducir(cuerpo)


def test_a_wide_column_does_not_change_what_is_read(conducir: Conducir) -> None:
    async def cuerpo(repo: OracleRepo, _: OracleWire, empresa: Empresa) -> None:
        empresa.columnas = [replace(cada, size=4000) if cada.type == "VARCHAR2" else cada for cada in COLUMNAS]
        empresa.filas = [(" Ñ" * 400, *FILA[1:])]
        async with repo.lectura() as tx:
            (deuda,) = (await tx.paquete.consultar("4567890", 1, "caja")).deudas
        assert deuda.descripcion == (" Ñ" * 400).strip()

    conducir(cuerpo)
