"""Loading the demonstration into a database that has the reference ERP."""

from collections.abc import Callable, Container, Sequence
from typing import TypeAlias

from portal import passwords
from portal.clock import dia
from portal.demo.casos import CASOS, CON_HISTORIAL
from portal.demo.clientes import clientes
from portal.demo.cuentas import CLAVE, OPERADOR, USUARIOS
from portal.demo.fabrica import Fabrica
from portal.demo.historia import RelojDemo, escribir
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import usuarios
from portal.repo.tables.debts.reference_erp import guardar_clientes, guardar_deudas
from portal.structs.deudas import Deuda

Avance: TypeAlias = Callable[[int], None]
# documento, nombre and debts.
Cliente: TypeAlias = tuple[str, str, list[Deuda]]
TANDA = 100


async def cargar(portal: Portal, clock: RelojDemo, *, cuantos: int, semilla: int, avance: Avance) -> bool:
    """Every named case, `cuantos` more customers, the users, and some payments. `avance` is told how many people are
    in.

    What is there already is left as it is, so that it can be repeated where it was cut; whether anything was loaded.
    """
    fabrica = Fabrica(dia(clock.ahora))
    casos = {caso.documento: (caso.nombre, caso.deudas(fabrica)) for caso in CASOS}
    atrasadas = [deuda for deuda in casos[CON_HISTORIAL][1] if deuda.vencimiento < fabrica.hoy]
    gente = [(documento, *suyo) for documento, suyo in casos.items()]
    gente += clientes(fabrica, cuantos, semilla, frozenset(casos))
    nueva = await _falta(portal)
    if nueva:
        # Oracle's package has a clock of its own: what the history pays, it brings in its turn.
        despues = frozenset[str]() if portal.settings.embebida else {deuda.codmovimiento for deuda in atrasadas}
        await _poblar(portal, clock, gente, despues, avance)
    return await escribir(portal, clock, atrasadas) or nueva


async def _falta(portal: Portal) -> bool:
    return await portal.repo.read(lambda tx: usuarios.por_nombre(tx.sql, OPERADOR)) is None


async def _poblar(
    portal: Portal, clock: RelojDemo, gente: Sequence[Cliente], despues: Container[str], avance: Avance
) -> None:
    """In one transaction: all of them, or nobody."""
    cifrada = await passwords.cifrar(CLAVE)

    async def poblar(tx: Transaccion) -> None:
        for desde in range(0, len(gente), TANDA):
            tanda = gente[desde : desde + TANDA]
            await guardar_clientes(tx.sql, [(documento, nombre) for documento, nombre, _ in tanda])
            suyas = [(documento, deuda) for documento, _, deudas in tanda for deuda in deudas]
            await guardar_deudas(tx.sql, [cada for cada in suyas if cada[1].codmovimiento not in despues])
            avance(len(tanda))
        for cada in USUARIOS:
            await usuarios.crear(
                tx.sql,
                clock.ahora,
                usuario=cada.usuario,
                rol=cada.rol,
                nombre=cada.nombre,
                documento=cada.documento,
                cifrada=cifrada,
                nivel=cada.nivel,
                es_demo=True,
                correo=cada.correo,
            )
        await tx.confirmar()

    await portal.repo.write(poblar)
