"""A customer as the staff see them: what they owe, paid and asked for, and their accounts."""

from msgspec import Struct

from portal.clock import dia
from portal.errors import NoEncontrado
from portal.money import MONEDAS
from portal.operations.access import stops
from portal.operations.books import looks
from portal.operations.debts import consultas
from portal.operations.portal import Portal
from portal.repo.protocol import Sql, Transaccion
from portal.repo.tables.access import anotaciones, autorizaciones, factores, usuarios
from portal.repo.tables.desk import casos, clientes
from portal.repo.tables.mail import cartas
from portal.repo.tables.payments import listados, pedidos
from portal.rules.access import permisos
from portal.rules.access.permisos import Acto
from portal.rules.debts.carrito import bloqueo
from portal.rules.debts.saldo import Saldo, resumir
from portal.structs.clientes import ClienteConocido, ClienteVisto, CuentaVista
from portal.structs.deudas import Consulta, Falta
from portal.structs.usuarios import Actor, Usuario

# Of each list; the whole ones have pages of their own.
A_LA_VISTA = 10
DESDE_EL_FINAL = 10**18


class DeudasEnMoneda(Struct, frozen=True, kw_only=True):
    """What a customer owes in one currency, and why all of it is blocked, if it is."""

    consulta: Consulta
    saldo: Saldo
    bloqueada: Falta | None


async def ver(portal: Portal, actor: Actor, numero: int) -> ClienteVisto:
    """That customer, but for what they owe, which takes a reason. Raises NoEncontrado for a made-up number."""
    permisos.exigir(actor, Acto.VER_TODOS)
    cliente = await conocido(portal, numero)
    await looks.anotar(portal, actor, "ver-cliente", cliente.documento)

    async def leer(tx: Transaccion) -> ClienteVisto:
        documento = cliente.documento
        pagos = await listados.listar(tx.sql, limite=A_LA_VISTA + 1, documento=documento)
        suyas = await usuarios.por_documento(tx.sql, documento)
        return ClienteVisto(
            cliente=cliente,
            pagos=tuple(pagos[:A_LA_VISTA]),
            mas_pagos=len(pagos) > A_LA_VISTA,
            pedidos=tuple(await pedidos.de_cliente(tx.sql, documento, A_LA_VISTA)),
            casos=tuple(await casos.de_cliente(tx.sql, documento, A_LA_VISTA)),
            cuentas=tuple([await _cuenta(portal, tx.sql, suya) for suya in suyas[:A_LA_VISTA]]),
            ofrecidas=() if suyas else tuple(await cartas.de_sin_cuenta(tx.sql, documento, A_LA_VISTA)),
            autorizados=tuple(await autorizaciones.de_documento(tx.sql, documento)),
            detenido=await stops.detenida(portal, tx.sql, stops.primer_acceso(documento)),
        )

    return await portal.repo.read(leer)


async def deudas(portal: Portal, actor: Actor, numero: int, motivo: str) -> tuple[DeudasEnMoneda, ...]:
    """What that customer owes, in each currency. Raises NoEncontrado for a made-up number, and as deudas_de does."""
    permisos.exigir(actor, Acto.VER_TODOS)
    cliente = await conocido(portal, numero)
    return await deudas_de(portal, actor, cliente.documento, motivo)


async def deudas_de(portal: Portal, actor: Actor, documento: str, motivo: str) -> tuple[DeudasEnMoneda, ...]:
    """What whoever has that documento owes, also one whom the portal does not know. The company's system only tells it
    by opening a consultation, which is the operador's: no operador has a cart, so nothing of it can be paid or held.
    Raises DatoInvalido without a reason, NoEncontrado or Rechazo where the package knows nobody or refuses."""
    permisos.exigir(actor, Acto.VER_TODOS)
    hoy = dia(portal.clock())
    halladas = [await consultas.consultar(portal, actor, documento, moneda, motivo) for moneda in MONEDAS]
    return tuple(
        DeudasEnMoneda(consulta=cada, saldo=resumir(cada.deudas, hoy), bloqueada=bloqueo(cada.deudas, hoy))
        for cada in halladas
    )


async def conocido(portal: Portal, numero: int) -> ClienteConocido:
    """Whom that number is of. Raises NoEncontrado for a made-up one."""
    cliente = await portal.repo.read(lambda tx: clientes.por_id(tx.sql, numero))
    if cliente is None:
        raise NoEncontrado("cliente-desconocido-del-portal")
    return cliente


async def _cuenta(portal: Portal, sql: Sql, suya: Usuario) -> CuentaVista:
    return CuentaVista(
        usuario=suya.usuario,
        activa=suya.activo,
        correo=suya.correo,
        confirmado=suya.correo_confirmado,
        telefono=suya.telefono,
        ingreso=await anotaciones.ultimo_ingreso(sql, suya.usuario),
        sesiones=len(await usuarios.sesiones(sql, suya.id, portal.clock())),
        factores=await factores.cuantos(sql, suya.id),
        detenida=await stops.detenida(portal, sql, suya.usuario),
        autorizaciones=tuple(await autorizaciones.de_usuario(sql, suya.id)),
        cartas=tuple(await cartas.de_usuario(sql, suya.id, A_LA_VISTA, DESDE_EL_FINAL)),
    )
