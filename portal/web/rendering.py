"""The templates' environment: escaping, formats, and addresses of static files that change with their content."""

from collections.abc import MutableMapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal import __version__, formats
from portal.errors import PortalError
from portal.structs.deudas import Falta
from portal.texts import days
from portal.texts.catalogue import say
from portal.texts.named import Saying, datos
from portal.web import stylesheets
from portal.web.indentation import Indentation
from portal.web.language import tag, translations
from portal.web.markup import gettext, ngettext

CARPETA = Path(__file__).parent.parent


@cache
def asset(nombre: str) -> str:
    """/static/<nombre> with its content's hash: it may be kept for ever, and a new version is a new address."""
    de_estilo = nombre in stylesheets.NAMES
    contenido = stylesheets.kept(nombre) if de_estilo else (CARPETA / "static" / nombre).read_bytes()
    return f"/static/{nombre}?v={sha256(contenido).hexdigest()[:8]}"


@cache
def icono(nombre: str) -> Markup:
    """The drawing of that name. A filter, as `asset` is: the templates' compiler works out those of constants."""
    return Markup('<svg aria-hidden="true"><use href="{}#{}"/></svg>').format(asset("iconos.svg"), nombre)


def dias(vencimiento: date, hoy: date) -> str:
    """How far a due date is, in words."""
    return days.due((vencimiento - hoy).days, translations())


def fecha_larga(cuando: date) -> str:
    """As formats.fecha_larga, in the reader's language."""
    return formats.fecha_larga(cuando, translations())


def fecha_corta(cuando: date) -> str:
    """As formats.fecha_corta, in the reader's language."""
    return formats.fecha_corta(cuando, translations())


def iniciales(nombre: str) -> str:
    """First letters of the first and the last name."""
    partes = nombre.split()
    return "".join(parte[0] for parte in dict.fromkeys((partes[0], partes[-1]))).upper() if partes else ""


def dicho(de: Falta | PortalError | Saying | str) -> str:
    """The sentence of a refusal, or of what was kept to be said; a text is another party's words."""
    match de:
        case str():
            return de
        case Saying(code, data):
            return say(code, data, translations())
        case _:
            return de.en(translations())


class _Entorno(Environment):
    """Jinja's own keeps a template's globals apart from everybody's, and each import of macros compares the two."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def entorno(*, recarga: bool = False) -> Environment:
    """Everything is escaped, and a name that the handler did not give is an error. What it says is said in the language
    of the request. recarga: a template that changed is read again, which asks the disk for each of them on every page.
    """
    env = _Entorno(
        loader=FileSystemLoader(CARPETA / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=recarga,
        extensions=[Indentation, "jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's own
    env.filters |= {
        "asset": asset,
        "icono": icono,
        "dinero": formats.dinero,
        "numero": formats.numero,
        "fecha": formats.fecha,
        "fecha_hora": formats.fecha_hora,
        "fecha_larga": fecha_larga,
        "fecha_corta": fecha_corta,
        "hora": formats.hora,
        "documento": formats.documento,
        "documento_oculto": formats.enmascarar,
        "dias": dias,
        "iniciales": iniciales,
        "nombre_estado": lambda estado: say("estado", datos(caso=estado), translations()),
        "titulo_estado": lambda estado: say("estado-titulo", datos(caso=estado), translations()),
        "detalle_estado": lambda estado: say("estado-detalle", datos(caso=estado), translations()),
        "nombre_desacuerdo": lambda tipo: say("desacuerdo", datos(caso=tipo), translations()),
        "que_hacer": lambda tipo: say("que-hacer", datos(caso=tipo), translations()),
        "dicho": dicho,
    }
    env.globals |= {"version": __version__, "idioma": tag, "_": gettext, "gettext": gettext, "ngettext": ngettext}
    return env
