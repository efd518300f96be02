"""A sheet as debts, row by row."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from gettext import NullTranslations
from io import BytesIO
from typing import BinaryIO

from msgspec import Struct

from portal.errors import DatoInvalido
from portal.imports import amounts, cell_values, file, titles
from portal.imports.defecto import Defecto
from portal.imports.row import FilaIlegible
from portal.imports.sheet_rows import UPLOADED, Limits
from portal.inputs.documento import normalizar
from portal.money import GUARANI
from portal.structs.deudas import Deuda, Tipo
from portal.structs.extractos import Fila
from portal.texts.catalogue import say
from portal.texts.languages import SPANISH
from portal.texts.named import Saying, datos

# DOMAIN's columns of PAWEB_CONSULTA, and whose debt it is.
OBLIGATORIAS = ("DOCUMENTO", "CLIENTE", "CODMOVIMIENTO", "TIPO", "DESCRIPCION", "IMPO_TOTA", "FECH_VENC")
OPCIONALES = (
    *("MONE_CODI", "IMPO_MAXI", "SEQ_DI", "PLAN", "LOTE", "BARRIO", "NRO_CUOTA", "CANT_CUOTAS", "INTERES", "GASTOS"),
    "OBSERVACION",
)
CONOCIDAS = frozenset(OBLIGATORIAS + OPCIONALES)
# Another word for a column without which amounts would be read in the wrong currency.
DICHAS_DE_OTRO_MODO = {"MONEDA": "MONE_CODI"}
PARECIDO = 0.75
CODIGOS = frozenset({"DOCUMENTO", "CODMOVIMIENTO", "PLAN", "LOTE"})
LARGOS = {"CLIENTE": 120, "CODMOVIMIENTO": 20, "DESCRIPCION": 200, "OBSERVACION": 400}
LARGO = 60
DE_UN_PLAN = frozenset({Tipo.CUOTA, Tipo.CANCELACION})


class Renglon(Struct, frozen=True):
    """A row that could be read, and where it stands."""

    linea: int
    documento: str
    nombre: str
    deuda: Deuda


class Error(Struct, frozen=True):
    """A row that could not."""

    linea: int
    dice: Saying

    def en(self, idioma: NullTranslations = SPANISH) -> str:
        """Where it stands and what is wrong there, as a person is told."""
        return say("planilla-ilegible", datos(caso="linea", linea=self.linea, defecto=self.dice), idioma)


def leer(
    origen: bytes | BinaryIO, avisos: list[Saying] | None = None, limites: Limits = UPLOADED
) -> Iterator[Renglon | Error]:
    """Each row in order, read as it is asked for. Raises DatoInvalido where the file as a whole cannot be read.

    avisos: gets what was passed over, before the first row comes.
    """
    dichos = [] if avisos is None else avisos
    abierto = BytesIO(origen) if isinstance(origen, bytes) else origen
    filas = file.filas(abierto, lambda celdas: titles.cuantos(celdas, CONOCIDAS), dichos, limites)
    columnas = _columnas(filas, dichos)
    vistos: dict[str, int] = {}
    nombres: dict[str, tuple[str, int]] = {}
    linea = 0
    try:
        for fila in filas:
            linea = fila.linea
            yield _renglon(columnas, fila, vistos, nombres)
    except FilaIlegible as rota:
        yield Error(rota.linea, rota.dice)
    else:
        if not linea:
            raise DatoInvalido("planilla-sin-filas", campo="archivo")


def _columnas(filas: Iterator[Fila], avisos: list[Saying]) -> list[str]:
    try:
        fila, faltan = titles.hallar(filas, frozenset(OBLIGATORIAS))
    except FilaIlegible as rota:
        dicho = datos(caso="linea", linea=rota.linea, defecto=rota.dice)
        raise DatoInvalido("planilla-ilegible", dicho, "archivo") from rota
    if faltan:
        ordenadas = [columna for columna in OBLIGATORIAS if columna in faltan]
        raise DatoInvalido("planilla-sin-columnas", datos(columnas=", ".join(ordenadas)), "archivo")
    columnas = titles.columnas(fila)
    ajenas = [columna for columna in columnas if columna and columna not in CONOCIDAS]
    for ajena in ajenas:
        sin_usar = sorted(CONOCIDAS - set(columnas))
        parecida = DICHAS_DE_OTRO_MODO.get(ajena) or next(iter(get_close_matches(ajena, sin_usar, 1, PARECIDO)), None)
        if parecida in sin_usar:
            raise DatoInvalido("columna-desconocida", datos(columna=ajena[:LARGO], parecida=parecida), "archivo")
    if ajenas:
        nombradas = ", ".join(ajena[:LARGO] for ajena in ajenas)
        avisos.append(Saying("columnas-sin-usar", datos(caso="deudas", columnas=nombradas)))
    return columnas


def _renglon(
    columnas: list[str], fila: Fila, vistos: dict[str, int], nombres: dict[str, tuple[str, int]]
) -> Renglon | Error:
    linea = fila.linea
    try:
        hallado = _entero(linea, titles.por_titulo(columnas, fila))
    except Defecto as defecto:
        return Error(linea, defecto.dice)
    if (otra := vistos.setdefault(hallado.deuda.codmovimiento, linea)) != linea:
        return Error(linea, Saying("movimiento-repetido", datos(otra=otra)))
    nombre, otra = nombres.setdefault(hallado.documento, (hallado.nombre, linea))
    if nombre != hallado.nombre:
        return Error(linea, Saying("cliente-distinto", datos(otra=otra)))
    return hallado


def _entero(linea: int, celdas: Mapping[str, str]) -> Renglon:
    textos = {columna: _texto(columna, celda) for columna, celda in celdas.items() if columna in CONOCIDAS}
    fijos = {columna: cell_values.obligatorio(columna, textos[columna]) for columna in OBLIGATORIAS}
    try:
        documento = normalizar(fijos["DOCUMENTO"])
    except DatoInvalido:
        raise Defecto("documento-ilegible") from None
    return Renglon(linea, documento, fijos["CLIENTE"], _deuda(fijos, {c: textos.get(c) or "" for c in OPCIONALES}))


def _texto(columna: str, celda: str) -> str | None:
    leer_celda = cell_values.codigo if columna in CODIGOS else cell_values.palabras
    return leer_celda(columna, celda, LARGOS.get(columna, LARGO))


def _deuda(fijos: Mapping[str, str], otros: Mapping[str, str]) -> Deuda:
    tipo = cell_values.tipo(fijos["TIPO"])
    moneda = cell_values.moneda("MONE_CODI", otros["MONE_CODI"]) or GUARANI.codigo
    total = amounts.importe("IMPO_TOTA", fijos["IMPO_TOTA"], moneda)
    maximo = amounts.importe("IMPO_MAXI", otros["IMPO_MAXI"], moneda) if otros["IMPO_MAXI"] else total
    interes, gastos = (
        amounts.importe(columna, otros[columna], moneda) if otros[columna] else Decimal(0)
        for columna in ("INTERES", "GASTOS")
    )
    nro = cell_values.entero("NRO_CUOTA", otros["NRO_CUOTA"])
    if not total:
        raise Defecto("total-cero")
    if maximo < total:
        raise Defecto("maximo-menor")
    # The rules of payment go plan by plan for instalments and lot by lot for services.
    cell_values.obligatorio("PLAN" if tipo in DE_UN_PLAN else "LOTE", otros["PLAN" if tipo in DE_UN_PLAN else "LOTE"])
    return Deuda(
        codmovimiento=fijos["CODMOVIMIENTO"],
        seq=cell_values.entero("SEQ_DI", otros["SEQ_DI"]) or nro or 1,
        descripcion=fijos["DESCRIPCION"],
        importe=total,
        importe_maximo=maximo,
        moneda=moneda,
        vencimiento=cell_values.fecha("FECH_VENC", fijos["FECH_VENC"]),
        observacion=otros["OBSERVACION"] or None,
        tipo=tipo,
        plan=otros["PLAN"] or None,
        lote=otros["LOTE"] or None,
        barrio=otros["BARRIO"] or None,
        nro_cuota=nro,
        cant_cuotas=cell_values.entero("CANT_CUOTAS", otros["CANT_CUOTAS"]),
        interes=interes,
        gastos=gastos,
    )
