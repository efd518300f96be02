"""What the form of debts posts: always the whole choice, whatever the filter shows."""

from collections.abc import Iterable
from urllib.parse import urlencode

from litestar.datastructures import FormMultiDict
from msgspec import Struct

from portal.controllers import Peticion
from portal.errors import DatoInvalido
from portal.operations.debts.eleccion import Ayuda
from portal.structs.deudas import Deuda, Tipo

LARGO_IDSESSION = 9


class Filtro(Struct, frozen=True):
    """Which debts are listed: those of a lot or plan, of a kind, only the overdue. Empty fields ask for all. anios: the
    years to come whose rows are listed too."""

    lugar: str = ""
    tipo: str = ""
    vencidas: bool = False
    anios: frozenset[int] = frozenset()

    @property
    def puesto(self) -> bool:
        """Whether it hides anything."""
        return bool(self.lugar or self.tipo or self.vencidas)

    def deja(self, deuda: Deuda, *, vencida: bool) -> bool:
        """Whether the debt is listed."""
        return (
            (not self.lugar or self.lugar == lugar(deuda))
            and (not self.tipo or deuda.tipo == self.tipo)
            and (vencida or not self.vencidas)
        )

    def consulta(self, moneda: int) -> str:
        """The query of the page that lists so."""
        pares: list[tuple[str, str | int]] = [("moneda", moneda)]
        pares += [(nombre, valor) for nombre, valor in (("lugar", self.lugar), ("tipo", self.tipo)) if valor]
        pares += [("vencidas", 1)] if self.vencidas else []
        pares += [("anio", ",".join(map(str, sorted(self.anios))))] if self.anios else []
        return urlencode(pares, safe=",")


class FormularioDeudas(Struct, frozen=True, kw_only=True):
    """dichas: the debts beside which the page shows a reason. ayuda: what the portal is asked to choose, or None;
    en: the codmovimiento beside which it was asked, '' where it was not in a row. abierto: the year that was opened
    just now.
    """

    idsession: int
    seleccion: frozenset[str]
    dichas: frozenset[str]
    ayuda: Ayuda | None
    en: str
    abierto: int | None
    filtro: Filtro


def lugar(deuda: Deuda) -> str:
    """Where a debt belongs, for the filter; '' where the ERP does not tell."""
    return deuda.lote or deuda.plan or ""


def filtro(de_lugar: str, tipo: str, *, vencidas: bool, anios: Iterable[str] = ()) -> Filtro:
    """A made-up kind lists all, and a made-up year nothing more."""
    return Filtro(
        lugar=de_lugar,
        tipo=tipo if tipo in Tipo.__members__ else "",
        vencidas=vencidas,
        anios=frozenset(int(anio) for anio in anios if _es_anio(anio)),
    )


async def leer(request: Peticion) -> FormularioDeudas:
    """The posted form. Raises DatoInvalido without a consultation's number."""
    campos = await request.form()
    ayuda, _, en = _uno(campos, "ayuda").partition(":")
    abierto = _uno(campos, "abrir")
    return FormularioDeudas(
        idsession=numero(_uno(campos, "idsession")),
        seleccion=_varios(campos, "sel"),
        dichas=_varios(campos, "dicha"),
        ayuda=next((cada for cada in Ayuda if cada == ayuda), None),
        en=en,
        abierto=int(abierto) if _es_anio(abierto) else None,
        filtro=filtro(
            _uno(campos, "lugar"),
            _uno(campos, "tipo"),
            vencidas=bool(_uno(campos, "vencidas")),
            anios={*_varios(campos, "anio"), abierto},
        ),
    )


def numero(texto: str) -> int:
    """An idsession. Raises DatoInvalido."""
    if not (texto.isascii() and texto.isdigit() and len(texto) <= LARGO_IDSESSION):
        raise DatoInvalido("consulta-invalida", campo="idsession")
    return int(texto)


def _es_anio(escrito: str) -> bool:
    return escrito.isascii() and escrito.isdigit() and len(escrito) == len("2031")


def _uno(campos: FormMultiDict, nombre: str) -> str:
    return next((valor for valor in campos.getall(nombre, []) if isinstance(valor, str)), "")


def _varios(campos: FormMultiDict, nombre: str) -> frozenset[str]:
    return frozenset(valor for valor in campos.getall(nombre, []) if isinstance(valor, str))
