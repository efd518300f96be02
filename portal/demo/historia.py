"""Payments of other days, made by the portal's own operations under a clock that is set back."""

from datetime import date, datetime, time, timedelta

from portal.demo.casos import CON_HISTORIAL, DEL_EJEMPLO
from portal.demo.cuentas import CANAL
from portal.operations import anulaciones, carrito, consultas, pagos, seguimiento
from portal.operations.portal import Portal
from portal.pasarela.demo import Accion, BancoDemo
from portal.reloj import ASUNCION
from portal.repo.tablas import usuarios
from portal.structs.deudas import Consulta
from portal.structs.usuarios import Actor

# The first of these in the API's own documentation is 42.
ANTERIOR_AL_EJEMPLO = "UPDATE sqlite_sequence SET seq = 41 WHERE name = 'erp_consulta'"
HORA = time(10, 15)
PAGADAS = 6


class RelojDemo:
    """A clock that loading the demonstration sets to other days."""

    def __init__(self, ahora: datetime) -> None:
        self.ahora = ahora
        self._puesto = ahora

    def __call__(self) -> datetime:
        return self._puesto

    def poner(self, dia: date) -> None:
        """That day in Asunción, in the morning."""
        self._puesto = datetime.combine(dia, HORA, ASUNCION)

    def soltar(self) -> None:
        """Back to today."""
        self._puesto = self.ahora


async def escribir(portal: Portal, reloj: RelojDemo) -> None:
    """Six payments of one customer, by the gateway and by a canal; one was rejected first, another reversed. And the
    consultation that the API's documentation shows, numbered 42."""
    cliente, canal = await _actor(portal, CON_HISTORIAL), await _actor(portal, CANAL)
    inicial = await consultas.consultar(portal, cliente, CON_HISTORIAL, 1)
    vencen = [deuda.vencimiento for deuda in inicial.deudas[:PAGADAS]]
    for nro, vence in enumerate(vencen):
        reloj.poner(vence + timedelta(days=1))
        if nro == PAGADAS - 1:
            await _por_banco(portal, cliente, "rechazar")
        if nro == PAGADAS - 2:
            codigo = await _por_canal(portal, canal, f"DEMO-{vence:%Y%m}-0")
            await anulaciones.anular_por_canal(portal, canal, codigo)
        reloj.poner(vence + timedelta(days=2))
        if nro % 2:
            await _por_banco(portal, cliente, "aprobar")
        else:
            await _por_canal(portal, canal, f"DEMO-{vence:%Y%m}-1")
    reloj.soltar()
    async with portal.repo.escritura() as tx:
        await tx.sql.ejecutar(ANTERIOR_AL_EJEMPLO)
        await tx.confirmar()
    await consultas.consultar(portal, canal, DEL_EJEMPLO, 1)


async def _actor(portal: Portal, usuario: str) -> Actor:
    async with portal.repo.lectura() as tx:
        hallado = await usuarios.por_nombre(tx.sql, usuario)
    if hallado is None:
        raise LookupError(usuario)
    return Actor(
        usuario_id=hallado.id,
        usuario=hallado.usuario,
        rol=hallado.rol,
        nombre=hallado.nombre,
        documento=hallado.documento,
        sid="demostracion",
    )


async def _elegir(portal: Portal, actor: Actor) -> Consulta:
    """A new cart with the customer's oldest instalment."""
    consulta = await consultas.consultar(portal, actor, CON_HISTORIAL, 1)
    await carrito.agregar(portal, actor, consulta.idsession, "S", consulta.deudas[0].codmovimiento)
    return consulta


async def _por_canal(portal: Portal, canal: Actor, codigo: str) -> str:
    consulta = await _elegir(portal, canal)
    await pagos.pagar_canal(portal, canal, consulta.idsession, codigo)
    return codigo


async def _por_banco(portal: Portal, cliente: Actor, accion: Accion) -> None:
    consulta = await _elegir(portal, cliente)
    elegido = await carrito.ver(portal, cliente, consulta.idsession)
    if elegido.total is None or not isinstance(portal.pasarela, BancoDemo):
        raise LookupError("the demonstration is paid through its own bank")
    pago = await pagos.iniciar(portal, cliente, consulta.idsession, elegido.total)
    await portal.pasarela.responder(pago.referencia or "", accion)
    await seguimiento.avanzar(portal, pago)
