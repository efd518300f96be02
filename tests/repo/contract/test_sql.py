"""Sql, Transaccion and Repo."""

import asyncio

import pytest

from portal.errors import Ocupado
from portal.repo.protocol import Fila, LlaveDuplicada, Repo, Transaccion
from tests import datos
from tests.repo.contract.conftest import Con

INTENTO = "INSERT INTO portal_intento (llave, cuenta, desde) VALUES (:llave, :cuenta, :desde)"
LEER = "SELECT llave, cuenta, desde FROM portal_intento WHERE llave = :llave"
TEXTOS = "SELECT llave AS texto FROM portal_intento WHERE llave >= :desde"
CUANTOS = "SELECT count(*) AS cuantos FROM portal_intento"
AUDITAR = """
INSERT INTO portal_auditoria (id, en, actor, rol, accion, objeto, resultado, motivo, huella)
VALUES (1, 1, 'a', 'canal', 'prueba', 'o', 'ok', :motivo, :huella)"""
MOTIVO = "SELECT motivo FROM portal_auditoria WHERE accion = 'prueba'"


async def _poner(repo: Repo, llave: str, *, cuenta: int = 1, confirma: bool = True) -> None:
    async def hacer(tx: Transaccion) -> None:
        await tx.sql.ejecutar(INTENTO, llave=llave, cuenta=cuenta, desde=1)
        if confirma:
            await tx.confirmar()

    await repo.write(hacer)


async def _cuantos(repo: Repo) -> int:
    fila = await repo.read(lambda tx: tx.sql.una(CUANTOS))
    assert fila is not None
    return int(fila["cuantos"] or 0)


def test_a_row_comes_back_by_lower_case_names_and_a_missing_one_is_none(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "a", cuenta=7)

        async def mirar(tx: Transaccion) -> None:
            assert await tx.sql.una(LEER, llave="a") == {"llave": "a", "cuenta": 7, "desde": 1}
            assert await tx.sql.una(LEER, llave="b") is None
            assert await tx.sql.todas(LEER, llave="b") == []

        await repo.read(mirar)

    con(cuerpo)


def test_a_read_asked_for_beforehand_is_there_once_the_package_was_consulted(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "ñandú")
        await _poner(repo, "b")

        async def leer(tx: Transaccion, desde: str) -> list[str]:
            early = await tx.sql.read_early(TEXTOS, desde=desde)
            assert (await tx.paquete.consultar(datos.TRES_Y_AGUA, 1, "caja")).codresp == "0"
            return early.textos

        for _ in range(2):
            assert sorted(await repo.write(lambda tx: leer(tx, "a"))) == ["b", "ñandú"]
            assert await repo.write(lambda tx: leer(tx, "ñz")) == []

        async def hacer(tx: Transaccion) -> None:
            assert await leer(tx, "c") == ["ñandú"]

        await repo.write(hacer)

    con(cuerpo)


