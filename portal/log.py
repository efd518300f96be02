"""The log: one shape for ours and for the libraries', to read in development and JSON in production."""

import logging
import sys

import msgspec
import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from portal.settings import Settings
from portal.terminal import tolerar

# They tell each start and stop in their own words; what matters of it, the portal tells itself.
CALLADAS = ("uvicorn", "uvicorn.error", "oracledb", "asyncio", "httpx")
# What they warn of are letters of what is drawn, which may be of somebody's name.
INDISCRETAS = ("fpdf", "fontTools")


def configurar(settings: Settings) -> None:
    """For this process. Nothing that is logged is a documento, a code or a token: see middleware/acceso."""
    tolerar()
    comunes: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="en"),
    ]
    # Neither renderer shows a traceback's local variables: they hold what came in the request.
    ultimos: list[Processor] = (
        [structlog.processors.format_exc_info, _renombrar, structlog.processors.JSONRenderer(serializer=_json)]
        if settings.produccion
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), timestamp_key="en", exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    salida = logging.StreamHandler()
    salida.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=comunes,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ultimos],
        )
    )
    salida.addFilter(lambda linea: not _apurado(linea))
    logging.basicConfig(handlers=[salida], level=logging.INFO, force=True)
    for nombre in CALLADAS:
        logging.getLogger(nombre).setLevel(logging.WARNING)
    for nombre in INDISCRETAS:
        logging.getLogger(nombre).setLevel(logging.ERROR)
    # Ours do not go through the library's logging, which costs more than the line itself.
    structlog.configure(
        processors=[*comunes, *ultimos],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _apurado(linea: logging.LogRecord) -> bool:
    """A second Ctrl-C cuts the end that the first one asked for, which uvicorn tells with a whole traceback."""
    return linea.name == "uvicorn.error" and "CancelledError: Cancelled via cancel scope" in linea.getMessage()


def _json(evento: EventDict, **_: object) -> str:
    """What is no JSON is told by its name."""
    return msgspec.json.encode(evento, enc_hook=repr).decode()


def _renombrar(_: WrappedLogger, __: str, evento: EventDict) -> EventDict:
    """As the rest of the portal's names."""
    nombres = {"event": "evento", "level": "nivel", "exception": "error"}
    return {nombres.get(nombre, nombre): valor for nombre, valor in evento.items()}
