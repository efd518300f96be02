"""The outbox: cartas written down together with what they tell, and how far each has come."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql, Valor
from portal.repo.rows import Lector, entero
from portal.structs.cartas import Carta, ClaseDeCarta, Envio, EstadoDeCarta
from portal.structs.enlaces import TipoDeEnlace
from portal.structs.pagos import Pago

CAMPOS = """
id, suceso, clase, usuario_id, para, idioma, adjunto, estado, creada, vence, proxima, intentos, terminada, causa,
datos"""
# Of one event there is one, without a refusal that would undo what it tells: who comes second writes nothing. The count
# of its like is also that of its tries, none yet: SQLite wants it among what is selected.
ENCOLAR = """
INSERT INTO portal_carta
    (suceso, clase, usuario_id, para, idioma, adjunto, estado, creada, vence, proxima, intentos, datos)
SELECT :suceso, :clase, :usuario_id, :para, :idioma, :adjunto, 'PENDIENTE', :ahora, :vence, :ahora, count(*),
    :datos
FROM portal_carta WHERE suceso = :suceso HAVING count(*) = 0"""
# To whoever may see the payment, has an address that answered, and did not ask to be left alone.
ENCOLAR_DE_PAGO = """
INSERT INTO portal_carta
    (suceso, clase, usuario_id, para, idioma, adjunto, estado, creada, proxima, intentos, datos)
