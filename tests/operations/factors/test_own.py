import pytest

from portal.errors import Ajeno, DatoInvalido, NoAutenticado, NoEncontrado
from portal.factors import recovery_codes
from portal.operations.access import ingreso
from portal.operations.factors import codes, own
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.structs.usuarios import Actor
from portal.texts.catalogue import say
from portal.texts.named import datos as named_data
from tests import datos
from tests.conftest import Casa
from tests.enrolled import again, named, signed_in, staff, with_application, with_passkey
from tests.refusals import reasons, refused

ANA = datos.TRES_Y_AGUA


async def _number(portal: Portal, actor: Actor, which: int = 0) -> int:
    return (await own.mios(portal, actor)).todos[which].id


def test_one_is_called_otherwise(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> str:
        ana = await signed_in(portal, ANA)
        await with_application(portal, ana)
        await own.nombrar(portal, ana, await _number(portal, ana), "  El  viejo ")
        return (await own.mios(portal, ana)).todos[0].nombre

    assert casa.operar(cuerpo) == "El viejo"


def test_another_s_is_as_though_it_were_not(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> list[str]:
        ana, otra = await signed_in(portal, ANA), await signed_in(portal, datos.AL_DIA)
        await with_application(portal, ana)
        number = await _number(portal, ana)
        said = []
        for one in (number, number + 999):
            for act in (own.nombrar(portal, otra, one, "Mío"), own.quitar(portal, otra, one)):
                with pytest.raises(Ajeno) as negado:
                    await act
                said.append(negado.value.mensaje)
        assert len((await own.mios(portal, ana)).todos) == 1
        return said

    assert set(casa.operar(cuerpo)) == {"Ese segundo paso ya no está."}


def test_the_last_one_takes_the_recovery_codes_and_the_other_sessions_with_it(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        await with_application(portal, ana)
        await with_passkey(portal, await again(portal, ana))
        ana = await again(portal, ana)
        left = await own.quitar(portal, ana, await _number(portal, ana))
        assert left.sid != ana.sid
        assert (await own.mios(portal, ana)).respaldos == 10
        await own.quitar(portal, await again(portal, ana), await _number(portal, ana))
        mine = await own.mios(portal, ana)
        assert (mine.todos, mine.respaldos) == ((), 0)
        # The password alone signs in again.
        await signed_in(portal, ANA)

    casa.operar(cuerpo)
    assert reasons(casa, "factor-quitar") == ["totp", "passkey"]


def test_staff_keeps_one(casa: Casa) -> None:
    named(casa)
    quien = staff(casa)

    async def cuerpo(portal: Portal) -> None:
        flora = await signed_in(portal, quien)
        await with_application(portal, flora)
        await with_passkey(portal, await again(portal, flora))
        for _ in range(2):
            await own.quitar(portal, await again(portal, flora), await _number(portal, flora))

    assert refused(casa, DatoInvalido, cuerpo) == (
        "ultimo-factor",
        "Es el único que tenés: agregá otro antes de quitarlo.",
    )


def test_recovery_codes_are_made_anew(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        with pytest.raises(DatoInvalido) as negado:
            await own.renovar_respaldos(portal, ana)
        assert negado.value.codigo == "sin-factores"
        app = await with_application(portal, ana)
        new = await own.renovar_respaldos(portal, ana)
        assert len(new) == 10
        assert not set(new) & set(app.codes)
        mine = await own.mios(portal, ana)
        assert (mine.respaldos, mine.cortos) == (10, 0)

    casa.operar(cuerpo)


def test_short_ones_of_before_serve_once_and_are_told_of(casa: Casa) -> None:
    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        await with_application(portal, ana)
        ana = await again(portal, ana)
        of_before = recovery_codes.fingerprint(portal.settings.secret_key, ana.usuario_id, "AB1DE0GHJK")

        async def left(tx: Transaccion) -> None:
            data = {"usuario_id": ana.usuario_id, "huella": of_before}
            await tx.sql.ejecutar(
                "INSERT INTO portal_respaldo (usuario_id, huella) VALUES (:usuario_id, :huella)", **data
            )
            await tx.confirmar()

        async def take(tx: Transaccion) -> bool:
            taken = await codes.gastar(portal.settings, tx, ana.usuario_id, "ab1de-0ghjk", portal.clock())
            await tx.confirmar()
            return taken

        await portal.repo.write(left)
        assert (await own.mios(portal, ana)).cortos == 1
        assert [await portal.repo.write(take) for _ in range(2)] == [True, False]
        assert (await own.mios(portal, ana)).cortos == 0

    casa.operar(cuerpo)


def test_who_runs_the_portal_takes_all_away_from_who_lost_the_phone(casa: Casa) -> None:
    named(casa)

    async def cuerpo(portal: Portal) -> None:
        ana = await signed_in(portal, ANA)
        await with_application(portal, ana)
        await with_passkey(portal, await again(portal, ana))
        ana = await again(portal, ana)
        assert await own.quitar_todos(portal, "4.567.890") == 2
        assert await own.quitar_todos(portal, ANA) == 0
        assert (await own.mios(portal, ana)).respaldos == 0
        with pytest.raises(NoEncontrado):
            await own.quitar_todos(portal, "nadie")
        await signed_in(portal, ANA)
        with pytest.raises(NoAutenticado):
            await ingreso.actor(portal, ana.sid)

    casa.operar(cuerpo)
    assert reasons(casa, "factores-quitar") == [
        say("factores-quitados", named_data(cuantos=2)),
        "Se quitaron 0.",
    ]
