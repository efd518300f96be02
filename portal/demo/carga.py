"""Loading the demonstration into an empty embedded database."""

from collections.abc import Callable
from typing import TypeAlias

from portal import claves
from portal.demo.casos import CASOS
from portal.demo.clientes import clientes
from portal.demo.cuentas import CLAVE, USUARIOS
from portal.demo.fabrica import Fabrica
from portal.demo.historia import RelojDemo, escribir
from portal.operations.portal import Portal
from portal.reloj import dia
from portal.repo.embebido.carga import guardar_clientes, guardar_deudas
from portal.repo.tablas import usuarios

Avance: TypeAlias = Callable[[int], None]
TANDA = 100


async def cargar(portal: Portal, reloj: RelojDemo, *, cuantos: int, semilla: int, avance: Avance) -> None:
    """Every named case, `cuantos` more customers, and the users. `avance` is told how many more customers are in."""
    fabrica = Fabrica(dia(reloj.ahora))
    casos = [(caso.documento, caso.nombre, caso.deudas(fabrica)) for caso in CASOS]
    ocupados = frozenset(caso.documento for caso in CASOS)
    gente = casos + list(clientes(fabrica, cuantos, semilla, ocupados))
    cifrada = await claves.cifrar(CLAVE)
    async with portal.repo.escritura() as tx:
        for desde in range(0, len(gente), TANDA):
            tanda = gente[desde : desde + TANDA]
            await guardar_clientes(tx.sql, [(documento, nombre) for documento, nombre, _ in tanda])
            await guardar_deudas(tx.sql, [(documento, deuda) for documento, _, suyas in tanda for deuda in suyas])
            avance(len(tanda))
        for cada in USUARIOS:
            await usuarios.crear(
                tx.sql,
                reloj.ahora,
                usuario=cada.usuario,
                rol=cada.rol,
                nombre=cada.nombre,
                documento=cada.documento,
                cifrada=cifrada,
                es_demo=True,
            )
        await tx.confirmar()
    await escribir(portal, reloj)
