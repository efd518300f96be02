"""The templates' environments, one a language: escaping, formats, and addresses of files that change with them."""

from collections.abc import Callable, Collection, MutableMapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from litestar.plugins.jinja import JinjaTemplateEngine
from markupsafe import Markup

from portal import __version__, formats
from portal.rules.access import permisos
from portal.rules.access.factores import debe_uno
from portal.rules.access.permisos import Acto
from portal.rules.desk.empresa import chat, marcar
from portal.structs.empresa import Empresa
from portal.texts import languages
from portal.web import stylesheets, theme, words
from portal.web.indentation import Indentation
from portal.web.language import tag
from portal.web.markup import Said, SaidOnce

CARPETA = Path(__file__).parent.parent


@cache
def asset(nombre: str) -> str:
    """/static/<nombre> with its content's hash: it may be kept for ever, and a new version is a new address."""
    de_estilo = nombre in stylesheets.NAMES
    contenido = stylesheets.kept(nombre) if de_estilo else (CARPETA / "static" / nombre).read_bytes()
    return f"/static/{nombre}?v={sha256(contenido).hexdigest()[:8]}"


@cache
def worker(idioma: str) -> str:
    """The service worker for who reads that language: another address where something that it keeps has changed."""
    marca = sha256("".join(map(asset, ("sw.js", "portal.css", "portal.js", "iconos.svg"))).encode()).hexdigest()[:8]
    return f"/sw.js?idioma={idioma}&v={marca}"


@cache
def icono(nombre: str) -> Markup:
    """The drawing of that name. A filter, as `asset` is: the templates' compiler works out those of constants."""
    return Markup('<svg aria-hidden="true"><use href="{}#{}"/></svg>').format(asset("iconos.svg"), nombre)


def iniciales(nombre: str) -> str:
    """First letters of the first and the last name."""
    partes = nombre.split()
    return "".join(parte[0] for parte in dict.fromkeys((partes[0], partes[-1]))).upper() if partes else ""


def mayuscula(frase: str) -> str:
    """A sentence that begins with what begins none elsewhere, such as a day's name; the rest stays as it is."""
    return frase[:1].upper() + frase[1:]


class Plantillas(JinjaTemplateEngine):
    """An environment for each language that is asked for: what it says is in its templates already."""

    def __init__(
        self, *, recarga: bool = False, membrete: Callable[[], Empresa] = Empresa, idiomas: Collection[str] = ()
    ) -> None:
        super().__init__(engine_instance=entorno(recarga=recarga, membrete=membrete, idiomas=idiomas))
        self._en = cache(lambda idioma: entorno(idioma, recarga=recarga, membrete=membrete, idiomas=idiomas))

    def get_template(self, template_name: str) -> Template:
        """In the language of the request."""
        return self._en(tag()).get_template(template_name)


@pass_context
def puede(contexto: Context, acto: str) -> bool:
    """Whether whoever reads the page may do that: what would be refused is not offered."""
    actor = contexto["request"].scope.get("user")
    return actor is not None and permisos.puede(actor, Acto(acto))


class _Entorno(Environment):
    """Jinja's own keeps a template's globals apart from everybody's, and each import of macros compares the two."""

    code_generator_class = SaidOnce

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def entorno(
    idioma: str = languages.SOURCE,
    *,
    recarga: bool = False,
    membrete: Callable[[], Empresa] = Empresa,
    idiomas: Collection[str] = (),
) -> Environment:
    """Everything is escaped, and a name that the handler did not give is an error. recarga: a template that changed is
    read again, which asks the disk for each of them on every page. membrete: what the company says of itself now.
    idiomas: those that people are offered, where the company says which.
    """
    translations = languages.SHIPPED[idioma]
    said = Said(translations)
    env = _Entorno(
        loader=FileSystemLoader(CARPETA / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=recarga,
        extensions=[Indentation, "jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's own
    env.filters |= words.filters(translations) | {
        "asset": asset,
        "icono": icono,
        "worker": worker,
        "hora": formats.hora,
        "documento": formats.documento,
        "en_minusculas": formats.en_minusculas,
        "documento_oculto": formats.enmascarar,
        "correo_oculto": formats.enmascarar_correo,
        "iniciales": iniciales,
        "lengua": languages.own_name,
        "mayuscula": mayuscula,
        "tema": theme.chosen,
        "chat": chat,
        "marcar": marcar,
        "debe_factor": debe_uno,
    }
    env.globals |= {"version": __version__, "idioma": idioma, "puede": puede, "membrete": membrete}
    env.globals["idiomas"] = partial(languages.offered, idiomas)
    env.globals |= {"_": said.gettext, "gettext": said.gettext, "ngettext": said.ngettext}
    return env
