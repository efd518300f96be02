"""The language of the pages, chosen in their header."""

from litestar import Controller, post
from litestar.exceptions import ValidationException
from litestar.params import URLEncodedBody
from litestar.response import Redirect
from msgspec import Struct

from portal.controllers import Peticion, PortalDep
from portal.controllers.pages.access.ingreso import destino_propio
from portal.operations.mail import preferences
from portal.texts.languages import offered
from portal.web import language
from portal.web.policies import PUBLICA


class Elegido(Struct):
    """A button of the header, on the page where it was pressed."""

    idioma: str = ""
    vuelve: str = ""


class IdiomaPages(Controller):
    """Anybody's: whoever cannot read the page cannot sign in by it."""

    include_in_schema = False
    opt = PUBLICA

    @post("/idioma", status_code=303)
    async def elegir(self, request: Peticion, portal: PortalDep, data: URLEncodedBody[Elegido]) -> Redirect:
        """Back to the same page in that language, which this browser keeps, and the account of whoever is signed in."""
        if data.idioma not in offered(portal.settings.idiomas_ofrecidos):
            raise ValidationException(extra=[{"key": "idioma"}])
        if request.user:
            await preferences.hablar(portal, request.user, data.idioma)
        kept = language.cookie(portal.settings, data.idioma)
        return Redirect(destino_propio(data.vuelve) or "/", status_code=303, cookies=[kept])
