"""Settings, from the environment and .env: a bad value stops the start and says which."""

import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, structs

from portal.settings import access, env_file, keyring, languages, mail, oracle
from portal.settings import values as valores
from portal.settings.values import Demand
from portal.texts.catalogue import say
from portal.texts.languages import SPANISH
from portal.texts.named import Saying, datos

CLAVE_DE_EJEMPLO = "solo para desarrollo: cambiala en produccion"
LARGO_DE_CLAVE = keyring.LENGTH
BANCARD = {"staging": "https://vpos.infonet.com.py:8888", "production": "https://vpos.infonet.com.py"}
# It is written into the Content-Security-Policy, so nothing else may be in it; http only where nobody can listen.
URL_DE_BANCARD = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?|http://127\.0\.0\.1(:[0-9]{1,5})?/?", re.ASCII)
# Those that appear in examples, the seed's and ours: everybody knows them.
CLAVES_CONOCIDAS = frozenset(
    {
        CLAVE_DE_EJEMPLO,
        "un_secreto_muy_largo_y_dificil_de_adivinar",
        "cambiame-por-32-bytes-al-azar-o-mas",
        "solo-para-probar-en-esta-maquina-y-nada-mas",
    }
)


class AjusteInvalido(Exception):
    """The process must not start: a sentence a line for each setting that is wrong, never its value where that is a
    secret. A text is what the command line says of its own options."""

    def __init__(self, *dichos: Saying | str) -> None:
        super().__init__(*dichos)
        self.dichos = dichos

    def en(self, idioma: NullTranslations) -> str:
        """Its sentences in that language."""
        return "\n".join(each if isinstance(each, str) else say(each.code, each.data, idioma) for each in self.dichos)

    def __str__(self) -> str:
        return self.en(SPANISH)


class Settings(languages.LanguageSettings, frozen=True, kw_only=True):
    """Each field is a variable of the same name in capitals; .env.example tells them all.

    archivo_de_claves is where «portal clave rotar» keeps the keys that sign tokens; without it SECRET_KEY signs them.
    pago_vence_minutos is how long a customer's debts are held while the bank is asked. comision is a fraction (0.015 is
    1.5 %) that only the embedded database applies. canal_pedidos_por_minuto and canal_documentos_por_hora are what a
    channel may ask for where it has no quotas of its own. pasarela: demo, bancard or ninguna. bancard_url, where given,
    goes before bancard_entorno (staging or production).
    """

    environment: str = "development"
    sqlite_path: str = "espacio-clientes.sqlite3"
    secret_key: str = CLAVE_DE_EJEMPLO
    archivo_de_claves: str = ""
    token_issuer: str = "espacio-clientes"  # noqa: S105 - who issues a token, no secret
    token_audience: str = "clientes"  # noqa: S105 - whom a token is for, no secret
    algorithm: str = "HS256"
    access_token_expire_minutes: Annotated[int, Meta(ge=1, le=1440)] = 30
    allowed_origins: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    forwarded_allow_ips: str = "127.0.0.1"
    url_publica: str = "http://localhost:8000"
    contacto_seguridad: str = ""
    comision: Decimal = Decimal("0.015")
    segunda_persona_desde_pyg: Decimal = Decimal(10_000_000)
    segunda_persona_desde_usd: Decimal = Decimal(1_500)
    pago_vence_minutos: Annotated[int, Meta(ge=1, le=120)] = 10
    canal_pedidos_por_minuto: Annotated[int, Meta(ge=1, le=1_000_000)] = 600
    canal_documentos_por_hora: Annotated[int, Meta(ge=1, le=1_000_000)] = 300
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
    def segunda_persona_desde(self) -> dict[int, Decimal]:
        """By currency, the total of a payment from which what an operador does to it takes a second one."""
        return {1: self.segunda_persona_desde_pyg, 2: self.segunda_persona_desde_usd}

    @property
    def produccion(self) -> bool:
        """Whether real people pay here."""
        return self.environment == "production"

    @property
    def con_https(self) -> bool:
        """Whether people reach it by https, so that cookies go no other way."""
        return self.produccion or self.url_publica.startswith("https://")

    @property
    def nombres(self) -> tuple[str, ...]:
        """The hosts under which the portal answers; none where any will do, as in development."""
        if not self.produccion:
            return self.trusted_hosts
        return (urlsplit(self.url_publica).hostname or "", *self.trusted_hosts)


def entorno(archivo: Path = Path(".env")) -> dict[str, str]:
    """The environment over that file, where there is one. Raises AjusteInvalido for a file that is not text."""
    try:
        escritas = env_file.read(archivo)
    except (OSError, UnicodeDecodeError) as error:
        raise AjusteInvalido(Saying("ajuste-ilegible", datos(archivo=archivo.name))) from error
    nuestras = {campo.name.upper() for campo in structs.fields(Settings)}
    # The file's own quotes were its format's; those of the environment came from a reader that keeps them.
    return escritas | {
        nombre: valores.unquoted(valor) if nombre in nuestras else valor for nombre, valor in os.environ.items()
    }


