"""What the portal calls itself."""

from portal.texts.es.label import N_

PORTAL = N_("Espacio Clientes")
