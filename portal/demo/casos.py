"""Every rule's case, by name: the customers that the sign-in page lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from stdnum.py import ruc

from portal.demo import calendario as cal
from portal.demo.fabrica import Fabrica
from portal.structs.deudas import Deuda, Tipo
from portal.texts.es import cuenta_demo

GOLONDRINAS = "Las Golondrinas"
EMPRESA = "80140360"
CON_HISTORIAL = "4100017"
CON_CORREO = "4100001"
DEL_EJEMPLO = "1234567"
MIL = 1000


@dataclass(frozen=True)
class Caso:
    """A customer made for one thing; `que` says it to whoever tries the portal."""

    documento: str
    nombre: str
    que: str
    deudas: Callable[[Fabrica], list[Deuda]]


def _gs(miles: int) -> Decimal:
    return Decimal(miles * MIL)


def _plan(
    fabrica: Fabrica, vencidas: int, por_vencer: int, *, lote: str, barrio: str = "San Miguel", miles: int = 850
) -> list[Deuda]:
    vencimientos = cal.cuotas(fabrica.hoy, vencidas, por_vencer)
    return fabrica.cuotas(
        vencimientos, _gs(miles), plan=fabrica.plan(), lote=lote, barrio=barrio, pagadas=24, total=120
    )


def _vencidas(cuantas: int, lote: str) -> Callable[[Fabrica], list[Deuda]]:
    return lambda fabrica: _plan(fabrica, cuantas, 6, lote=lote)


def _con_servicio(vencidas: int, tipo: Tipo, miles: int, lote: str) -> Callable[[Fabrica], list[Deuda]]:
    """Overdue instalments, and one service that was due in the month of the oldest."""

    def deudas(fabrica: Fabrica) -> list[Deuda]:
        del_plan = _plan(fabrica, vencidas, 6, lote=lote)
        vence = del_plan[0].vencimiento.replace(day=cal.DIA_SERVICIO)
        return del_plan + fabrica.servicios(
            tipo, [vence], _gs(miles), plan=del_plan[0].plan, lote=lote, barrio="San Miguel"
        )

    return deudas


def _expensas(atrasadas: int, por_vencer: int, lote: str) -> Callable[[Fabrica], list[Deuda]]:
    return lambda fabrica: fabrica.servicios(
        Tipo.EXPENSAS,
        cal.servicios(fabrica.hoy, atrasadas, por_vencer),
        _gs(320),
        plan=None,
        lote=lote,
        barrio=GOLONDRINAS,
    )


def _cancelacion(fabrica: Fabrica) -> list[Deuda]:
    del_plan = _plan(fabrica, 1, 10, lote="C-07")
    return [*del_plan, fabrica.cancelacion(del_plan[1:], fabrica.hoy + timedelta(days=30))]


def _dolares(fabrica: Fabrica) -> list[Deuda]:
    vencimientos = cal.cuotas(fabrica.hoy, 2, 8)
    return fabrica.cuotas(
        vencimientos,
        Decimal("215.50"),
        plan=fabrica.plan(),
        lote="US-03",
        barrio="Altos del Lago",
        moneda=2,
        pagadas=6,
        total=60,
    )


def _servicios_atrasados(fabrica: Fabrica) -> list[Deuda]:
    vencen = cal.servicios(fabrica.hoy, 4, 1)
    en_lote = partial(fabrica.servicios, plan=None, lote="A-15", barrio=GOLONDRINAS)
    return en_lote(Tipo.AGUA, vencen, _gs(65)) + en_lote(Tipo.EXPENSAS, vencen, _gs(320))


def _impuesto(fabrica: Fabrica) -> list[Deuda]:
    del_plan = _plan(fabrica, 0, 6, lote="D-11")
    anio = fabrica.hoy.year
    vencen = [cal.mes(fabrica.hoy, 0).replace(year=cada, month=1, day=31) for cada in (anio - 1, anio)]
    vencen = [vence for vence in vencen if vence < fabrica.hoy]
    return del_plan + fabrica.servicios(
        Tipo.IMPUESTO, vencen, _gs(480), plan=del_plan[0].plan, lote="D-11", barrio="San Miguel"
    )


def _jardineria(fabrica: Fabrica) -> list[Deuda]:
    del_plan = _plan(fabrica, 1, 5, lote="D-12")
    vencen = sorted([*cal.servicios(fabrica.hoy, 2, 1, 8), *cal.servicios(fabrica.hoy, 2, 1, 22)])
    return del_plan + fabrica.servicios(
        Tipo.JARDINERIA, vencen, _gs(60), plan=del_plan[0].plan, lote="D-12", barrio="San Miguel"
    )


def _del_ejemplo(fabrica: Fabrica) -> list[Deuda]:
    """The debt of the API's own documentation."""
    vence = cal.cuotas(fabrica.hoy, 1, 0)[0]
    return [
        Deuda(
            codmovimiento="123",
            seq=1,
            descripcion="Cuota de Préstamo",
            importe=_gs(755),
            importe_maximo=_gs(1000),
            moneda=1,
            vencimiento=vence,
            observacion="Pago mensual",
            tipo=Tipo.CUOTA,
            plan=fabrica.plan(),
            lote="Z-01",
            barrio="San Miguel",
            nro_cuota=1,
            cant_cuotas=1,
        )
    ]


