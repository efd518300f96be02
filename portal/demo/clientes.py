"""Many more customers, at random but always the same for a seed."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from stdnum.py import ruc

from portal.demo import calendario as cal
from portal.demo.casos import GOLONDRINAS
from portal.demo.fabrica import Fabrica
from portal.structs.deudas import Deuda, Tipo

NOMBRES_DE_PILA = (
    "Ana Antonia Arnaldo Aurelio Belén Blanca Carlos Celeste César Clara Claudia Cristhian Derlis Diego Édgar "
    "Elena Emilia Estela Fabiola Federico Fernando Gloria Graciela Hugo Ignacio Isabel Jazmín Jorge José Juana "
    "Karina Laura Lourdes Lucía Luis Marcos María Mirta Nancy Nelson Nilda Osvaldo Pablo Patricia Ramón Raúl "
    "Rocío Rodrigo Romina Rubén Sandra Selva Sergio Silvia Teresa Tomás Vicente Victoria Wilfrido Yolanda "
)
APELLIDOS = (
    "Acosta Aguilera Alarcón Almada Arce Ayala Báez Barrios Benítez Bogado Brítez Cabrera Cáceres Cardozo "
    "Centurión Chamorro Colmán Cuevas Domínguez Duarte Escobar Estigarribia Fernández Ferreira Franco Galeano "
    "Gaona Giménez González Insfrán Jara Ledesma Leguizamón Lezcano López Maidana Martínez Mendoza Mereles Núñez "
    "Ojeda Ortega Ovelar Páez Peralta Quintana Ramírez Rivas Rojas Rolón Ruiz Samudio Sosa Torales Valdez "
    "Vallejos Vera Villalba Yegros Zárate "
)
BARRIOS = (GOLONDRINAS, "San Miguel", "Altos del Lago", "Villa Tajy", "Ykua Porã", "Loma Clavel", "Costa del Ypacaraí")
# How many instalments are overdue, and how often of a hundred.
ATRASOS = {0: 58, 1: 18, 2: 9, 3: 6, 4: 3, 5: 2, 6: 3, 9: 1}
RUC_CADA = 40


def clientes(
    fabrica: Fabrica, cuantos: int, semilla: int, ocupados: frozenset[str]
) -> Iterator[tuple[str, str, list[Deuda]]]:
    """(documento, nombre, debts) of each, with documentos that none of `ocupados` has."""
    azar = Random(semilla)  # noqa: S311 - invented people need no secrecy
    usados = set(ocupados)
    for _ in range(cuantos):
        while (documento := _documento(azar)) in usados:
            pass
        usados.add(documento)
        nombre = (
            f"{azar.choice(NOMBRES_DE_PILA.split())} {azar.choice(APELLIDOS.split())} {azar.choice(APELLIDOS.split())}"
        )
        if "-" in documento and documento.startswith("80"):
            nombre = f"{azar.choice(APELLIDOS.split())} y {azar.choice(APELLIDOS.split())} S.R.L."
        yield documento, nombre, _deudas(fabrica, azar)


def _documento(azar: Random) -> str:
    if azar.randrange(RUC_CADA) == 0:
        base = f"80{azar.randrange(10_000, 190_000):06d}"
        return f"{base}-{ruc.calc_check_digit(base)}"
    return str(azar.randrange(600_000, 7_900_000))


def _deudas(fabrica: Fabrica, azar: Random) -> list[Deuda]:
    barrio = azar.choice(BARRIOS)
    lote = f"{azar.choice('ABCDEFGHJKLM')}-{azar.randrange(1, 60):02d}"
    if azar.random() < 0.06:  # noqa: PLR2004 - bought cash: owes only services, if anything
        plan, deudas = None, []
    else:
        plan = fabrica.plan()
        deudas = _del_plan(fabrica, azar, plan, lote, barrio)
    if azar.random() < 0.3:  # noqa: PLR2004 - the water was installed
        atrasos = azar.choice((0, 0, 1, 2))
        valor = Decimal(azar.randrange(40, 120) * 1000)
        vencen = cal.servicios(fabrica.hoy, atrasos, 1)
        deudas += fabrica.servicios(Tipo.AGUA, vencen, valor, plan=plan, lote=lote, barrio=barrio)
    if barrio == GOLONDRINAS:
        vencen = cal.servicios(fabrica.hoy, azar.choice((0, 1, 3)), 1)
        deudas += fabrica.servicios(Tipo.EXPENSAS, vencen, Decimal(320_000), plan=plan, lote=lote, barrio=barrio)
    return deudas


def _del_plan(fabrica: Fabrica, azar: Random, plan: str, lote: str, barrio: str) -> list[Deuda]:
    vencidas = azar.choices(list(ATRASOS), list(ATRASOS.values()))[0]
    vencimientos = cal.cuotas(fabrica.hoy, vencidas, azar.randrange(3, 25))
    en_dolares = azar.random() < 0.08  # noqa: PLR2004 - few plans are in dollars
    valor = Decimal(azar.randrange(180, 900)) / 2 if en_dolares else Decimal(azar.randrange(450, 1_900) * 1000)
    return fabrica.cuotas(
        vencimientos,
        valor,
        plan=plan,
        lote=lote,
        barrio=barrio,
        moneda=2 if en_dolares else 1,
        pagadas=azar.randrange(96),
    )
