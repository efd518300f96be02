"""Opening one's own account without anybody's help: somebody who knows what the company knows says where to write.

Whether a documento is a customer's, has an account, or the rest was wrong is answered in the same words and time.
"""

from portal.errors import DatoInvalido, NoAutenticado, NoEncontrado
from portal.inputs import contact
from portal.inputs.documento import normalizar
from portal.money import MONEDAS
from portal.operations.access import altas, enlaces, stops, throttle
from portal.operations.access.enlaces import CARTAS_AL_DIA, UN_DIA
from portal.operations.access.even import parejo
from portal.operations.access.gate import de_a_pocos
from portal.operations.portal import Portal
from portal.repo.protocol import Transaccion
from portal.repo.tables.access import auditoria, usuarios
from portal.repo.tables.access import enlaces as tabla
from portal.rules.access.primer_acceso import LoSabido, Saber, sabe
from portal.structs.cartas import ClaseDeCarta
from portal.structs.deudas import Deuda
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.usuarios import Equipo
from portal.texts.named import datos


class Conocido(altas.SinCuenta, frozen=True, kw_only=True):
    """A customer as the company knows them, with what they owe; nobody where it does not."""

    deudas: tuple[Deuda, ...] = ()


def pedido(portal: Portal) -> tuple[Saber, ...]:
    """What is asked for. Raises NoEncontrado where nobody opens an account alone."""
    todo = tuple(Saber(cada) for cada in portal.settings.primer_acceso_pide)
    if not todo:
        raise NoEncontrado("sin-primer-acceso")
    return todo


@de_a_pocos
async def comprobar(portal: Portal, documento: str, dicho: LoSabido, *, ip: str, equipo: Equipo | None = None) -> str:
    """The token of a link with which to say where to write, for who knows enough of a customer without account.

    Raises NoAutenticado in the same words for every other cause, DemasiadosIntentos where a try has to wait,
    DatoInvalido for what is no documento at all.
    """
    preguntas, limpio = pedido(portal), normalizar(documento)
    prueba = await throttle.admitir(portal, stops.primer_acceso(limpio), puerta="pagina", ip=ip, equipo=equipo)
    async with parejo():
        conocido, libre = await _mirar(portal, limpio)
        clave = portal.settings.primer_acceso_clave
        bien = sabe(preguntas, dicho, limpio, conocido.deudas, clave) & libre & bool(conocido.nombre)

        async def anotar(tx: Transaccion) -> str:
            ahora = portal.clock()
            if not bien:
                await throttle.anotar_falla(tx, prueba, ahora, None)
                objeto = throttle.nombre_en_auditoria(prueba, None)
                await auditoria.anotar(tx.sql, ahora, None, "primer-acceso", objeto, "rechazado", direccion=ip)
                await tx.confirmar()
                return ""
            await throttle.anotar_acierto(tx, prueba, ahora)
            token = await enlaces.crear(
                tx, ahora, TipoDeEnlace.PRIMER_ACCESO, documento=limpio, datos={"nombre": conocido.nombre}
            )
            await auditoria.anotar(tx.sql, ahora, None, "primer-acceso", limpio, direccion=ip)
            await tx.confirmar()
            return token

        if token := await portal.repo.write(anotar):
            return token
    raise NoAutenticado("primer-acceso-rechazado")


async def escribir(portal: Portal, token: str, correo: str, *, idioma: str, ip: str) -> str:
    """Sends a link to that address, with which the account is opened; the address. It may be asked again with another
    one, while the first link lasts and until there is an account.

    Raises NoEncontrado where the link may not be used, DatoInvalido for what is no address, or after five in a day.
    """
    direccion = contact.correo(correo)
    enlace = await enlaces.mirar(portal, token, TipoDeEnlace.PRIMER_ACCESO)

    async def enviar(tx: Transaccion) -> None:
        ahora, documento = portal.clock(), enlace.documento or ""
        antes = await tabla.cuantos_de_documento(tx.sql, documento, TipoDeEnlace.ALTA, ahora - UN_DIA)
        if antes >= CARTAS_AL_DIA:
            raise DatoInvalido("correos-de-mas", datos(maximo=CARTAS_AL_DIA), "correo")
        persona = altas.SinCuenta(documento=documento, nombre=enlace.datos["nombre"], correo=direccion)
        await altas.ofrecer(tx, ahora, persona, TipoDeEnlace.ALTA, ClaseDeCarta.ALTA, idioma)
        await auditoria.anotar(tx.sql, ahora, None, "primer-acceso-correo", documento, direccion=ip)
        await tx.confirmar()

    await portal.repo.write(enviar)
    return direccion


async def _mirar(portal: Portal, documento: str) -> tuple[Conocido, bool]:
    """What the company knows, and whether there is no account yet. Both are asked whatever the other answers."""

    async def leer(tx: Transaccion) -> tuple[Conocido, bool]:
        nombre, deudas = "", list[Deuda]()
        for moneda in MONEDAS:
            suyas = await tx.paquete.consultar(documento, moneda, documento.casefold())
            deudas += suyas.deudas
            if suyas.codresp == "0":
                nombre = nombre or suyas.desc_clie or documento
        libre = not await usuarios.por_documento(tx.sql, documento)
        return Conocido(documento=documento, nombre=nombre, deudas=tuple(deudas)), libre

    # The package writes down each consultation: nothing is confirmed, and these are nobody's.
    return await portal.repo.write(leer)