def cargar(entorno: Mapping[str, str]) -> Settings:
    """The settings that those variables ask for; unknown ones are others' business. Raises AjusteInvalido, which tells
    all that is wrong."""
    leidos: dict[str, object] = {}
    mal: list[Saying] = []
    for campo in structs.fields(Settings):
        if texto := entorno.get(campo.name.upper(), "").strip():
            try:
                leidos[campo.name] = valores.read(texto, campo.type)
            except ValueError as error:
                forma = Saying("forma-de-ajuste", datos(caso=str(error)))
                mal.append(Saying("ajuste-de-otra-forma", datos(nombre=campo.name.upper(), forma=forma)))
    settings = msgspec.convert(leidos, Settings)
    juicios = (oracle.demands, mail.demands, access.demands, languages.demands, _de_bancard, _de_produccion)
    for revisar in (_de_los_valores, _de_las_claves, *juicios):
        mal += [frase for cumple, frase in revisar(settings) if not cumple]
    if mal:
        raise AjusteInvalido(*mal)
    return settings


def _de_los_valores(settings: Settings) -> Iterator[Demand]:
    yield (
        not settings.sqlite_path.startswith((":", "file:")),
        Saying("ajuste", datos(caso="sqlite-en-memoria")),
    )
    yield valores.one_of("ENVIRONMENT", settings.environment, ("development", "production"))
    yield valores.one_of("ALGORITHM", settings.algorithm, keyring.ALGORITHMS)
    yield valores.one_of("PASARELA", settings.pasarela, ("demo", "bancard", "ninguna"))
    yield settings.comision.is_finite() and 0 <= settings.comision < 1, Saying("ajuste", datos(caso="comision"))
    yield (
        all(desde.is_finite() and desde >= 0 for desde in settings.segunda_persona_desde.values()),
        Saying("ajuste", datos(caso="segunda-persona")),
    )
    yield (
        len(settings.secret_key) >= LARGO_DE_CLAVE,
        Saying("clave-secreta-corta", datos(largo=LARGO_DE_CLAVE)),
    )
    yield (
        valores.is_origin(settings.url_publica.removesuffix("/")),
        Saying("ajuste", datos(caso="url-publica")),
    )
    yield (
        all(valores.is_origin(origen) for origen in settings.allowed_origins),
        Saying("ajuste", datos(caso="origenes")),
    )
    yield (
        all(valores.NAME.fullmatch(nombre) for nombre in settings.trusted_hosts),
        Saying("ajuste", datos(caso="nombres")),
    )
    yield (
        not settings.contacto_seguridad or valores.CONTACT.fullmatch(settings.contacto_seguridad) is not None,
        Saying("ajuste", datos(caso="contacto")),
    )


def _de_las_claves(settings: Settings) -> Iterator[Demand]:
    """Of the file by which keys are rotated; what SECRET_KEY may not be, none of its keys may."""
    if not settings.archivo_de_claves:
        return
    try:
        ring = keyring.read(Path(settings.archivo_de_claves))
    except (OSError, ValueError):
        yield False, Saying("ajuste", datos(caso="claves-ilegibles"))
        return
    debiles = [key for key in ring.claves if key.clave in CLAVES_CONOCIDAS or keyring.is_weak(key.clave)]
    yield not (settings.produccion and debiles), Saying("ajuste", datos(caso="claves-debiles"))


def _de_bancard(settings: Settings) -> Iterator[Demand]:
    if settings.pasarela != "bancard":
        return
    for nombre in ("bancard_public_key", "bancard_private_key"):
        yield (
            bool(getattr(settings, nombre)),
            Saying("ajuste-que-falta", datos(donde="PASARELA=bancard", nombre=nombre.upper())),
        )
    yield valores.one_of("BANCARD_ENTORNO", settings.bancard_entorno, tuple(BANCARD))
    es_servidor = not settings.bancard_url or URL_DE_BANCARD.fullmatch(settings.bancard_url) is not None
    yield es_servidor, Saying("ajuste", datos(caso="bancard-url"))
    if settings.produccion and es_servidor and settings.bancard_entorno in BANCARD:
        yield (
            settings.bancard.startswith("https://") and settings.bancard.lower() != BANCARD["staging"],
            Saying("ajuste", datos(caso="bancard-de-pruebas")),
        )


def _de_produccion(settings: Settings) -> Iterator[Demand]:
    """What is fine to try with would be a hole where real people pay."""
    if not settings.produccion:
        return
    clave = valores.unquoted(settings.secret_key)
    yield clave not in CLAVES_CONOCIDAS, Saying("ajuste", datos(caso="clave-de-ejemplo"))
    yield (
        len(clave) < LARGO_DE_CLAVE or not valores.is_monotonous(clave),
        Saying("ajuste", datos(caso="clave-adivinable")),
    )
    yield not settings.embebida, Saying("ajuste", datos(caso="sin-oracle"))
    if not settings.embebida:
        yield from oracle.production_demands(settings)
    yield from mail.production_demands(settings)
    yield settings.pasarela != "demo", Saying("ajuste", datos(caso="banco-demo"))
    yield settings.url_publica.startswith("https://"), Saying("ajuste", datos(caso="url-sin-https"))
    yield (
        not valores.is_address(urlsplit(settings.url_publica).hostname or ""),
        Saying("ajuste", datos(caso="url-con-numero")),
    )
    yield (
        not any(origen.startswith("http://") for origen in settings.allowed_origins),
        Saying("ajuste", datos(caso="origenes-sin-https")),
    )
    yield (
        valores.are_proxies(settings.forwarded_allow_ips),
        Saying("ajuste", datos(caso="proxy")),
    )
