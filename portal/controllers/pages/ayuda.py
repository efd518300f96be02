"""Pages that anyone may read: how to pay, and what is kept."""

from litestar import Controller, get
from litestar.response import Template

from portal.web.policies import PUBLICA


class AyudaPages(Controller):
    """Public, and the same for everybody: no operation is called."""

    include_in_schema = False
    opt = PUBLICA

    @get("/ayuda")
    async def ayuda(self) -> Template:
        """How to pay, and the rules in plain words."""
        return Template("pages/ayuda.html", context={"pagina": "ayuda"})

    @get("/privacidad")
    async def privacidad(self) -> Template:
        """What is kept, and who sees it."""
        return Template("pages/privacidad.html", context={"pagina": "privacidad"})
