"""A plan whose rows do not agree on their lot, through both doors: it ends, and asks for nothing that is there."""

from datetime import date

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs

from portal import passwords
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.structs.deudas import Tipo
from portal.structs.usuarios import Rol
from tests import datos
from tests.conftest import Casa, ClienteApi
from tests.controllers.api.channel import abrir, agregar
from tests.forms import elegidas, enviar
from tests.pages import pagina

DOCUMENTO = "5000003"
DEUDAS = [
    structs.replace(datos.cuota("K1", 1, date(2026, 9, 10)), lote=None),
    datos.cuota("K2", 2, date(2026, 10, 10), lote="LA"),
    datos.servicio("KA", Tipo.AGUA, date(2026, 11, 22), lote="LA", plan=None),
    datos.servicio("KB", Tipo.AGUA, date(2026, 12, 22), lote="LA", plan=None),
]


@pytest.fixture(autouse=True)
def cliente(casa: Casa) -> None:
    async def cargar(portal: Portal) -> None:
        cifrada = await passwords.cifrar(datos.CLAVE)

        async def hacer(tx: Transaccion) -> None:
            await datos.cargar(tx, {DOCUMENTO: ("Un Lote", DEUDAS)})
            await usuarios.crear(
                tx.sql,
                datos.AHORA,
                usuario=DOCUMENTO,
                rol=Rol.CLIENTE,
                nombre="Un Lote",
                documento=DOCUMENTO,
                cifrada=cifrada,
            )
            await tx.confirmar()

        await portal.repo.write(hacer)

    casa.operar(cargar)


@pytest.mark.parametrize(
    ("ayuda", "esperadas"),
    [("minimo", {"K1", "KA"}), ("vencido", {"K1", "K2", "KA"}), ("hasta:K2", {"K1", "K2", "KA"})],
)
def test_the_page_chooses_for_the_customer(
    anonimo: TestClient[Litestar], entrar: object, ayuda: str, esperadas: set[str]
) -> None:
    web = entrar(DOCUMENTO)  # type: ignore[operator]
    arbol = pagina(enviar(web, pagina(web.get("/deudas")), ayuda=ayuda))
    assert elegidas(arbol) == esperadas
    assert anonimo.get("/salud").status_code == 200


@pytest.mark.parametrize("primera", ["K1", "K2", "KA"])
def test_what_the_api_asks_for_leads_to_a_payment(canal_api: ClienteApi, primera: str) -> None:
    idsession = abrir(canal_api, DOCUMENTO)
    carrito: set[str] = set()
    pendientes = [primera]
    for _ in range(3 * len(DEUDAS)):
        if not pendientes:
            break
        respuesta = canal_api.post(
            "/carrito/agregar", idsession=idsession, indicador="S", codmovimiento=pendientes[0], usuario="x"
        )
        if respuesta.status_code == 200:
            carrito.add(pendientes[0])
            falta = canal_api.get(f"/carrito/{idsession}").json()["faltas"]
            pendientes = [codigo for cada in falta for codigo in cada["faltan"]]
        else:
            pendientes = respuesta.json()["faltan"]
        assert not carrito.intersection(pendientes)
    assert canal_api.post("/pago", session=idsession, user="x", cod_transaccion="LP-1").status_code == 200


def test_a_water_of_the_lot_paid_later_is_reversed_first(canal_api: ClienteApi) -> None:
    """The water names no plan: that it is of the instalment's is told by its lot."""
    for codigo, debe in (("LP-1", ("K1", "K2", "KA")), ("LP-2", ("KB",))):
        idsession = abrir(canal_api, DOCUMENTO)
        agregar(canal_api, idsession, *debe)
        assert canal_api.post("/pago", session=idsession, user="x", cod_transaccion=codigo).status_code == 200
    rechazo = canal_api.post("/anulacion", cod_transaccion="LP-1")
    assert (rechazo.status_code, rechazo.json()["codigo"]) == (409, "hay-pago-posterior")
    assert canal_api.post("/anulacion", cod_transaccion="LP-2").status_code == 200
    assert canal_api.post("/anulacion", cod_transaccion="LP-1").status_code == 200
