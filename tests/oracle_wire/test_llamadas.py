from datetime import date, timedelta
from decimal import Decimal

import oracledb
import pytest

from tests.oracle_wire.conftest import Conducir, codigo, conectar, eco_de
from tests.oracle_wire.eco import COMIENZO, Eco
from tests.oracle_wire.listener import OracleWire

VALORES = [
    ("hola", str, "hola"),
    ("ñandú € 🏡", str, "ñandú € 🏡"),
    ("", str, None),
    ("x" * 252, str, "x" * 252),
    ("x" * 253, str, "x" * 253),
    ("á" * 2000, str, "á" * 2000),
    (0, int, 0),
    (-1, int, -1),
    (99, int, 99),
    (100, int, 100),
    (-100, int, -100),
    (12345678901234567890, int, 12345678901234567890),
    (10**37, int, 10**37),
    (1.5, float, 1.5),
    (-0.001, float, -0.001),
    (1e-20, float, 1e-20),
    (1e100, float, 1e100),
    (Decimal("10.10"), Decimal, Decimal("10.1")),
    (Decimal("-123456789.123456789"), Decimal, Decimal("-123456789.123456789")),
    (None, str, None),
    (None, int, None),
    (COMIENZO, oracledb.DB_TYPE_DATE, COMIENZO),
    (date(2024, 1, 1), oracledb.DB_TYPE_DATE, COMIENZO),
    (5, str, "5"),
    ("7", int, 7),
]


@pytest.mark.parametrize(("dado", "tipo", "esperado"), VALORES, ids=lambda valor: str(valor)[:25])
def test_values_come_back_as_they_went(conducir: Conducir, dado: object, tipo: type, esperado: object) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        salida = cursor.var(tipo, 8000) if tipo is str else cursor.var(tipo)
        for _ in range(2):  # the second time is a re-execute
            await cursor.callproc("pkg.echo", [dado, salida])
            assert salida.getvalue() == esperado
        assert len(eco.visto) == 2
        await conexion.close()

    conducir(cuerpo)


