"""Settings, from the environment and .env: a bad value stops the start and says which."""

import json
import os
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

import msgspec
from dotenv import dotenv_values
from msgspec import Meta, Struct, structs

CLAVE_DE_EJEMPLO = "solo para desarrollo: cambiala en produccion"
LARGO_DE_CLAVE = 32
BANCARD = {"staging": "https://vpos.infonet.com.py:8888", "production": "https://vpos.infonet.com.py"}
# It is written into the Content-Security-Policy, so nothing else may be in it; http only where nobody can listen.
URL_DE_BANCARD = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?|http://127\.0\.0\.1(:[0-9]{1,5})?/?", re.ASCII)
# Those that appear in examples, the seed's and ours: everybody knows them.
CLAVES_CONOCIDAS = frozenset(
    {CLAVE_DE_EJEMPLO, "un_secreto_muy_largo_y_dificil_de_adivinar", "cambiame-por-32-bytes-al-azar-o-mas"}
)

NOMBRE = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)

Puerto: TypeAlias = Annotated[int, Meta(ge=1, le=65_535)]
Positivo: TypeAlias = Annotated[int, Meta(ge=1)]


class AjusteInvalido(Exception):
    """The process must not start; the sentence says which setting, and never its value where that is a secret."""


class Settings(Struct, frozen=True, kw_only=True):
    """Each field is a variable of the same name in capitals; .env.example tells them all.

    oracle_lectura_ms is how long the answer to a read, or to a consultation of debts, is waited for. pago_vence_minutos
    is how long a customer's debts are held while the bank is asked. comision is a fraction (0.015 is
    1.5 %) that only the embedded database applies. pasarela: demo, bancard or ninguna. bancard_url, where given, goes
    before bancard_entorno (staging or production).
    """

    environment: str = "development"
    db_user: str = ""
    db_password: str = ""
    db_host: str = ""
    db_port: Puerto = 1521
    db_service: str = ""
    db_dsn: str = ""
    db_wallet: str = ""
    db_wallet_password: str = ""
    oracle_pool_min: Positivo = 2
    oracle_pool_max: Annotated[int, Meta(ge=1, le=200)] = 10
    oracle_pool_inc: Positivo = 1
    oracle_lectura_ms: Annotated[int, Meta(ge=100, le=60_000)] = 1300
    sqlite_path: str = "espacio-clientes.sqlite3"
    secret_key: str = CLAVE_DE_EJEMPLO
    token_issuer: str = "espacio-clientes"  # noqa: S105 - who issues a token, no secret
    token_audience: str = "clientes"  # noqa: S105 - whom a token is for, no secret
    algorithm: str = "HS256"
    access_token_expire_minutes: Annotated[int, Meta(ge=1, le=1440)] = 30
    allowed_origins: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    forwarded_allow_ips: str = "127.0.0.1"
    url_publica: str = "http://127.0.0.1:8000"
    comision: Decimal = Decimal("0.015")
    pago_vence_minutos: Annotated[int, Meta(ge=1, le=120)] = 10
    pasarela: str = "demo"
    bancard_entorno: str = "staging"
    bancard_url: str = ""
    bancard_public_key: str = ""
    bancard_private_key: str = ""

    def __repr__(self) -> str:
        """Without values: some are secrets."""
        return f"Settings({self.environment})"

    @property
    def bancard(self) -> str:
        """Where Bancard is asked, without a final slash."""
        return self.bancard_url.rstrip("/") or BANCARD[self.bancard_entorno]

    @property
    def produccion(self) -> bool:
        """Whether real people pay here."""
        return self.environment == "production"

    @property
    def embebida(self) -> bool:
        """Whether the database is the embedded one: the default without DB_HOST or DB_DSN."""
        return not (self.db_host or self.db_dsn)

    @property
    def nombres(self) -> tuple[str, ...]:
        """The hosts under which the portal answers; none where any will do, as in development."""
        if not self.produccion:
            return self.trusted_hosts
        return (urlsplit(self.url_publica).hostname or "", *self.trusted_hosts)


def entorno(archivo: Path = Path(".env")) -> dict[str, str]:
    """The environment over that file, where there is one. Raises AjusteInvalido for a file that is not text."""
    try:
        escritas = dotenv_values(archivo) if archivo.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise AjusteInvalido(f"No se puede leer {archivo.name}: tiene que ser texto en UTF-8.") from error
    return {**{nombre: valor or "" for nombre, valor in escritas.items()}, **os.environ}


def cargar(entorno: Mapping[str, str]) -> Settings:
    """The settings that those variables ask for; unknown ones are others' business. Raises AjusteInvalido."""
    valores = {
        campo.name: _leer(campo, entorno[campo.name.upper()])
        for campo in structs.fields(Settings)
        if entorno.get(campo.name.upper(), "").strip()
    }
    settings = msgspec.convert(valores, Settings)
    for revisar in (_revisar_valores, _revisar_oracle, _revisar_bancard, _revisar_produccion):
        revisar(settings)
    return settings


