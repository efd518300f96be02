"""Why a row cannot be read."""


class Defecto(Exception):
    """Its words finish «Línea 7: …»."""
