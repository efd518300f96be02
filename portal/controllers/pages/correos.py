"""The outbox in development, where no mail leaves: what was written, to follow its links."""

from litestar import Controller, Response, get
from litestar.response import Template

from portal.controllers import PortalDep
from portal.controllers.parameters import Numero
from portal.operations.mail import preview
from portal.web.policies import PUBLICA


class CorreosPages(Controller):
    """Public, as the demonstration's accounts are; production does not serve it."""

    path = "/correos"
    include_in_schema = False
    opt = PUBLICA

    @get("/")
    async def bandeja(self, portal: PortalDep) -> Template:
        """Every mail, from the newest down."""
        envia = portal.correo is not None and portal.correo.envia
        datos = {"pagina": "correos", "cartas": await preview.bandeja(portal), "envia": envia}
        return Template("pages/correos.html", context=datos)

    @get("/{carta:int}/texto")
    async def texto(self, portal: PortalDep, carta: Numero) -> Response[str]:
        """As a reader of plain text has it."""
        redactada = await preview.redactada(portal, carta)
        return Response(f"{redactada.asunto}\n\n{redactada.texto}", media_type="text/plain")

    @get("/{carta:int}/html")
    async def html(self, portal: PortalDep, carta: Numero) -> Response[str]:
        """As a reader of HTML has it: the policy of these pages lets its own rules in, and nothing else."""
        return Response((await preview.redactada(portal, carta)).html, media_type="text/html")

    @get("/{carta:int}/adjunto")
    async def adjunto(self, portal: PortalDep, carta: Numero) -> Response[bytes]:
        """Its paper; empty where it has none."""
        adjuntos = (await preview.redactada(portal, carta)).adjuntos
        return Response(adjuntos[0].bytes if adjuntos else b"", media_type="application/pdf")
