"""What the company said of itself, version by version, and its logos by what they hold."""

from base64 import b64decode, b64encode
from datetime import datetime

from portal.clock import en_micros
from portal.repo.protocol import Fila, Sql
from portal.repo.rows import Lector, instante, texto
from portal.structs.empresa import CambioDeEmpresa, Empresa, Logo

PARTE = 3_000  # in base64, what a text column of every engine holds
TEXTOS = ("nombre", "ruc", "telefono", "whatsapp", "direccion", "horario", "banco", "privacidad")
CAMPOS = f"version, {', '.join(TEXTOS)}, logo, en, por, motivo"
# The newest is one step of the key's index.
DESDE_LA_ULTIMA = f"SELECT {CAMPOS} FROM portal_empresa ORDER BY version DESC"
ANOTAR = f"""
INSERT INTO portal_empresa ({CAMPOS})
VALUES (:version, {", ".join(f":{campo}" for campo in TEXTOS)}, :logo, :en, :por, :motivo)"""
PARTES = "SELECT texto FROM portal_empresa_logo WHERE huella = :huella ORDER BY nro"
GUARDAR_PARTE = "INSERT INTO portal_empresa_logo (huella, nro, texto) VALUES (:huella, :nro, :texto)"
_de_fila = Lector(Empresa, *TEXTOS)


async def cambios(sql: Sql, cuantos: int) -> list[CambioDeEmpresa]:
    """The newest versions, newest first."""
    return [
        CambioDeEmpresa(
            empresa=_de_fila(fila, logo=None),
            huella_logo=texto(fila["logo"] or ""),
            en=instante(fila["en"]),
            por=texto(fila["por"]),
            motivo=texto(fila["motivo"]),
        )
        for fila in await sql.primeras(DESDE_LA_ULTIMA, cuantos)
    ]


async def anotar(sql: Sql, ahora: datetime, empresa: Empresa, por: str, motivo: str) -> None:
    """The next version, and its logo where no version had it. Raises LlaveDuplicada where somebody was first."""
    fila: dict[str, str | int | None] = {campo: getattr(empresa, campo) or None for campo in TEXTOS}
    fila |= {"version": empresa.version, "en": en_micros(ahora), "por": por, "motivo": motivo}
    await sql.ejecutar(ANOTAR, **fila, logo=empresa.logo.huella if empresa.logo else None)
    if empresa.logo and not await sql.todas(PARTES, huella=empresa.logo.huella):
        await sql.ejecutar_varias(GUARDAR_PARTE, _partes(empresa.logo))


async def logo(sql: Sql, huella: str) -> Logo | None:
    """The one of that SHA-256, or None."""
    partes = await sql.todas(PARTES, huella=huella)
    return Logo(b64decode("".join(texto(parte["texto"]) for parte in partes))) if partes else None


def _partes(dibujo: Logo) -> list[Fila]:
    escrito = b64encode(dibujo.bytes).decode()
    return [
        {"huella": dibujo.huella, "nro": nro, "texto": escrito[desde : desde + PARTE]}
        for nro, desde in enumerate(range(0, len(escrito), PARTE))
    ]
