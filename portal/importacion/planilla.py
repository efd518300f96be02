"""A CSV file as debts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from portal.errors import DatoInvalido
from portal.importacion import archivo, valores
from portal.importacion.valores import Defecto
from portal.operations.documento import normalizar
from portal.structs.deudas import Deuda, Tipo

# DOMAIN's columns of PAWEB_CONSULTA, and whose debt it is.
OBLIGATORIAS = ("DOCUMENTO", "CLIENTE", "CODMOVIMIENTO", "TIPO", "DESCRIPCION", "IMPO_TOTA", "FECH_VENC")
OPCIONALES = (
    *("MONE_CODI", "IMPO_MAXI", "SEQ_DI", "PLAN", "LOTE", "BARRIO", "NRO_CUOTA", "CANT_CUOTAS", "INTERES", "GASTOS"),
    "OBSERVACION",
)
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
    motivo: str

    def __str__(self) -> str:
        return f"Línea {self.linea}: {self.motivo}."


def leer(contenido: bytes) -> Iterator[Renglon | Error]:
    """Each row in order. Raises DatoInvalido where the file as a whole cannot be read."""
    filas = archivo.lector(contenido)
    vistos: dict[str, int] = {}
    nombres: dict[str, tuple[str, int]] = {}
    columnas = _columnas(archivo.siguiente(filas) or [])
    while True:
        linea = filas.line_num + 1
        try:
            fila = archivo.siguiente(filas)
        except DatoInvalido:
            yield Error(linea, "las comillas no están bien cerradas, y desde ahí no se puede leer")
            return
        if fila is None:
            return
        if any(celda.strip() for celda in fila):
            yield _renglon(linea, columnas, fila, vistos, nombres)


def _columnas(encabezado: list[str]) -> list[str]:
    columnas = [celda.strip().upper() for celda in encabezado]
    faltan = [columna for columna in OBLIGATORIAS if columna not in columnas]
    if faltan:
        raise DatoInvalido("planilla-sin-columnas", f"Al encabezado le falta: {', '.join(faltan)}.")
    if len(set(columnas)) < len(columnas):
        raise DatoInvalido("planilla-repetida", "El encabezado tiene dos veces la misma columna.")
    if ajenas := [columna for columna in columnas if columna not in OBLIGATORIAS + OPCIONALES]:
        raise DatoInvalido(
            "planilla-ajena",
            f"No conozco la columna {ajenas[0][:LARGO] or 'sin nombre'}: van {', '.join(OBLIGATORIAS + OPCIONALES)}.",
        )
    return columnas


def _renglon(
    linea: int, columnas: list[str], fila: list[str], vistos: dict[str, int], nombres: dict[str, tuple[str, int]]
) -> Renglon | Error:
    if len(fila) != len(columnas):
        return Error(linea, f"tiene {len(fila)} columnas y el encabezado {len(columnas)}")
    try:
        hallado = _entero(linea, {columna: celda.strip() for columna, celda in zip(columnas, fila, strict=True)})
    except Defecto as defecto:
        return Error(linea, str(defecto))
    if (otra := vistos.setdefault(hallado.deuda.codmovimiento, linea)) != linea:
        return Error(linea, f"repite el CODMOVIMIENTO de la línea {otra}")
    nombre, otra = nombres.setdefault(hallado.documento, (hallado.nombre, linea))
    if nombre != hallado.nombre:
        return Error(linea, f"el mismo DOCUMENTO tiene otro CLIENTE en la línea {otra}")
    return hallado


def _entero(linea: int, celdas: Mapping[str, str]) -> Renglon:
    textos = {
        columna: valores.palabras(columna, celda, LARGOS.get(columna, LARGO)) for columna, celda in celdas.items()
    }
    fijos = {columna: valores.obligatorio(columna, textos[columna]) for columna in OBLIGATORIAS}
    try:
        documento = normalizar(fijos["DOCUMENTO"])
    except DatoInvalido:
        raise Defecto("DOCUMENTO lleva entre 6 y 15 letras o números") from None
    return Renglon(linea, documento, fijos["CLIENTE"], _deuda(fijos, {c: textos.get(c) or "" for c in OPCIONALES}))


def _deuda(fijos: Mapping[str, str], otros: Mapping[str, str]) -> Deuda:
    tipo = valores.tipo(fijos["TIPO"])
    moneda = valores.moneda(otros["MONE_CODI"])
    total = valores.importe("IMPO_TOTA", fijos["IMPO_TOTA"], moneda)
    maximo = valores.importe("IMPO_MAXI", otros["IMPO_MAXI"], moneda) if otros["IMPO_MAXI"] else total
    interes, gastos = (
        valores.importe(columna, otros[columna], moneda) if otros[columna] else Decimal(0)
        for columna in ("INTERES", "GASTOS")
    )
    nro = valores.entero("NRO_CUOTA", otros["NRO_CUOTA"])
    if not total:
        raise Defecto("IMPO_TOTA tiene que ser mayor que cero")
    if maximo < total:
        raise Defecto("IMPO_MAXI es menor que IMPO_TOTA")
    # The rules of payment go plan by plan for instalments and lot by lot for services.
    valores.obligatorio("PLAN" if tipo in DE_UN_PLAN else "LOTE", otros["PLAN" if tipo in DE_UN_PLAN else "LOTE"])
    return Deuda(
        codmovimiento=fijos["CODMOVIMIENTO"],
        seq=valores.entero("SEQ_DI", otros["SEQ_DI"]) or nro or 1,
        descripcion=fijos["DESCRIPCION"],
        importe=total,
        importe_maximo=maximo,
        moneda=moneda,
        vencimiento=valores.fecha("FECH_VENC", fijos["FECH_VENC"]),
        observacion=otros["OBSERVACION"] or None,
        tipo=tipo,
        plan=otros["PLAN"] or None,
        lote=otros["LOTE"] or None,
        barrio=otros["BARRIO"] or None,
        nro_cuota=nro,
        cant_cuotas=valores.entero("CANT_CUOTAS", otros["CANT_CUOTAS"]),
        interes=interes,
        gastos=gastos,
    )
