"""Payments of other days, made by the portal's own operations under a clock that is set back."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from portal.clock import ASUNCION, dia
from portal.demo.casos import CON_HISTORIAL, DEL_EJEMPLO
from portal.demo.cuentas import CANAL
from portal.operations import payment
from portal.operations.debts import carrito, consultas
from portal.operations.portal import Portal
from portal.pasarela.demo.gateway import Accion, BancoDemo
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.debts.reference_erp import codigos_de, guardar_deudas
from portal.repo.tables.payments import listados
from portal.rules.payment.estados import EN_CURSO
from portal.structs.deudas import Consulta, Deuda
from portal.structs.pagos import Estado, Pago
from portal.structs.usuarios import Actor

# The first of these in the API's own documentation is 42; only SQLite lets it be told.
ANTERIOR_AL_EJEMPLO = "UPDATE sqlite_sequence SET seq = 41 WHERE name = 'erp_consulta'"
HORA, TARDE = time(10, 15), time(16)
PAGADAS = 6
TODOS = 100


class RelojDemo:
    """A clock that loading the demonstration sets to other days."""

    def __init__(self, ahora: datetime) -> None:
        self.ahora = ahora
        self._puesto = ahora

    def __call__(self) -> datetime:
        return self._puesto

    def poner(self, cual: date, hora: time = HORA) -> None:
        """That day in Asunción, in the morning."""
        self._puesto = datetime.combine(cual, hora, ASUNCION)

    def soltar(self) -> None:
        """Back to today."""
        self._puesto = self.ahora


async def escribir(portal: Portal, clock: RelojDemo, atrasadas: Sequence[Deuda]) -> bool:
    """Six payments of one customer, by the gateway and by a canal; one was rejected first, another reversed. And the
    consultation that the API's documentation shows, numbered 42 where the database is the embedded one.

    `atrasadas` are that customer's overdue instalments, oldest first. It goes on after the payments that are there;
    whether any was missing.
    """
    cliente, canal = await _actor(portal, CON_HISTORIAL), await _actor(portal, CANAL)
    for cortado in [pago for pago in await _suyos(portal) if pago.estado in EN_CURSO]:
        clock.poner(dia(cortado.creado), TARDE)  # by then whoever had it is given up
        if cortado.pasarela:
            await payment.avanzar(portal, cortado)
        else:
            await payment.pagar_canal(portal, canal, cortado.idsession, cortado.cod_transaccion)
    suyos = await _suyos(portal)
    hechos, codigos = sum(pago.estado is Estado.PAGADO for pago in suyos), {pago.cod_transaccion for pago in suyos}
    if hechos >= PAGADAS:
        return False
    for nro, deuda in list(enumerate(atrasadas[:PAGADAS]))[hechos:]:
        # With two overdue one may be paid, whatever day the ERP takes it for.
        await _traer(portal, atrasadas[: nro + 2])
        vence = deuda.vencimiento
        clock.poner(vence + timedelta(days=1))
        if nro == PAGADAS - 1:
            await _por_banco(portal, cliente, "rechazar")
        if nro == PAGADAS - 2 and (codigo := f"DEMO-{vence:%Y%m}-0") not in codigos:
            await _por_canal(portal, canal, codigo)
            await payment.anular_por_canal(portal, canal, codigo)
        clock.poner(vence + timedelta(days=2))
        if nro % 2:
            await _por_banco(portal, cliente, "aprobar")
        else:
            await _por_canal(portal, canal, f"DEMO-{vence:%Y%m}-1")
    clock.soltar()
    if portal.settings.embebida:
        await portal.repo.write(_numerar_el_ejemplo)
    await consultas.consultar(portal, canal, DEL_EJEMPLO, 1)
    return True


async def _numerar_el_ejemplo(tx: Transaccion) -> None:
    await tx.sql.ejecutar(ANTERIOR_AL_EJEMPLO)
    await tx.confirmar()


async def _suyos(portal: Portal) -> list[Pago]:
    return await portal.repo.read(lambda tx: listados.listar(tx.sql, limite=TODOS, documento=CON_HISTORIAL))


async def _traer(portal: Portal, deudas: Sequence[Deuda]) -> None:
    """Those that the ERP does not have yet."""

    async def traer(tx: Transaccion) -> None:
        hay = await codigos_de(tx.sql, CON_HISTORIAL)
        await guardar_deudas(tx.sql, [(CON_HISTORIAL, deuda) for deuda in deudas if deuda.codmovimiento not in hay])
        await tx.confirmar()

    await portal.repo.write(traer)


async def _actor(portal: Portal, usuario: str) -> Actor:
    hallado = await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, usuario))
    if hallado is None:
        raise LookupError(usuario)
    return hallado.como_actor("demostracion")


async def _elegir(portal: Portal, actor: Actor) -> Consulta:
    """A new cart with the customer's oldest instalment."""
    consulta = await consultas.consultar(portal, actor, CON_HISTORIAL, 1)
    await carrito.agregar(portal, actor, consulta.idsession, "S", consulta.deudas[0].codmovimiento)
    return consulta


async def _por_canal(portal: Portal, canal: Actor, codigo: str) -> None:
    consulta = await _elegir(portal, canal)
    await payment.pagar_canal(portal, canal, consulta.idsession, codigo)


async def _por_banco(portal: Portal, cliente: Actor, accion: Accion) -> None:
    consulta = await _elegir(portal, cliente)
    elegido = await carrito.ver(portal, cliente, consulta.idsession)
    if elegido.total is None or not isinstance(portal.pasarela, BancoDemo):
        raise LookupError("the demonstration is paid through its own bank")
    pago = await payment.iniciar(portal, cliente, consulta.idsession, elegido.total)
    await portal.pasarela.responder(pago.referencia or "", accion)
    await payment.avanzar(portal, pago)
