"""What stands around the whole application: before routing, and outside of its own handling of errors."""

from litestar import Litestar
from litestar.types import ASGIApp

from portal.addresses import Trusted
from portal.operations.portal import Portal
from portal.settings import Settings
from portal.web.language import Language
from portal.web.middleware.access_log import Acceso
from portal.web.middleware.denials import Negaciones
from portal.web.outer.body import Bodies, larger_bodies
from portal.web.outer.limits import Limites
from portal.web.outer.methods import Methods
from portal.web.outer.places import Places
from portal.web.outer.request_line import RequestLine
from portal.web.responder import responder

# Whoever watches the portal is answered however full it is.
WITHOUT_PLACE = ("/salud", "/salud/lista")


def guarded(app: Litestar, settings: Settings, portal: Portal) -> ASGIApp:
    """The application behind its limits, and a line in the log for each request."""
    trusted = Trusted(settings.forwarded_allow_ips)
    bodies = Bodies(larger=larger_bodies(app), trusted=trusted)
    line = RequestLine(Methods(app), responder, settings)
    limits = Limites(
        Negaciones(line, portal), responder, cuerpos=bodies, lugares=Places(trusted=trusted), sin_lugar=WITHOUT_PLACE
    )
    return Acceso(Language(limits, settings))
