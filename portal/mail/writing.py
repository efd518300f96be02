"""A carta in words: its templates in its language, and the paper that goes with it."""

from asyncio import to_thread
from collections.abc import Callable
from functools import cache, partial
from gettext import NullTranslations

from jinja2 import Environment, StrictUndefined

from portal.clock import Clock, dia
from portal.documents.grupos import por_plan
from portal.documents.resumen import cierre, proximo
from portal.settings import Settings
from portal.structs.cartas import Adjunto, Envio, Materia, Redactada
from portal.structs.empresa import Empresa
from portal.structs.pagos import Comprobante
from portal.texts.catalogue import say
from portal.texts.languages import SHIPPED
from portal.texts.named import datos
from portal.web.language import speaking, tag, translations
from portal.web.rendering import entorno
from portal.web.user_agent import en_palabras


class Writing:
    """The templates, read once in each language that somebody is written to in."""

    def __init__(self, settings: Settings, clock: Clock, membrete: Callable[[], Empresa] = Empresa) -> None:
        self._base = settings.url_publica.rstrip("/")
        self._clock = clock
        self._membrete = membrete
        self._in = cache(partial(_environments, recarga=not settings.produccion, membrete=membrete))

    async def write(self, envio: Envio, materia: Materia) -> Redactada:
        """The mail as it is read. Its subject is a block of the text's template."""
        with speaking(envio.idioma):
            html, text = self._in(tag())
            context = self._context(envio, materia)
            template = text.get_template(f"mail/{envio.clase}.txt")
            # A head is one line, and readers of mail break it where they like.
            asunto = " ".join("".join(template.blocks["asunto"](template.new_context(context))).split())
            return Redactada(
                asunto=asunto,
                texto=template.render(context).strip() + "\n",
                html=html.get_template(f"mail/{envio.clase}.html").render(context, asunto=asunto),
                adjuntos=await self._papers(envio, materia),
                baja=materia.baja,
            )

    def _context(self, envio: Envio, materia: Materia) -> dict[str, object]:
        context: dict[str, object] = {
            "portal": self._base,
            "datos": envio.datos,
            "creada": envio.creada,
            "deudas": materia.deudas,
            "hoy": dia(self._clock()),
            "baja": materia.baja,
        }
        if comprobante := materia.comprobante:
            t = translations()
            context |= {
                "pago": comprobante.pago,
                "grupos": por_plan(comprobante.items, t),
                "cierre": cierre(comprobante.pago.estado, t),
                "proximo": proximo(comprobante.pago, dia(self._clock()), t),
            }
        return context

    async def _papers(self, envio: Envio, materia: Materia) -> tuple[Adjunto, ...]:
        if envio.adjunto is None or materia.comprobante is None:
            return ()
        return (await self._receipt(materia.comprobante),)

    async def _receipt(self, comprobante: Comprobante) -> Adjunto:
        # A fifth of a second and 20 MiB: the first mail waits for it, and no start does.
        from portal.documents import recibo_pdf  # noqa: PLC0415 - as the line above says

        pago = comprobante.pago
        url = f"{self._base}/verificar/{pago.verificador}"
        papel = await to_thread(recibo_pdf.pdf, comprobante, url, dia(self._clock()), translations(), self._membrete())
        return Adjunto(f"comprobante-{pago.numero}.pdf", "application/pdf", papel)


def _environments(idioma: str, *, recarga: bool, membrete: Callable[[], Empresa]) -> tuple[Environment, Environment]:
    """For HTML, and for text: with the same filters and sentences, where nothing is escaped, since it has no markup."""
    t = SHIPPED[idioma]
    html = entorno(idioma, recarga=recarga, membrete=membrete)
    html.filters |= {
        "cambio_de_cuenta": lambda que: say("cambio-de-cuenta", datos(caso=que), t),
        "carta_de_caso": lambda paso: say("carta-de-caso", datos(caso=paso), t),
        "navegador": en_palabras,
    }
    text = Environment(  # noqa: S701 - a text shows what is escaped as it is
        loader=html.loader,
        undefined=StrictUndefined,
        auto_reload=recarga,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    text.policies["ext.i18n.trimmed"] = True
    text.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension's own
    text.filters = html.filters
    said, counted = _plain(t)
    text.globals = {**html.globals, "_": said, "gettext": said, "ngettext": counted}
    return html, text


def _plain(t: NullTranslations) -> tuple[Callable[..., str], Callable[..., str]]:
    def said(message: str, /, **data: object) -> str:
        return t.gettext(message) % data

    def counted(one: str, many: str, number: int, /, **data: object) -> str:
        return t.ngettext(one, many, number) % {"num": number, **data}

    return said, counted