def _leer(campo: structs.FieldInfo, texto: str) -> object:
    nombre = campo.name.upper()
    limpio = texto.strip()
    try:
        if campo.type == tuple[str, ...]:
            return msgspec.convert(json.loads(limpio), tuple[str, ...])
        if campo.type is Decimal:
            return Decimal(limpio)
        return msgspec.convert(limpio, campo.type, strict=False)
    except (msgspec.ValidationError, ValueError, InvalidOperation) as error:
        forma = {tuple[str, ...]: 'una lista JSON, como ["https://ejemplo.com"]', Decimal: "un número, como 0.015"}
        pedido = forma.get(campo.type, "un número entero dentro de sus límites")
        raise AjusteInvalido(f"{nombre} debe ser {pedido}.") from error


def _exigir(cumple: bool, frase: str) -> None:
    if not cumple:
        raise AjusteInvalido(frase)


def _uno_de(nombre: str, valor: str, posibles: tuple[str, ...]) -> None:
    _exigir(valor in posibles, f"{nombre} debe ser uno de estos: {', '.join(posibles)}.")


def _revisar_valores(settings: Settings) -> None:
    _uno_de("ENVIRONMENT", settings.environment, ("development", "production"))
    _uno_de("ALGORITHM", settings.algorithm, ("HS256", "HS384", "HS512"))
    _uno_de("PASARELA", settings.pasarela, ("demo", "bancard", "ninguna"))
    _exigir(
        settings.comision.is_finite() and 0 <= settings.comision < 1,
        "COMISION es una fracción entre 0 y 1: 0.015 es 1,5 %.",
    )
    _exigir(len(settings.secret_key) >= LARGO_DE_CLAVE, f"SECRET_KEY debe tener al menos {LARGO_DE_CLAVE} caracteres.")
    _exigir(
        _es_origen(settings.url_publica.removesuffix("/")),
        "URL_PUBLICA debe ser la dirección del portal, como https://clientes.ejemplo.com.py.",
    )
    _exigir(
        all(_es_origen(origen) for origen in settings.allowed_origins),
        "ALLOWED_ORIGINS lleva los orígenes uno por uno, como https://ejemplo.com, sin «*» ni rutas.",
    )
    _exigir(
        all(NOMBRE.fullmatch(nombre) for nombre in settings.trusted_hosts),
        "TRUSTED_HOSTS lleva los nombres uno por uno, como clientes.ejemplo.com.py, sin «*» ni puertos.",
    )


def _es_origen(texto: str) -> bool:
    """Scheme, host and perhaps a port: what a browser sends as Origin."""
    try:
        partes = urlsplit(texto)
        puerto = f":{partes.port}" if partes.port else ""
    except ValueError:
        return False
    nombre = partes.hostname or ""
    return bool(NOMBRE.fullmatch(nombre)) and texto in (f"http://{nombre}{puerto}", f"https://{nombre}{puerto}")


def _revisar_oracle(settings: Settings) -> None:
    if settings.embebida:
        return
    donde = "DB_DSN" if settings.db_dsn else "DB_HOST"
    _exigir(not (settings.db_dsn and settings.db_host), "DB_DSN va en lugar de DB_HOST, DB_PORT y DB_SERVICE.")
    for nombre in ("db_user", "db_password", *(() if settings.db_dsn else ("db_service",))):
        _exigir(bool(getattr(settings, nombre)), f"Con {donde} hace falta también {nombre.upper()}.")
    _exigir(
        settings.oracle_pool_min <= settings.oracle_pool_max, "ORACLE_POOL_MIN no puede ser mayor que ORACLE_POOL_MAX."
    )


def _revisar_bancard(settings: Settings) -> None:
    if settings.pasarela != "bancard":
        return
    for nombre in ("bancard_public_key", "bancard_private_key"):
        _exigir(bool(getattr(settings, nombre)), f"Con PASARELA=bancard hace falta también {nombre.upper()}.")
    _uno_de("BANCARD_ENTORNO", settings.bancard_entorno, tuple(BANCARD))
    _exigir(
        not settings.bancard_url or URL_DE_BANCARD.fullmatch(settings.bancard_url) is not None,
        "BANCARD_URL debe ser solo el servidor, con https://, como https://vpos.infonet.com.py.",
    )
    if settings.produccion:
        _exigir(
            settings.bancard.startswith("https://") and settings.bancard.lower() != BANCARD["staging"],
            "En producción Bancard no puede ser el de pruebas: poné BANCARD_ENTORNO=production.",
        )


def _revisar_produccion(settings: Settings) -> None:
    """What is fine to try with would be a hole where real people pay."""
    if not settings.produccion:
        return
    _exigir(settings.secret_key not in CLAVES_CONOCIDAS, "SECRET_KEY es la de un ejemplo: poné una propia.")
    _exigir(not settings.embebida, "En producción hace falta Oracle (DB_HOST): la base embebida es para probar.")
    _exigir(settings.pasarela != "demo", "En producción PASARELA no puede ser demo: el banco de demostración no cobra.")
    _exigir(settings.url_publica.startswith("https://"), "En producción URL_PUBLICA empieza con https://.")
    _exigir(
        "*" not in settings.forwarded_allow_ips,
        "En producción FORWARDED_ALLOW_IPS lleva las direcciones del proxy: con «*» cualquiera diría ser otro.",
    )
