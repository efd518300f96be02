"""Which mails a person may do without: what tells of an account's safety comes whether wanted or not."""

from collections.abc import Mapping

from portal.structs.cartas import ClaseDeCarta

ELEGIBLES = (ClaseDeCarta.RECIBO, ClaseDeCarta.RECORDATORIO)


def elegidas(dichas: Mapping[ClaseDeCarta, bool]) -> dict[ClaseDeCarta, bool]:
    """Each kind that can be chosen, and whether the person wants it; who said nothing gets them."""
    return {clase: dichas.get(clase, True) for clase in ELEGIBLES}