SELECT :suceso || u.id, :clase, u.id, u.correo, coalesce(u.idioma, 'es'), :pago_id, 'PENDIENTE', :ahora, :ahora, 0, '{}'
FROM portal_usuario u
WHERE (u.documento = :documento OR u.usuario = :usuario) AND u.rol = 'cliente' AND u.activo = 1
    AND u.correo IS NOT NULL AND u.correo_confirmado IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM portal_preferencia p WHERE p.usuario_id = u.id AND p.clase = :clase AND p.quiere = 0
    )
    AND NOT EXISTS (SELECT 1 FROM portal_carta c WHERE c.suceso = :suceso || u.id)"""
ULTIMAS = f"SELECT {CAMPOS} FROM portal_carta WHERE id < :antes ORDER BY id DESC"
DE_ESTADO = f"SELECT {CAMPOS} FROM portal_carta WHERE estado = :estado AND id < :antes ORDER BY id DESC"
DE_USUARIO = f"SELECT {CAMPOS} FROM portal_carta WHERE usuario_id = :usuario_id AND id < :antes ORDER BY id DESC"
# Of who has no account: what offered them one, by the links that it brought.
DE_SIN_CUENTA = f"""
SELECT {CAMPOS} FROM portal_carta WHERE suceso IN (
    SELECT e.tipo || ':' || substr(e.huella, 1, 32) FROM portal_enlace e
    WHERE e.documento = :documento AND e.tipo IN ('{TipoDeEnlace.INVITACION}', '{TipoDeEnlace.ALTA}')
) ORDER BY id DESC"""
POR_ID = f"SELECT {CAMPOS} FROM portal_carta WHERE id = :id"
PENDIENTES = f"SELECT {CAMPOS} FROM portal_carta WHERE proxima <= :ahora ORDER BY proxima"
TOMAR = """
UPDATE portal_carta SET intentos = intentos + 1, proxima = :hasta
WHERE id = :id AND estado = 'PENDIENTE' AND intentos = :intentos"""
# Whoever took it knows it by the count of tries: another that took it later has a higher one.
PROPIA = "WHERE id = :id AND estado = 'PENDIENTE' AND intentos = :intentos"
POSTERGAR = f"UPDATE portal_carta SET proxima = :proxima, causa = :causa {PROPIA}"
TERMINAR = f"""
UPDATE portal_carta SET estado = :estado, terminada = :ahora, proxima = NULL, causa = :causa, datos = NULL {PROPIA}"""
REANUDAR = """
UPDATE portal_carta
SET estado = 'PENDIENTE', terminada = NULL, proxima = :ahora, intentos = 0, causa = NULL, datos = :datos
WHERE id = :id AND estado = 'FALLIDA'"""
MAS_VIEJAS = "SELECT id, creada FROM portal_carta WHERE estado = :estado ORDER BY id"
OLVIDAR = "DELETE FROM portal_carta WHERE estado = :estado AND id <= :hasta"
LARGO_CAUSA = 500
_de_fila = Lector(Envio, "causa")


async def encolar(sql: Sql, ahora: datetime, carta: Carta) -> None:
    """It is to be sent from now on, unless its event has one already. It costs no trip of its own."""
    await sql.diferir(ENCOLAR, [_valores(carta, ahora)])


async def encolar_de_pago(sql: Sql, ahora: datetime, clase: ClaseDeCarta, pago: Pago) -> None:
    """To each customer of that documento, unless they were told already. It costs no trip of its own."""
    valores: dict[str, Valor] = {
        "suceso": f"{clase}:{pago.id}:",
        "clase": clase,
        "pago_id": pago.id,
        "documento": pago.documento,
        "usuario": pago.usuario,
        "ahora": en_micros(ahora),
    }
    await sql.diferir(ENCOLAR_DE_PAGO, [valores])


async def ultimas(sql: Sql, cuantas: int, antes: int, estado: EstadoDeCarta | None = None) -> list[Envio]:
    """From the newest down, before that number; of one state, or of all."""
    if estado is None:
        return [_envio(fila) for fila in await sql.primeras(ULTIMAS, cuantas, antes=antes)]
    return [_envio(fila) for fila in await sql.primeras(DE_ESTADO, cuantas, antes=antes, estado=estado)]


async def de_usuario(sql: Sql, usuario_id: int, cuantas: int, antes: int) -> list[Envio]:
    """What was written to somebody, from the newest down."""
    filas = await sql.primeras(DE_USUARIO, cuantas, usuario_id=usuario_id, antes=antes)
    return [_envio(fila) for fila in filas]


async def de_sin_cuenta(sql: Sql, documento: str, cuantas: int) -> list[Envio]:
    """By which somebody without an account was offered one, from the newest down."""
    return [_envio(fila) for fila in await sql.primeras(DE_SIN_CUENTA, cuantas, documento=documento)]


async def por_id(sql: Sql, numero: int) -> Envio | None:
    """A carta by its number."""
    fila = await sql.una(POR_ID, id=numero)
    return None if fila is None else _envio(fila)


async def pendientes(sql: Sql, ahora: datetime, cuantas: int) -> list[Envio]:
    """Those whose time has come, so many at most, who waits longest first."""
    return [_envio(fila) for fila in await sql.primeras(PENDIENTES, cuantas, ahora=en_micros(ahora))]


async def tomar(sql: Sql, envio: Envio, hasta: datetime) -> bool:
    """Whether it is now whoever asks that sends it; until then nobody else tries."""
    return await sql.ejecutar(TOMAR, id=envio.id, intentos=envio.intentos, hasta=en_micros(hasta)) == 1


async def postergar(sql: Sql, envio: Envio, proxima: datetime, causa: str) -> bool:
    """The try came to nothing, and there is another; False where somebody else took it meanwhile."""
    cambiadas = await sql.ejecutar(
        POSTERGAR, id=envio.id, intentos=envio.intentos, proxima=en_micros(proxima), causa=causa[:LARGO_CAUSA]
    )
    return cambiadas == 1


async def terminar(sql: Sql, envio: Envio, estado: EstadoDeCarta, ahora: datetime, causa: str = "") -> bool:
    """It ended, and its data with it; False where somebody else took it meanwhile."""
    cambiadas = await sql.ejecutar(
        TERMINAR,
        id=envio.id,
        intentos=envio.intentos,
        estado=estado,
        ahora=en_micros(ahora),
        causa=causa[:LARGO_CAUSA] or None,
    )
    return cambiadas == 1


async def reanudar(sql: Sql, numero: int, datos: Mapping[str, str], ahora: datetime) -> bool:
    """One that failed is to be sent again, with its data made anew; False where it did not fail, or goes on already."""
    dichos = msgspec.json.encode(datos).decode()
    return await sql.ejecutar(REANUDAR, id=numero, datos=dichos, ahora=en_micros(ahora)) == 1


async def olvidar(sql: Sql, estado: EstadoDeCarta, antes: datetime, cuantas: int) -> int:
    """Forgets those of that state that were queued before, so many at most; how many there were. What it costs does not
    grow with those that stay."""
    filas = await sql.primeras(MAS_VIEJAS, cuantas, estado=estado)
    viejas = [entero(fila["id"]) for fila in filas if entero(fila["creada"]) < en_micros(antes)]
    return await sql.ejecutar(OLVIDAR, estado=estado, hasta=viejas[-1]) if viejas else 0


def _valores(carta: Carta, ahora: datetime) -> dict[str, Valor]:
    return {
        "suceso": carta.suceso,
        "clase": carta.clase,
        "usuario_id": carta.usuario_id,
        "para": carta.para,
        "idioma": carta.idioma,
        "adjunto": carta.adjunto,
        "ahora": en_micros(ahora),
        "vence": None if carta.vence is None else en_micros(carta.vence),
        "datos": msgspec.json.encode(carta.datos).decode(),
    }


def _envio(fila: Fila) -> Envio:
    datos = fila["datos"]
    return _de_fila(fila, datos={} if datos is None else msgspec.json.decode(str(datos), type=dict[str, str]))