def test_a_body_that_runs_whole_is_a_transaction_too(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def poner(tx: Transaccion) -> int:
            await tx.sql.ejecutar(INTENTO, llave="a", cuenta=1, desde=1)
            await tx.sql.diferir(INTENTO, [{"llave": "b", "cuenta": 1, "desde": 1}])
            fila = await tx.sql.una(CUANTOS)
            await tx.confirmar()
            return 0 if fila is None else int(fila["cuantos"] or 0)

        async def repetir(tx: Transaccion) -> None:
            await tx.sql.ejecutar(INTENTO, llave="c", cuenta=1, desde=1)
            await tx.sql.ejecutar(INTENTO, llave="a", cuenta=1, desde=1)

        assert await repo.write(poner) == 2
        with pytest.raises(LlaveDuplicada):
            await repo.write(repetir)
        assert await _cuantos(repo) == 2

    con(cuerpo)


def test_what_was_not_confirmed_is_undone(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "a", confirma=False)
        assert await _cuantos(repo) == 0

        async def romper() -> None:
            async def hacer(tx: Transaccion) -> None:
                await tx.sql.ejecutar(INTENTO, llave="a", cuenta=1, desde=1)
                raise LookupError

            await repo.write(hacer)

        with pytest.raises(LookupError):
            await romper()
        assert await _cuantos(repo) == 0
        await _poner(repo, "a")
        assert await _cuantos(repo) == 1

    con(cuerpo)


def test_a_transaction_sees_its_own_changes_and_nobody_else_does_before_the_commit(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        adentro = asyncio.Event()

        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(INTENTO, llave="a", cuenta=1, desde=1)
            for _ in range(20):  # meanwhile the other one looks
                assert await tx.sql.una(LEER, llave="a") is not None
            adentro.clear()
            await tx.confirmar()

        async def mirar() -> None:
            while True:
                antes = adentro.is_set()
                cuantos = await _cuantos(repo)
                assert not (antes and adentro.is_set() and cuantos)
                if not antes:
                    return

        adentro.set()
        await asyncio.gather(repo.write(hacer), mirar())
        assert await _cuantos(repo) == 1

    con(cuerpo)


def test_the_number_of_rows_changed(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar_varias(INTENTO, [{"llave": f"k{n}", "cuenta": n, "desde": 1} for n in range(200)])
            assert await tx.sql.ejecutar("UPDATE portal_intento SET desde = 2 WHERE cuenta < :n", n=150) == 150
            assert await tx.sql.ejecutar("DELETE FROM portal_intento WHERE cuenta = :n", n=999) == 0
            filas = await tx.sql.todas("SELECT cuenta, desde FROM portal_intento ORDER BY cuenta")
            assert [(fila["cuenta"], fila["desde"]) for fila in filas] == [(n, 2 if n < 150 else 1) for n in range(200)]
            await tx.sql.ejecutar_varias(INTENTO, [])
            await tx.confirmar()

        await repo.write(hacer)
        assert await _cuantos(repo) == 200

    con(cuerpo)


def test_a_broken_unique_key_leaves_the_transaction_usable(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "a")

        async def hacer(tx: Transaccion) -> None:
            with pytest.raises(LlaveDuplicada):
                await tx.sql.ejecutar(INTENTO, llave="a", cuenta=2, desde=1)
            with pytest.raises(LlaveDuplicada):
                await tx.sql.ejecutar_varias(INTENTO, [{"llave": "a", "cuenta": 2, "desde": 1}])
            await tx.sql.ejecutar(INTENTO, llave="b", cuenta=2, desde=1)
            await tx.confirmar()

        await repo.write(hacer)
        assert await _cuantos(repo) == 2

    con(cuerpo)


@pytest.mark.parametrize(
    "texto", ["ñandú «Ybycuí» €", "🏡 con emoji", "á" * 250, "comillas ' y \" y :dos", "dos\nlíneas"], ids=range(5)
)
def test_texts_come_back_as_they_went(con: Con[None], texto: str) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(AUDITAR, huella="0" * 64, motivo=texto)
            assert await tx.sql.una(MOTIVO) == {"motivo": texto}

        await repo.write(hacer)

    con(cuerpo)


def test_a_text_of_4000_bytes(con: Con[None]) -> None:
    texto = "ñ" * 2000

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar(
                "INSERT INTO portal_consulta (idsession, usuario, documento, moneda, cliente, creada) "
                "VALUES (1, 'u', '1', 1, 'c', 1)"
            )
            await tx.sql.ejecutar(
                "INSERT INTO portal_consulta_tramo (idsession, orden, deudas) VALUES (1, 0, :deudas)",
                deudas=texto,
            )
            assert await tx.sql.una("SELECT deudas FROM portal_consulta_tramo WHERE idsession = 1") == {"deudas": texto}

        await repo.write(hacer)

    con(cuerpo)


@pytest.mark.parametrize("vacio", ["", None])
def test_an_empty_text_may_come_back_as_null(con: Con[None], vacio: str | None) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> Fila | None:
            await tx.sql.ejecutar(AUDITAR, huella="0" * 64, motivo=vacio)
            return await tx.sql.una(MOTIVO)

        fila = await repo.write(hacer)
        assert fila is not None
        assert not fila["motivo"]

    con(cuerpo)


@pytest.mark.parametrize("numero", [0, -1, 10**15, 1_795_440_000_000_000, 253_402_300_799_999_999, -(10**15)])
def test_whole_numbers_stay_whole(con: Con[None], numero: int) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> Fila | None:
            await tx.sql.ejecutar(INTENTO, llave="a", cuenta=1, desde=numero)
            return await tx.sql.una(
                "SELECT desde, desde + 0 AS suma, max(desde) AS mayor FROM portal_intento GROUP BY desde"
            )

        fila = await repo.write(hacer)
        assert fila is not None
        for valor in fila.values():
            assert valor == numero
            assert isinstance(valor, int)

    con(cuerpo)


def test_a_write_put_off_runs_before_what_comes_next_and_with_the_commit(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def escribir(tx: Transaccion) -> None:
            await tx.sql.diferir(INTENTO, [{"llave": "a", "cuenta": 1, "desde": 1}])
            assert await tx.sql.una(LEER, llave="a") is not None
            await tx.sql.diferir(INTENTO, [{"llave": "b", "cuenta": 1, "desde": 1}])
            await tx.confirmar()

        await repo.write(escribir)
        assert await _cuantos(repo) == 2
        await repo.write(lambda tx: tx.sql.diferir(INTENTO, [{"llave": "c", "cuenta": 1, "desde": 1}]))
        assert await _cuantos(repo) == 2

        async def repetir() -> None:
            async def hacer(tx: Transaccion) -> None:
                await tx.sql.ejecutar(INTENTO, llave="d", cuenta=1, desde=1)
                await tx.sql.diferir(INTENTO, [{"llave": "a", "cuenta": 1, "desde": 1}])
                await tx.confirmar()

            await repo.write(hacer)

        with pytest.raises(LlaveDuplicada):
            await repetir()
        assert await _cuantos(repo) == 2

    con(cuerpo)


def test_ten_thousand_rows(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> list[Fila]:
            for lote in range(0, 10_000, 1000):
                await tx.sql.ejecutar_varias(
                    INTENTO, [{"llave": f"k{n}", "cuenta": n, "desde": 1} for n in range(lote, lote + 1000)]
                )
            return await tx.sql.todas("SELECT cuenta FROM portal_intento ORDER BY cuenta")

        filas = await repo.write(hacer)
        assert [fila["cuenta"] for fila in filas] == list(range(10_000))

    con(cuerpo)


def test_a_row_that_is_taken(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "a")

        async def hacer(tx: Transaccion) -> None:
            assert await tx.sql.tomar(LEER, llave="a") == {"llave": "a", "cuenta": 1, "desde": 1}
            assert await tx.sql.tomar(LEER, llave="b") is None
            await tx.sql.ejecutar("UPDATE portal_intento SET cuenta = 2 WHERE llave = 'a'")
            await tx.confirmar()

        await repo.write(hacer)
        fila = await repo.write(lambda tx: tx.sql.tomar(LEER, llave="a"))
        assert fila is not None
        assert fila["cuenta"] == 2

    con(cuerpo)


def test_two_that_take_the_same_row_do_not_both_go_on_at_once(con: Con[None]) -> None:
    """One waits for the other (embedded), or is refused at once (Oracle): never both inside."""

    async def cuerpo(repo: Repo) -> None:
        await _poner(repo, "a", cuenta=0)
        dentro = 0

        async def sumar_uno(tx: Transaccion) -> None:
            nonlocal dentro
            fila = await tx.sql.tomar(LEER, llave="a")
            dentro += 1
            for _ in range(3):  # meanwhile the others ask for it
                assert dentro == 1
                assert fila == await tx.sql.una(LEER, llave="a")
            assert fila is not None
            await tx.sql.ejecutar(
                "UPDATE portal_intento SET cuenta = :c WHERE llave = 'a'", c=int(fila["cuenta"] or 0) + 1
            )
            dentro -= 1
            await tx.confirmar()

        async def sumar() -> bool:
            try:
                await repo.write(sumar_uno)
            except Ocupado:
                return False
            return True

        hechas = sum(await asyncio.gather(sumar(), sumar(), sumar()))
        assert hechas >= 1

        async def mirar(tx: Transaccion) -> None:
            assert (await tx.sql.una(LEER, llave="a") or {})["cuenta"] == hechas

        await repo.read(mirar)

    con(cuerpo)


def test_the_database_answers(con: Con[None]) -> None:
    con(lambda repo: repo.verificar())
