"""A carta in words: its templates in its language, and the paper that goes with it."""

from asyncio import to_thread

from jinja2 import Environment

from portal.clock import Clock, dia
from portal.documents.grupos import por_plan
from portal.documents.resumen import cierre, proximo
from portal.settings import Settings
from portal.structs.cartas import Adjunto, Envio, Materia, Redactada
from portal.structs.pagos import Comprobante
from portal.texts.catalogue import say
from portal.texts.languages import SHIPPED, SPANISH
from portal.texts.named import datos
from portal.web.language import speaking, translations
from portal.web.rendering import entorno


class Writing:
    """The templates, read once."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._base = settings.url_publica.rstrip("/")
        self._clock = clock
        self._html = entorno(recarga=not settings.produccion)
        self._html.filters["cambio_de_cuenta"] = _changed
        self._text = _plain(self._html)

    async def write(self, envio: Envio, materia: Materia) -> Redactada:
        """The mail as it is read. Its subject is a block of the text's template."""
        with speaking(envio.idioma):
            context = self._context(envio, materia)
            template = self._text.get_template(f"mail/{envio.clase}.txt")
            subject = "".join(template.blocks["asunto"](template.new_context(context)))
            texto = template.render(context)
            html = self._html.get_template(f"mail/{envio.clase}.html").render(context, asunto=" ".join(subject.split()))
        return Redactada(
            asunto=" ".join(subject.split()),
            texto=texto.strip() + "\n",
            html=html,
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
        return (await self._receipt(materia.comprobante, envio.idioma),)

    async def _receipt(self, comprobante: Comprobante, idioma: str) -> Adjunto:
        # A fifth of a second and 20 MiB: the first mail waits for it, and no start does.
        from portal.documents import recibo_pdf  # noqa: PLC0415 - as the line above says

        pago = comprobante.pago
        url, t = f"{self._base}/verificar/{pago.verificador}", SHIPPED.get(idioma, SPANISH)
        papel = await to_thread(recibo_pdf.pdf, comprobante, url, dia(self._clock()), t)
        return Adjunto(f"comprobante-{pago.numero}.pdf", "application/pdf", papel)


def _plain(html: Environment) -> Environment:
    """The same filters and sentences, and nothing escaped: a text has no markup."""
    env = html.overlay(autoescape=False, trim_blocks=True, lstrip_blocks=True)
    env.globals = {**html.globals, "_": _said, "gettext": _said, "ngettext": _counted}
    return env


def _changed(what: str) -> str:
    return say("cambio-de-cuenta", datos(caso=what), translations())


def _said(message: str, /, **data: object) -> str:
    return translations().gettext(message) % data


def _counted(one: str, many: str, number: int, /, **data: object) -> str:
    return translations().ngettext(one, many, number) % {"num": number, **data}
