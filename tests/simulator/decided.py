"""Each change that a history made is one that the page of decisions gave for what was known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from portal.structs.pasos import Anotar, Anular, Pagar, Pasar
from tests.simulator.oracle import Roto

Cambio: TypeAlias = tuple[int, str, str]
EVENTOS = "SELECT pago_id, de, a FROM portal_pago_evento WHERE de IS NOT NULL"


def contrastar(eventos: Iterable[Any], lineas: Iterable[Mapping[str, Any]]) -> None:
    """Raises Roto for a change that nobody decided. One that was decided need not have been made."""
    hechos = Counter((int(pago), str(de), str(a)) for pago, de, a in eventos)
    decididos = Counter(cambio for linea in lineas if linea["event"] == "paso" for cambio in _cambios(linea))
    if sueltos := hechos - decididos:
        raise Roto(f"nobody decided it: {sueltos}")


def _cambios(linea: Mapping[str, Any]) -> Iterator[Cambio]:
    pago, estado, paso = linea["pago"], str(linea["estado"]), linea["paso"]
    match paso:
        case Pasar(por=None):
            yield pago, estado, str(paso.a)
        case Pasar():
            yield pago, estado, str(paso.por)
            yield pago, str(paso.por), str(paso.a)
        case Anotar():
            yield pago, estado, estado
        case Pagar():
            yield pago, estado, "PAGADO"
        case Anular():
            yield pago, estado, "ANULADO"
        case _:
            pass
