"""The filters of one language's templates: each says in words what a page shows."""

from collections.abc import Callable
from datetime import date
from gettext import NullTranslations
from typing import Any

from portal import formats
from portal.errors import PortalError
from portal.structs.deudas import Falta
from portal.texts import days
from portal.texts.catalogue import say
from portal.texts.named import Saying, datos


def filters(t: NullTranslations) -> dict[str, Callable[..., Any]]:
    """By the names that templates call them."""

    def dias(vencimiento: date, hoy: date) -> str:
        """How far a due date is."""
        return days.due((vencimiento - hoy).days, t)

    def vence(vencimiento: date, hoy: date) -> str:
        """On which day it is or was due."""
        return days.due_on(formats.fecha(vencimiento, t), (vencimiento - hoy).days, t)

    def dicho(de: Falta | PortalError | Saying | str) -> str:
        """The sentence of a refusal, or of what was kept to be said; a text is another party's words."""
        match de:
            case str():
                return de
            case Saying(code, data):
                return say(code, data, t)
            case _:
                return de.en(t)

    def guardado(frase: str) -> str:
        """What was kept in Spanish as it was said then: anew, where it is a whole sentence of the catalogue."""
        return t.gettext(frase) if frase else ""

    return {
        "guardado": guardado,
        "dias": dias,
        "vence": vence,
        "dicho": dicho,
        "dinero": lambda importe, moneda: formats.dinero(importe, moneda, t),
        "numero": lambda importe, moneda: formats.numero(importe, moneda, t),
        "tasa": lambda cual: formats.tasa(cual, t),
        "millones": lambda importe: formats.millones(importe, t),
        "fecha": lambda cuando: formats.fecha(cuando, t),
        "fecha_hora": lambda cuando: formats.fecha_hora(cuando, t),
        "fecha_larga": lambda cuando: formats.fecha_larga(cuando, t),
        "fecha_corta": lambda cuando: formats.fecha_corta(cuando, t),
        "mes_corto": lambda cuando: formats.mes_corto(cuando, t),
        "mes": lambda cuando: formats.mes(cuando, t),
        "coincide": lambda por: say("coincide", datos(caso=por), t),
        "nombre_caso": lambda estado: say("caso", datos(caso=estado), t),
        "nombre_paso": lambda paso: say("caso-paso", datos(caso=paso), t),
        "nombre_pedida": lambda acto: say("pedida", datos(caso=acto), t),
        "estado_solicitud": lambda estado: say("solicitud-estado", datos(caso=estado), t),
        "clase_de_carta": lambda clase: say("clase-de-carta", datos(caso=clase), t),
        "estado_de_carta": lambda estado: say("estado-de-carta", datos(caso=estado), t),
        "nombre_mirada": lambda accion: say("mirada", datos(caso=accion), t),
        "nombre_estado": lambda estado: say("estado", datos(caso=estado), t),
        "titulo_estado": lambda estado: say("estado-titulo", datos(caso=estado), t),
        "detalle_estado": lambda estado: say("estado-detalle", datos(caso=estado), t),
        "dice_el_careo": lambda lectura: say("careo", datos(caso=lectura), t),
        "dice_el_banco": lambda banco: say("del-banco", datos(caso=banco), t),
        "nombre_desacuerdo": lambda tipo: say("desacuerdo", datos(caso=tipo), t),
        "que_hacer": lambda tipo: say("que-hacer", datos(caso=tipo), t),
    }
