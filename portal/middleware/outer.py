"""What stands around the whole application: before routing, and outside of its own handling of errors."""

from litestar import Litestar
from litestar.types import ASGIApp

from portal.addresses import Trusted
from portal.middleware.acceso import Acceso
from portal.middleware.body import Bodies, larger_bodies
from portal.middleware.denials import Negaciones
from portal.middleware.limites import Limites
from portal.middleware.methods import Methods
from portal.middleware.places import Places
from portal.middleware.request_line import RequestLine
from portal.operations.portal import Portal
from portal.responder import responder
from portal.settings import Settings

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
    return Acceso(limits)