CASOS = (
    Caso(
        "4567890",
        "Ana Ñandutí Benítez",
        cuenta_demo.TRES_Y_AGUA,
        _con_servicio(3, Tipo.AGUA, 65, "A-01"),
    ),
    Caso(
        "4000005",
        "Bernardo Caballero",
        cuenta_demo.CINCO_Y_JARDINERIA,
        _con_servicio(5, Tipo.JARDINERIA, 60, "A-02"),
    ),
    Caso("4000004", "Carmen Duarte", cuenta_demo.DOS_EXPENSAS, _expensas(2, 0, "G-03")),
    Caso("4100001", "Elvio Fariña", cuenta_demo.AL_DIA, _vencidas(0, "A-04")),
    Caso("4100002", "Fátima Giménez", cuenta_demo.UNA_VENCIDA, _vencidas(1, "A-05")),
    Caso("4100003", "Gustavo Horqueta", cuenta_demo.DOS_VENCIDAS, _vencidas(2, "A-06")),
    Caso("4100004", "Irma Jara", cuenta_demo.CUATRO_VENCIDAS, _vencidas(4, "A-07")),
    Caso("4000006", "Delia Escobar", cuenta_demo.BLOQUEADO, _vencidas(6, "A-08")),
    Caso(
        "4100005",
        "Julio Krauer",
        cuenta_demo.DOS_PLANES,
        lambda fabrica: _plan(fabrica, 0, 6, lote="B-01") + _plan(fabrica, 3, 6, lote="B-02", miles=1_200),
    ),
    Caso(
        "4100006",
        "Liz Martínez",
        cuenta_demo.PLAN_QUE_BLOQUEA,
        lambda fabrica: _plan(fabrica, 1, 6, lote="B-03") + _plan(fabrica, 8, 4, lote="B-04"),
    ),
    Caso("4100007", "Miguel Núñez", cuenta_demo.CANCELACION, _cancelacion),
    Caso("4100008", "Norma Ortiz", cuenta_demo.EN_DOLARES, _dolares),
    Caso("4100009", "Óscar Paredes", cuenta_demo.SERVICIOS_ATRASADOS, _servicios_atrasados),
    Caso("4100010", "Perla Quiñónez", cuenta_demo.IMPUESTO, _impuesto),
    Caso("4100011", "Quintín Rojas", cuenta_demo.JARDINERIA, _jardineria),
    Caso("4100012", "Rosa Sanabria", cuenta_demo.SIN_CONTRATO, _expensas(3, 2, "G-14")),
    Caso("PAS123456", "Sofía Taylor", cuenta_demo.EXTRANJERO, _vencidas(2, "A-09")),
    Caso(
        f"{EMPRESA}-{ruc.calc_check_digit(EMPRESA)}",
        "Inversiones Tajy S.A.",
        cuenta_demo.UNA_EMPRESA,
        lambda fabrica: _plan(fabrica, 1, 12, lote="E-01", miles=2_400),
    ),
    Caso("4100014", "Teodoro Urbieta", cuenta_demo.NADA, lambda _: []),
    Caso(
        "4100015",
        "Ursulina Vera",
        cuenta_demo.LISTA_LARGA,
        lambda fabrica: _plan(fabrica, 2, 118, lote="L-01"),
    ),
    Caso(CON_HISTORIAL, "Zulma Acosta", cuenta_demo.CON_PAGOS, _vencidas(7, "H-01")),
    Caso(DEL_EJEMPLO, "Nombre Apellido del Cliente", cuenta_demo.DEL_EJEMPLO, _del_ejemplo),
)