def test_timestamps_keep_their_microseconds(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, eco: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        for cuando in (COMIENZO, COMIENZO + timedelta(microseconds=456789)):
            dado, salida = cursor.var(oracledb.DB_TYPE_TIMESTAMP), cursor.var(oracledb.DB_TYPE_TIMESTAMP)
            dado.setvalue(0, cuando)
            await cursor.callproc("pkg.echo", [dado, salida])
            assert salida.getvalue() == cuando
            assert eco.visto[-1] == ("PKG.ECHO", cuando)
        await conexion.close()

    conducir(cuerpo)


def test_in_out_by_name_and_functions(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        uno, dos = cursor.var(int), cursor.var(int)
        uno.setvalue(0, 1)
        dos.setvalue(0, 2)
        await cursor.callproc("pkg.both", [uno, dos])
        assert (uno.getvalue(), dos.getvalue()) == (2, 1)
        salida = cursor.var(str)
        await cursor.callproc("pkg.echo", keyword_parameters={"b": salida, "a": "por nombre"})
        assert salida.getvalue() == "por nombre"
        assert await cursor.callfunc("pkg.twice", int, [21]) == 42
        await cursor.execute("begin pkg.echo('literal ''q''', :o); end;", o=salida)
        assert salida.getvalue() == "literal 'q'"
        await cursor.callproc("pkg.nothing")
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize(("arraysize", "prefetch"), [(100, 2), (7, 2), (1000, 0), (50, 500)])
def test_a_ref_cursor_comes_in_batches(conducir: Conducir, arraysize: int, prefetch: int) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        for cuantas in (0, 1, 100, 750):
            ref, total = cursor.var(oracledb.DB_TYPE_CURSOR), cursor.var(int)
            await cursor.callproc("pkg.rows", [cuantas, ref, total])
            filas = ref.getvalue()
            filas.arraysize, filas.prefetchrows = arraysize, prefetch
            assert [columna[0] for columna in filas.description] == ["ID", "TXT", "VAL", "WHEN"]
            halladas = await filas.fetchall()
            assert len(halladas) == total.getvalue() == cuantas
            assert halladas == [
                (i, f"row {i}", None if i % 3 == 0 else i / 4, COMIENZO + timedelta(hours=i)) for i in range(cuantas)
            ]
            filas.close()
        await conexion.ping()  # takes the closed cursors with it
        (sesion,) = servidor.sessions.values()
        assert len(sesion.cursors) <= 2
        await conexion.close()

    conducir(cuerpo)


def test_two_ref_cursors_of_one_call(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        uno, dos = (cursor.var(oracledb.DB_TYPE_CURSOR) for _ in range(2))
        await cursor.callproc("pkg.two", [uno, dos])
        assert await dos.getvalue().fetchall() == [("x",), (None,), ("z",)]
        assert [fila async for fila in uno.getvalue()] == [(1,), (2,)]
        await conexion.close()

    conducir(cuerpo)


def test_a_leak_of_cursors_is_noticed(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor, stmtcachesize=5)
        guardados = []

        async def gotear() -> None:
            for _ in range(40):
                cursor = conexion.cursor()
                ref, total = cursor.var(oracledb.DB_TYPE_CURSOR), cursor.var(int)
                await cursor.callproc("pkg.rows", [1, ref, total])
                guardados.append(ref.getvalue())

        with pytest.raises(oracledb.DatabaseError) as error:
            await gotear()
        assert codigo(error) == "ORA-01000"
        for ref in guardados:
            ref.close()
        await conexion.close()

    conducir(cuerpo, max_open_cursors=20)


@pytest.mark.parametrize(
    ("numero", "dicho"),
    [(20001, "ORA-20001"), (-20055, "ORA-20055"), (1, "ORA-00001"), (1403, "ORA-01403"), (54, "ORA-00054")],
)
def test_an_error_leaves_the_connection_usable(conducir: Conducir, numero: int, dicho: str) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        for _ in range(2):
            with pytest.raises(oracledb.DatabaseError) as error:
                await conexion.cursor().callproc("pkg.fail", [numero, "saldo insuficiente"])
            assert codigo(error) == dicho
            assert "saldo insuficiente" in str(error.value)
            assert isinstance(error.value, oracledb.IntegrityError) == (numero == 1)
            assert await eco_de(conexion) == "hola"
        (sesion,) = servidor.sessions.values()
        assert len(sesion.cursors) <= 3
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize(
    ("nombre", "argumentos", "dicho"),
    [
        ("pkg.nada", [1], "PLS-00201"),
        ("pkg.echo", [1], "PLS-00306"),
        ("pkg.echo", [1, 2, 3], "PLS-00306"),
        ("pkg.bug", [], "ORA-00600"),
    ],
)
def test_calls_that_cannot_be(conducir: Conducir, nombre: str, argumentos: list[int], dicho: str) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        with pytest.raises(oracledb.DatabaseError, match=dicho):
            await conexion.cursor().callproc(nombre, argumentos)

    conducir(cuerpo)


def test_an_out_value_that_does_not_fit_its_bind(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        for dado, salida in (("no es un número", cursor.var(int)), ("x" * 500, cursor.var(str, 10))):
            with pytest.raises(oracledb.DatabaseError) as error:
                await cursor.callproc("pkg.echo", [dado, salida])
            assert codigo(error) == "ORA-06502"
        await conexion.close()

    conducir(cuerpo)


@pytest.mark.parametrize("largo", [8150, 8180, 8190, 8200, 16370, 32767])
def test_a_request_over_many_packets(conducir: Conducir, largo: int) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        salida = cursor.var(str, 32767)
        await cursor.callproc("pkg.echo", ["z" * largo, salida])
        assert salida.getvalue() == "z" * largo
        await conexion.close()

    conducir(cuerpo)


def test_a_block_executed_many_times(conducir: Conducir) -> None:
    async def cuerpo(servidor: OracleWire, _: Eco) -> None:
        conexion = await conectar(servidor)
        cursor = conexion.cursor()
        salida = cursor.var(str, arraysize=3)
        cursor.setinputsizes(None, salida)
        await cursor.executemany("begin pkg.echo(:1, :2); end;", [("a",), ("b",), ("c",)])
        assert [salida.getvalue(i) for i in range(3)] == ["a", "b", "c"]
        await conexion.close()

    conducir(cuerpo)
