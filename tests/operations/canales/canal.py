"""A channel's credential, for tests of what it allows."""

from msgspec import structs

from portal.operations import payment
from portal.operations.canales import canales, credenciales
from portal.operations.canales.canales import LimitesDeCanal
from portal.operations.canales.credenciales import SecretoNuevo
from portal.operations.debts import carrito, consultas
from portal.operations.portal import Portal
from portal.structs.canales import Alcance
from portal.structs.usuarios import Actor
from tests import datos
from tests.conftest import Casa

UNO = "canal-uno"
TODOS = tuple(Alcance)


def credencial(casa: Casa, *alcances: str, usuario: str = UNO) -> SecretoNuevo:
    return casa.operar(
        lambda portal: credenciales.crear(portal, None, usuario, nombre="Cajas", alcances=alcances or TODOS)
    )


def limitar(casa: Casa, usuario: str = UNO, **limites: str) -> None:
    """Over nothing of its own."""
    pedidos = structs.replace(LimitesDeCanal(), **limites)
    casa.operar(lambda portal: canales.cambiar(portal, None, usuario, pedidos))


def elegido(casa: Casa, actor: Actor) -> int:
    """The session of a cart that may be paid."""

    async def elegir(portal: Portal) -> int:
        consulta = await consultas.consultar(portal, actor, datos.TRES_Y_AGUA, 1)
        await carrito.elegir(portal, actor, consulta.idsession, frozenset({"A1", "A2", "AGUA-9"}))
        return consulta.idsession

    return casa.operar(elegir)


def pagado(casa: Casa, actor: Actor, codigo: str) -> None:
    idsession = elegido(casa, actor)
    casa.operar(lambda portal: payment.pagar_canal(portal, actor, idsession, codigo))


def numero(casa: Casa, nuevo: SecretoNuevo, usuario: str = UNO) -> str:
    """By which that secret is told from the other of its credential."""
    fichas = casa.operar(lambda portal: canales.ver(portal, None, usuario)).fichas
    return next(
        secreto.numero
        for ficha in fichas
        for secreto in ficha.secretos
        if ficha.credencial.cliente == nuevo.cliente and secreto.pista == nuevo.secreto[-4:]
    )
