import asyncio
from datetime import timedelta

from msgspec import structs

from portal.operations.factors import codes
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from tests import datos
from tests.conftest import Casa
from tests.enrolled import application_of, named, passkey_of

ANA = datos.TRES_Y_AGUA


async def _take(portal: Portal, usuario_id: int, code: str) -> bool:
    async def hacer(tx: Transaccion) -> bool:
        taken = await codes.gastar(portal.settings, tx, usuario_id, code, portal.clock())
        await tx.confirmar()
        return taken

    return await portal.repo.write(hacer)


def _taken(casa: Casa, code: str, usuario: str = ANA) -> bool:
    usuario_id = casa.actor(usuario).usuario_id
    return casa.operar(lambda portal: _take(portal, usuario_id, code))


def test_an_application_s_code_is_taken_once_and_none_before_it(casa: Casa) -> None:
    ana = application_of(casa)
    code = ana.code(casa)
    assert _taken(casa, f" {code[:3]} {code[3:]} ")
    assert not _taken(casa, code)
    assert not _taken(casa, ana.code(casa, -1))
    assert _taken(casa, ana.code(casa, 1))
    casa.clock.adelantar(timedelta(minutes=5))
    assert _taken(casa, ana.code(casa))


def test_the_code_that_enrolled_is_no_code_any_more(casa: Casa) -> None:
    ana = application_of(casa)
    assert not _taken(casa, ana.code(casa, -1))


def test_a_recovery_code_is_taken_once_however_it_is_typed(casa: Casa) -> None:
    ana = application_of(casa)
    assert _taken(casa, ana.codes[0].lower().replace("-", " "))
    assert not _taken(casa, ana.codes[0])
    assert _taken(casa, ana.codes[9])


def test_another_s_code_is_none(casa: Casa) -> None:
    ana = application_of(casa)
    assert not _taken(casa, ana.code(casa), datos.AL_DIA)
    assert not _taken(casa, ana.codes[0], datos.AL_DIA)


def test_of_64_at_once_one_takes_it(casa: Casa) -> None:
    ana = application_of(casa)
    usuario_id = casa.actor(ANA).usuario_id

    async def crowd(portal: Portal) -> list[int]:
        return [
            sum(await asyncio.gather(*(_take(portal, usuario_id, code) for _ in range(64))))
            for code in (ana.code(casa), ana.codes[3])
        ]

    assert casa.operar(crowd) == [1, 1]


def test_a_seed_sealed_under_another_secret_key_opens_nothing_and_is_no_fault(casa: Casa) -> None:
    ana = application_of(casa)
    casa.settings = structs.replace(casa.settings, secret_key="otra clave secreta de treinta y dos letras")
    assert not _taken(casa, ana.code(casa))
    assert not _taken(casa, ana.codes[0])


def test_the_seed_is_nowhere_in_the_tables(casa: Casa) -> None:
    ana = application_of(casa)

    async def kept(portal: Portal) -> str:
        rows = await portal.repo.read(lambda tx: tx.sql.todas("SELECT * FROM portal_factor"))
        marks = await portal.repo.read(lambda tx: tx.sql.todas("SELECT * FROM portal_respaldo"))
        used = await portal.repo.read(lambda tx: tx.sql.todas("SELECT * FROM portal_prueba_usada"))
        return str([*rows, *marks, *used])

    tables = casa.operar(kept)
    assert ana.seed not in tables
    assert not [code for code in ana.codes if code.replace("-", "") in tables or code in tables]


def test_who_has_only_a_passkey_has_no_code(casa: Casa) -> None:
    named(casa)
    passkey_of(casa)
    assert not _taken(casa, "123456")
