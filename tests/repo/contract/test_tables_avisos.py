"""Who is written to: of a payment, by choice, and no more where mail came back."""

from datetime import timedelta

from msgspec import structs

from portal.clock import en_micros
from portal.repo.protocol import Repo, Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.mail import avisos, cartas, rondas
from portal.repo.tables.mail.rondas import Ronda
from portal.repo.tables.payments import lineas, pagos
from portal.structs.cartas import ClaseDeCarta, EstadoDeCarta
from tests import datos
from tests.repo.contract.conftest import Con
from tests.repo.contract.test_tables_pagos import NUEVO

AHORA = datos.AHORA
MUCHAS = 9
ULTIMA = 10**18
CORREO = "UPDATE portal_usuario SET correo = :correo, correo_confirmado = :ahora WHERE usuario = :usuario"


async def _con_correo(tx: Transaccion, usuario: str, correo: str) -> int:
    await tx.sql.ejecutar(CORREO, usuario=usuario, correo=correo, ahora=en_micros(AHORA))
    hallado = await usuarios.por_nombre(tx.sql, usuario)
    assert hallado is not None
    return hallado.id


def test_a_payment_is_told_to_its_customer_once_and_to_who_wants_it(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            numero = await _con_correo(tx, NUEVO.documento, "ana@ejemplo.com")
            await _con_correo(tx, datos.AL_DIA, "otro@ejemplo.com")
            pago = await pagos.crear(tx.sql, NUEVO, ())
            for _ in range(2):
                await cartas.encolar_de_pago(tx.sql, AHORA, ClaseDeCarta.RECIBO, pago)
            (envio,) = await cartas.ultimas(tx.sql, MUCHAS, ULTIMA)
            assert (envio.para, envio.usuario_id, envio.adjunto, envio.idioma) == (
                "ana@ejemplo.com",
                numero,
                pago.id,
                "es",
            )
            await avisos.preferir(tx.sql, AHORA, numero, ClaseDeCarta.ANULACION, quiere=False)
            await cartas.encolar_de_pago(tx.sql, AHORA, ClaseDeCarta.ANULACION, pago)
            assert len(await cartas.ultimas(tx.sql, MUCHAS, ULTIMA)) == 1

        await repo.write(hacer)

    con(cuerpo)


def test_cartas_are_listed_from_the_newest_down(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            numero = await _con_correo(tx, NUEVO.documento, "ana@ejemplo.com")
            pago = await pagos.crear(tx.sql, NUEVO, ())
            for clase in (ClaseDeCarta.RECIBO, ClaseDeCarta.ANULACION):
                await cartas.encolar_de_pago(tx.sql, AHORA, clase, pago)
            segunda, primera = await cartas.ultimas(tx.sql, MUCHAS, ULTIMA)
            assert segunda.id > primera.id
            assert await cartas.ultimas(tx.sql, 1, ULTIMA) == [segunda]
            assert await cartas.ultimas(tx.sql, MUCHAS, segunda.id) == [primera]
            assert await cartas.ultimas(tx.sql, MUCHAS, ULTIMA, EstadoDeCarta.PENDIENTE) == [segunda, primera]
            assert await cartas.ultimas(tx.sql, MUCHAS, ULTIMA, EstadoDeCarta.FALLIDA) == []
            assert await cartas.de_usuario(tx.sql, numero, MUCHAS, ULTIMA) == [segunda, primera]
            assert await cartas.por_id(tx.sql, primera.id) == primera
            assert await cartas.por_id(tx.sql, ULTIMA) is None

        await repo.write(hacer)

    con(cuerpo)


def test_the_last_word_of_a_person_counts(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            numero = await _con_correo(tx, datos.AL_DIA, "ana@ejemplo.com")
            assert await avisos.preferencias(tx.sql, numero) == {}
            for quiere in (True, False):
                await avisos.preferir(tx.sql, AHORA, numero, ClaseDeCarta.RECIBO, quiere=quiere)
                assert await avisos.preferencias(tx.sql, numero) == {ClaseDeCarta.RECIBO: quiere}
            await avisos.hablar(tx.sql, numero, "en")
            hablada = await rondas.persona(tx.sql, numero)
            assert hablada is not None
            assert hablada.idioma == "en"

        await repo.write(hacer)

    con(cuerpo)


def test_an_address_that_bounced_is_known_in_any_case(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await avisos.rebotar(tx.sql, AHORA, "Ana@ejemplo.com", "operadora", "Volvió")
            assert not await avisos.rebotar(tx.sql, AHORA, "ana@ejemplo.com", "operadora", "Otra vez")
            assert await avisos.rebotar(tx.sql, AHORA, "bea@ejemplo.com", "operadora", "Volvió")
            una, otra = await avisos.rebotes(tx.sql, MUCHAS, "")
            assert (una.correo, una.motivo, otra.correo) == ("ana@ejemplo.com", "Volvió", "bea@ejemplo.com")
            assert await avisos.rebotes(tx.sql, MUCHAS, una.correo) == [otra]
            assert await avisos.rebote(tx.sql, "ANA@ejemplo.com") == una
            assert await avisos.olvidar_rebote(tx.sql, "ANA@ejemplo.com")
            assert not await avisos.olvidar_rebote(tx.sql, "ana@ejemplo.com")
            assert await avisos.rebote(tx.sql, "ana@ejemplo.com") is None

        await repo.write(hacer)

    con(cuerpo)


def test_the_round_goes_on_from_where_it_was_and_one_makes_each_step(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            uno = await _con_correo(tx, datos.AL_DIA, "ana@ejemplo.com")
            otro = await _con_correo(tx, datos.DOLARES, "bea@ejemplo.com")
            await _con_correo(tx, "canal-uno", "canal@ejemplo.com")
            gente = await rondas.personas(tx.sql, 0, MUCHAS)
            assert [(persona.id, persona.documento, persona.correo) for persona in gente] == sorted(
                [(uno, datos.AL_DIA, "ana@ejemplo.com"), (otro, datos.DOLARES, "bea@ejemplo.com")]
            )
            assert await rondas.personas(tx.sql, gente[0].id, MUCHAS) == gente[1:]
            assert await rondas.ronda(tx.sql) is None
            hasta = Ronda(datos.HOY, gente[0].id)
            assert await rondas.avanzar(tx.sql, None, hasta)
            assert not await rondas.avanzar(tx.sql, None, hasta)
            assert await rondas.ronda(tx.sql) == hasta
            assert await rondas.avanzar(tx.sql, hasta, Ronda(datos.HOY + timedelta(days=1), 0))
            assert not await rondas.avanzar(tx.sql, hasta, Ronda(datos.HOY, otro))
            await avisos.preferir(tx.sql, AHORA, uno, ClaseDeCarta.RECORDATORIO, quiere=False)
            assert await rondas.persona(tx.sql, uno) is None
            assert [persona.id for persona in await rondas.personas(tx.sql, 0, MUCHAS)] == [otro]

        await repo.write(hacer)

    con(cuerpo)


def test_what_attempts_hold_or_paid_is_known_by_documento(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            deuda = datos.CLIENTES[NUEVO.documento][1][0]
            pago = await pagos.crear(tx.sql, structs.replace(NUEVO), (deuda,))
            assert await lineas.vivas(tx.sql, pago.documento) == {(deuda.codmovimiento, deuda.seq)}
            assert await lineas.vivas(tx.sql, "otro") == frozenset()
            await lineas.soltar(tx.sql, pago.id)
            assert await lineas.vivas(tx.sql, pago.documento) == frozenset()

        await repo.write(hacer)

    con(cuerpo)
