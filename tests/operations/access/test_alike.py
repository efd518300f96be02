"""What is asked of the database for who exists and for who does not: the same, so that no stopwatch learns of it."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from portal.errors import NoAutenticado
from portal.operations.access import ingreso, primer_acceso
from portal.operations.factors import pending, second_step
from portal.operations.portal import Portal
from portal.repo.protocol import Cuerpo, Repo, T, Transaccion
from portal.repo.tables.access import usuarios
from portal.rules.access.primer_acceso import LoSabido
from tests import datos
from tests.conftest import Casa
from tests.enrolled import IP, application_of
from tests.operations.access.newcomers import NUEVA, load

Act = Callable[[Portal], Awaitable[object]]


@dataclass
class _Counted:
    """Something of a transaction, whose calls are counted by their names."""

    of: Any
    calls: Counter[str]

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.of, name)
        if name in ("sql", "paquete"):
            return _Counted(found, self.calls)
        self.calls[name] += 1
        return found


@dataclass
class _Repo:
    """The real one, and what its transactions were asked for."""

    repo: Repo
    calls: Counter[str]

    async def read(self, cuerpo: Cuerpo[T]) -> T:
        self.calls["read"] += 1
        return await self.repo.read(lambda tx: cuerpo(self._counted(tx)))

    async def write(self, cuerpo: Cuerpo[T]) -> T:
        self.calls["write"] += 1
        return await self.repo.write(lambda tx: cuerpo(self._counted(tx)))

    def _counted(self, tx: Transaccion) -> Transaccion:
        return _Counted(tx, self.calls)  # type: ignore[return-value]

    async def verificar(self) -> None:
        await self.repo.verificar()

    async def cerrar(self) -> None:
        await self.repo.cerrar()


def _asked(casa: Casa, act: Act) -> Counter[str]:
    async def cuerpo(portal: Portal) -> Counter[str]:
        calls: Counter[str] = Counter()
        with pytest.raises(NoAutenticado):
            await act(replace(portal, repo=_Repo(portal.repo, calls)))
        return calls

    return casa.operar(cuerpo)


def test_a_sign_in_of_a_user_and_of_nobody(casa: Casa) -> None:
    def sign_in(usuario: str) -> Act:
        return lambda portal: ingreso.entrar(portal, usuario, "no es esa", puerta="pagina", agente="", ip=IP)

    _asked(casa, sign_in("otra"))  # the first one from a network begins its count
    asked = [_asked(casa, sign_in(usuario)) for usuario in (datos.TRES_Y_AGUA, "no-hay-nadie", "operadora")]
    assert asked[0]["ejecutar"] > 0
    assert asked[1:] == asked[:1] * 2


def test_a_first_access_of_a_customer_of_one_with_an_account_and_of_nobody(casa: Casa) -> None:
    casa.operar(load)

    def prove(documento: str) -> Act:
        said = LoSabido(movimiento="NO-ES", importe="1", codigo="")
        return lambda portal: primer_acceso.comprobar(portal, documento, said, ip=IP)

    _asked(casa, prove("8888888"))
    asked = [_asked(casa, prove(documento)) for documento in (NUEVA, datos.TRES_Y_AGUA, "9999999")]
    assert asked[0]["consultar"] == 2
    assert asked[1:] == asked[:1] * 2


def test_a_second_step_of_who_has_an_application_and_of_who_has_none(casa: Casa) -> None:
    application_of(casa)

    def prove(usuario: str) -> Act:
        async def act(portal: Portal) -> None:
            hallado = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, usuario))
            assert hallado is not None
            await second_step.entrar(
                portal, pending.nuevo(portal, hallado), "000000", puerta="pagina", agente="", ip=IP
            )

        return act

    _asked(casa, prove(datos.BLOQUEADO))
    asked = [_asked(casa, prove(usuario)) for usuario in (datos.TRES_Y_AGUA, datos.AL_DIA)]
    assert asked[0] == asked[1]
