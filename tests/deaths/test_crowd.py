"""Many at once, on two servers with one database: each debt is paid once, and nobody is told that something broke."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from httpx import AsyncClient, Response

from tests.deaths.books import leer, violaciones
from tests.deaths.company import deudas, documento, fundar
from tests.deaths.processes import cliente, servir
from tests.deaths.tramites import carrito, entendida, token

Ronda = Callable[[Sequence[AsyncClient], int], Awaitable[None]]
CLIENTES, RONDAS = 64, 200


@asynccontextmanager
async def dos_instancias(ruta: Path, origen: float) -> AsyncIterator[list[AsyncClient]]:
    """A client of each."""
    async with AsyncExitStack() as abiertos:
        servidores = [await abiertos.enter_async_context(servir(ruta, origen)) for _ in range(2)]
        apis = [await abiertos.enter_async_context(cliente(servidor.puerto)) for servidor in servidores]
        credencial = await token(apis[0])
        for api in apis:
            api.headers["authorization"] = credencial
        yield apis


def rondas(tmp_path: Path, cuantas: int, ronda: Ronda) -> Path:
    """Plays that many, each with a customer of its own, and then looks at the books; the database."""
    ruta = tmp_path / "multitud.sqlite3"

    async def correr() -> None:
        origen = await fundar(ruta, cuantas)
        async with dos_instancias(ruta, origen) as apis:
            for numero in range(cuantas):
                await ronda(apis, numero)
        assert await violaciones(ruta, con_auditoria=True) == ()

    asyncio.run(correr())
    assert "Traceback" not in Path(f"{ruta}.log").read_text()
    return ruta


def pagar(api: AsyncClient, session: int, codigo: str, llave: str | None = None) -> Awaitable[Response]:
    cabeceras = {"idempotency-key": llave} if llave else {}
    return api.post("/pago", params={"session": session, "user": "x", "cod_transaccion": codigo}, headers=cabeceras)


def problemas(respuestas: Sequence[Response]) -> set[str]:
    return {str(entendida(cada).json()["codigo"]) for cada in respuestas if cada.status_code != 200}


def test_one_cart_that_everybody_pays_at_once_is_paid_once(tmp_path: Path) -> None:
    """Half of them with the same code, who may all be told that it is paid."""

    async def ronda(apis: Sequence[AsyncClient], numero: int) -> None:
        session = await carrito(apis[numero % 2], numero)
        codigos = [f"T{numero}-{n if n % 2 else 0}" for n in range(CLIENTES)]
        respuestas = await asyncio.gather(
            *(pagar(apis[(n // 2) % 2], session, codigo) for n, codigo in enumerate(codigos))
        )
        assert problemas(respuestas) <= {"carrito-en-pago", "carrito-pagado", "en-verificacion"}
        pagados = {codigo for codigo, cada in zip(codigos, respuestas, strict=True) if cada.status_code == 200}
        assert len(pagados) <= 1
        # Whoever came to another's claim was told to wait: by now it is known.
        otra_vez = await asyncio.gather(*(pagar(apis[0], session, codigo) for codigo in dict.fromkeys(codigos)))
        assert problemas(otra_vez) == {"carrito-pagado"}
        assert [cada.status_code for cada in otra_vez].count(200) == 1

    ruta = rondas(tmp_path, RONDAS, ronda)
    assert leer(ruta, "SELECT count(*) FROM erp_pago") == [(RONDAS,)]


def test_a_debt_in_two_carts_is_paid_from_one(tmp_path: Path, largas: bool) -> None:
    async def ronda(apis: Sequence[AsyncClient], numero: int) -> None:
        sesiones = [await carrito(api, numero) for api in apis]
        respuestas = await asyncio.gather(
            *(pagar(apis[(n // 2) % 2], sesiones[n % 2], f"S{numero}-{n}") for n in range(32))
        )
        assert [cada.status_code for cada in respuestas].count(200) == 1
        assert problemas(respuestas) <= {"carrito-en-pago", "carrito-pagado", "deuda-en-pago", "deuda-pagada"}

    cuantas = 500 if largas else 15
    ruta = rondas(tmp_path, cuantas, ronda)
    assert leer(ruta, "SELECT count(*) FROM erp_pago") == [(cuantas,)]


def test_paying_reversing_and_editing_at_once_leave_one_story(tmp_path: Path, largas: bool) -> None:
    """What each is told is what the books say in the end."""
    azar = random.Random()  # noqa: S311 - the order of a race

    async def ronda(apis: Sequence[AsyncClient], numero: int) -> None:
        session = await carrito(apis[0], numero)
        codigo, ultima = f"C{numero}", deudas(numero)[-1]

        def editar(api: AsyncClient, indicador: str) -> Awaitable[Response]:
            parametros = {"idsession": session, "indicador": indicador, "codmovimiento": ultima, "usuario": "x"}
            return api.post("/carrito/agregar", params=parametros)

        def anular(api: AsyncClient) -> Awaitable[Response]:
            return api.post("/anulacion", params={"cod_transaccion": codigo})

        actos = [
            *(lambda api=api: pagar(api, session, codigo) for api in apis),
            *(lambda api=api: anular(api) for api in apis),
            *(lambda api=api, si=si: editar(api, si) for api in apis for si in "NS"),
        ]
        azar.shuffle(actos)

        async def a_su_tiempo(acto: Callable[[], Awaitable[Response]]) -> Response:
            await asyncio.sleep(azar.uniform(0, 0.02))
            return entendida(await acto())

        await asyncio.gather(*(a_su_tiempo(acto) for acto in actos))
        final = entendida(await anular(apis[0]))
        # Burnt before it paid, or paid and given back: never paid for good, since its reversal was asked for.
        assert final.status_code in (200, 404, 409), final.text
        if final.status_code == 409:
            assert final.json()["codigo"] == "pago-no-anulable", final.text
        assert entendida(await pagar(apis[1], session, codigo)).status_code == 409
        vivas = await asyncio.to_thread(
            leer,
            ruta,
            "SELECT count(*) FROM erp_deuda WHERE documento = ? AND codtransaccion IS NOT NULL",
            documento(numero),
        )
        assert vivas == [(0,)]

    ruta = tmp_path / "multitud.sqlite3"
    rondas(tmp_path, 500 if largas else 25, ronda)


def test_a_storm_under_one_key_is_one_payment_and_one_answer(tmp_path: Path, largas: bool) -> None:
    async def ronda(apis: Sequence[AsyncClient], numero: int) -> None:
        session = await carrito(apis[0], numero)
        pedido = (session, f"I{numero}", f"llave-{numero}")
        respuestas = await asyncio.gather(*(pagar(apis[n % 2], *pedido) for n in range(100)))
        assert problemas(respuestas) <= {"peticion-en-curso"}
        respuestas += await asyncio.gather(*(pagar(api, *pedido) for api in apis))
        hechas = [cada for cada in respuestas if cada.status_code == 200]
        assert len({cada.content for cada in hechas}) == 1
        assert [cada.headers.get("idempotent-replayed") for cada in hechas].count(None) == 1

    cuantas = 100 if largas else 10
    ruta = rondas(tmp_path, cuantas, ronda)
    assert leer(ruta, "SELECT count(*) FROM erp_pago") == [(cuantas,)]
    assert leer(ruta, "SELECT count(*), min(a), max(a) FROM portal_pago_evento WHERE de IS NULL") == [
        (cuantas, "EN_PROCESO", "EN_PROCESO")
    ]
