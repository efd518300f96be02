"""The portal's own tables, function by function."""

import ast
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs

from portal.repo import tables
from portal.repo.protocol import LlaveDuplicada, Repo, Sql, Transaccion
from portal.repo.tables.access import actores, auditoria, tries, usuarios
from portal.repo.tables.debts import consultas
from portal.repo.tables.payments import codigos, idempotency
from portal.rules.canales.prefijos import tramos
from portal.structs.deudas import Consulta
from portal.structs.idempotency import Contestado, KeyedRequest
from portal.structs.usuarios import Nivel, Rol, Sesion
from tests import datos
from tests.repo.contract.conftest import Con

AHORA = datos.AHORA
HORA = timedelta(hours=1)
COMIENZOS = tramos("COD")
CLIENTE = datos.TRES_Y_AGUA
DEUDAS = tuple(datos.CLIENTES[CLIENTE][1])
PEDIDO = KeyedRequest("canal-uno", "/pago", "llave-1", "f" * 64, "COD-1")


async def _usuario(sql: Sql, nombre: str = "nueva") -> int:
    await usuarios.crear(sql, AHORA, usuario=nombre, rol=Rol.CANAL, nombre="Ñata", documento=None, cifrada="x")
    creada = await usuarios.por_nombre(sql, nombre)
    assert creada is not None
    return creada.id


def test_users(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tx.sql.ejecutar("UPDATE portal_usuario SET es_demo = 0")
            numero = await _usuario(tx.sql)
            with pytest.raises(LlaveDuplicada):
                await _usuario(tx.sql)
            creada = await usuarios.por_id(tx.sql, numero)
            assert creada is not None
            assert (creada.usuario, creada.rol, creada.nombre, creada.documento) == ("nueva", Rol.CANAL, "Ñata", None)
            await usuarios.cambiar_clave(tx.sql, numero, "otra")
            await usuarios.desactivar(tx.sql, numero)
            cambiada = await usuarios.por_id(tx.sql, numero)
            assert cambiada is not None
            assert (cambiada.clave, cambiada.activo) == ("otra", False)
            await usuarios.activar(tx.sql, numero)
            assert [(uno.id, uno.activo) for uno in await usuarios.todos(tx.sql) if uno.usuario == "nueva"] == [
                (numero, True)
            ]
            await usuarios.crear(
                tx.sql,
                AHORA,
                usuario="mesa",
                rol=Rol.OPERADOR,
                nombre="Mesa",
                documento=None,
                cifrada="x",
                nivel=Nivel.MIRAR,
            )
            mesa = await usuarios.por_nombre(tx.sql, "mesa")
            assert mesa is not None
            await usuarios.cambiar_nivel(tx.sql, mesa.id, Nivel.ADMINISTRAR)
            subida = await usuarios.por_id(tx.sql, mesa.id)
            assert (mesa.nivel, subida and subida.nivel, cambiada.nivel) == (Nivel.MIRAR, Nivel.ADMINISTRAR, None)
            assert await usuarios.por_nombre(tx.sql, "nadie") is None
            assert await usuarios.por_nombres(tx.sql, "nadie", "nadie") is None
            assert await usuarios.por_id(tx.sql, 10**9) is None
            assert await usuarios.por_documento(tx.sql, "1234567") == []
            assert (cambiada.correo, cambiada.correo_confirmado, cambiada.telefono) == (None, None, None)
            await usuarios.cambiar_correo(tx.sql, numero, "ñata@ejemplo.com.py", AHORA)
            await usuarios.cambiar_telefono(tx.sql, numero, "0981 123 456")
            alcanzable = await usuarios.por_id(tx.sql, numero)
            assert alcanzable is not None
            assert (alcanzable.correo, alcanzable.correo_confirmado) == ("ñata@ejemplo.com.py", AHORA)
            assert alcanzable.telefono == "0981 123 456"
            await usuarios.cambiar_correo(tx.sql, numero, None, None)
            assert await usuarios.cuantos_de_demo(tx.sql) == 0
            assert await usuarios.demo_desde(tx.sql) is None

        await repo.write(hacer)

    con(cuerpo)


def test_sessions(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            numero = await _usuario(tx.sql)
            for sid, agente in (("a", "Firefox"), ("b", ""), ("c", "Chromium")):
                sesion = Sesion(
                    sid=sid, usuario_id=numero, creada=AHORA, vence=AHORA + HORA, puerta="pagina", agente=agente
                )
                await usuarios.abrir_sesion(tx.sql, sesion)
            quien = await actores.de_sesion(tx.sql, "a", AHORA)
            assert quien is not None
            assert (quien.usuario, quien.sid) == ("nueva", "a")
            assert await actores.de_sesion(tx.sql, "a", AHORA + HORA) is None
            assert await actores.de_sesion(tx.sql, "otra", AHORA) is None
            assert await usuarios.cerrar_sesion(tx.sql, numero, "a")
            assert not await usuarios.cerrar_sesion(tx.sql, numero, "a")
            abiertas = await usuarios.sesiones(tx.sql, numero, AHORA)
            assert {sesion.sid: sesion.agente for sesion in abiertas} == {"b": "", "c": "Chromium"}
            await usuarios.cerrar_todas(tx.sql, numero, menos="c")
            assert [sesion.sid for sesion in await usuarios.sesiones(tx.sql, numero, AHORA)] == ["c"]
            assert [await usuarios.hay_sesion(tx.sql, sid) for sid in ("c", "a")] == [True, False]
            await usuarios.cerrar_todas(tx.sql, numero)
            assert await usuarios.sesiones(tx.sql, numero, AHORA) == []

        await repo.write(hacer)

    con(cuerpo)


def test_consultations_and_their_carts(con: Con[None]) -> None:
    consulta = Consulta(
        idsession=7,
        usuario="canal-uno",
        documento=CLIENTE,
        moneda=1,
        cliente="Ñata Núñez",
        creada=AHORA,
        deudas=DEUDAS,
    )

    async def cuerpo(repo: Repo) -> None:
        async def escribir(tx: Transaccion) -> None:
            await consultas.crear(tx.sql, consulta)
            assert await consultas.cargar(tx.sql, 7) == consulta
            assert await consultas.cargar(tx.sql, 8) is None
            await consultas.bloquear(tx.sql, 7)
            codigo = DEUDAS[0].codmovimiento
            await consultas.anotar_cambio(tx.sql, consulta, codigo, agrega=True, comision=Decimal(12_750))
            elegida = structs.replace(consulta, en_carrito=frozenset({codigo}), comision=Decimal(12_750))
            assert await consultas.cargar(tx.sql, 7) == elegida
            await consultas.crear(tx.sql, structs.replace(consulta, idsession=9, enlace_id=3))
            assert await consultas.cargar(tx.sql, 9) == structs.replace(consulta, idsession=9, enlace_id=3)
            for moneda, antes in ((1, {codigo}), (2, set())):
                memoria = await consultas.memoria(tx.sql, "canal-uno", CLIENTE, moneda)
                await tx.paquete.consultar(CLIENTE, moneda, "canal-uno")
                assert (memoria.elegidas, memoria.retenidas) == (antes, set())
            await consultas.sin_precio(tx.sql, CLIENTE, 2)
            assert await consultas.cargar(tx.sql, 7) == elegida
            await consultas.sin_precio(tx.sql, CLIENTE, 1)
            assert await consultas.cargar(tx.sql, 7) == structs.replace(elegida, comision=None)
            await consultas.anotar_cambio(tx.sql, elegida, codigo, agrega=False, comision=Decimal(0))
            assert await consultas.cargar(tx.sql, 7) == structs.replace(consulta, comision=Decimal(0))
            await consultas.olvidar(tx.sql, AHORA)
            assert await consultas.cargar(tx.sql, 7) is not None
            await consultas.olvidar(tx.sql, AHORA + HORA)
            assert await consultas.cargar(tx.sql, 7) is None

        await repo.write(escribir)

        larga = structs.replace(
            consulta,
            deudas=tuple(structs.replace(DEUDAS[0], codmovimiento=f"Ñ{lugar}", seq=lugar) for lugar in range(99)),
        )

        async def alargar(tx: Transaccion) -> None:
            await consultas.crear(tx.sql, larga)
            cuantos = await tx.sql.una("SELECT count(*) AS tramos FROM portal_consulta_tramo WHERE idsession = 7")
            assert cuantos is not None
            assert 2 < int(cuantos["tramos"] or 0) < 33
            assert await consultas.cargar(tx.sql, 7) == larga
            for codigo in ("Ñ98", "Ñ0", "Ñ98"):
                await consultas.anotar_cambio(tx.sql, larga, codigo, agrega=True, comision=Decimal(1))
            cargada = await consultas.cargar(tx.sql, 7)
            assert cargada is not None
            assert cargada.en_carrito == {"Ñ0", "Ñ98"}

        await repo.write(alargar)

        async def repetir() -> None:
            async def hacer(tx: Transaccion) -> None:
                for _ in range(2):
                    await consultas.crear(tx.sql, consulta)
                await tx.confirmar()

            await repo.write(hacer)

        with pytest.raises(LlaveDuplicada):
            await repetir()

    con(cuerpo)


def test_failed_tries(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await tries.leer(tx.sql, ("a:1",)) == {}
            await tries.tomar(tx.sql, ("a:1", "b:1"), AHORA)
            assert await tries.leer(tx.sql, ("a:1", "b:1", "c:1")) == {"a:1": (0, AHORA), "b:1": (0, AHORA)}
            await tries.anotar(tx.sql, "a:1", 7, AHORA - HORA)
            await tries.tomar(tx.sql, ("a:1",), AHORA)
            assert await tries.leer(tx.sql, ("a:1",)) == {"a:1": (7, AHORA - HORA)}
            assert await tries.perdonar(tx.sql, "a:1") == 1
            assert await tries.leer(tx.sql, ("a:1",)) == {"a:1": (0, AHORA - HORA)}
            await tries.olvidar(tx.sql, "a:1")
            assert await tries.leer(tx.sql, ("a:1", "b:1")) == {"b:1": (0, AHORA)}
            with pytest.raises(ValueError, match="a:1"):
                await tries.leer(tx.sql, ("a:1", "b:1", "c:1", "d:1"))

        await repo.write(hacer)

    con(cuerpo)


def test_tries_under_way(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            await tries.reservar(tx.sql, ("a:1", "b:1"), "x", AHORA + HORA)
            await tries.reservar(tx.sql, ("a:1",), "y", AHORA + 2 * HORA)
            assert await tries.en_curso(tx.sql, ("a:1", "b:1"), AHORA) == {"a:1": 2, "b:1": 1}
            assert await tries.en_curso(tx.sql, ("a:1", "b:1"), AHORA + HORA) == {"a:1": 1}
            await tries.soltar(tx.sql, ("a:1", "b:1"), "x")
            assert await tries.en_curso(tx.sql, ("a:1", "b:1"), AHORA) == {"a:1": 1}

        await repo.write(hacer)

    con(cuerpo)


def test_old_counts_go_by_their_kind_but_for_those_that_stopped(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            for llave, cuenta, antes in (("a:1", 3, HORA), ("a:2", 99, HORA), ("a:3", 3, HORA / 2), ("b:1", 3, HORA)):
                await tries.tomar(tx.sql, (llave,), AHORA)
                await tries.anotar(tx.sql, llave, cuenta, AHORA - antes)
            await tries.reservar(tx.sql, ("a:1",), "x", AHORA)
            assert await tries.purgar(tx.sql, {"a:": AHORA - HORA / 2, "b:": AHORA - 2 * HORA}, 99, AHORA) == 1
            assert sorted(await tries.leer(tx.sql, ("a:1", "a:2", "a:3"))) == ["a:2", "a:3"]
            assert list(await tries.leer(tx.sql, ("b:1",))) == ["b:1"]
            assert await tries.en_curso(tx.sql, ("a:1",), AHORA - HORA) == {}

        await repo.write(hacer)

    con(cuerpo)


def test_burnt_codes_and_the_audit(con: Con[None]) -> None:
    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert not await codigos.quemado(tx.sql, "canal-uno", "COD")
            assert await codigos.quemar(tx.sql, "canal-uno", "COD", COMIENZOS, AHORA)
            assert await codigos.quemado(tx.sql, "canal-uno", "COD")
            assert not await codigos.quemado(tx.sql, "canal-dos", "COD")
            with pytest.raises(LlaveDuplicada):
                await codigos.quemar(tx.sql, "canal-uno", "COD", COMIENZOS, AHORA)
            assert await codigos.tomar(tx.sql, "canal-dos", "COD", COMIENZOS, AHORA)
            assert not await codigos.quemado(tx.sql, "canal-dos", "COD")
            with pytest.raises(LlaveDuplicada):
                await codigos.tomar(tx.sql, "canal-uno", "COD", COMIENZOS, AHORA)
            assert await auditoria.final(tx.sql) == (0, auditoria.ORIGEN)
            await auditoria.anotar(tx.sql, AHORA, None, "barrido", "pago 1")
            fila = await tx.sql.una("SELECT actor, objeto, motivo FROM portal_auditoria WHERE accion = 'barrido'")
            assert fila == {"actor": "PORTAL", "objeto": "pago 1", "motivo": None}
            await auditoria.anotar(tx.sql, AHORA, None, "ingreso", "", "rechazado")
            fila = await tx.sql.una("SELECT objeto FROM portal_auditoria WHERE resultado = 'rechazado'")
            assert fila == {"objeto": "-"}
            filas = await auditoria.tramo(tx.sql, 0, 2)
            primera = auditoria.huella(auditoria.ORIGEN, filas[0])
            assert [fila["huella"] for fila in filas] == [primera, auditoria.huella(primera, filas[1])]
            assert await auditoria.final(tx.sql) == (2, filas[1]["huella"])

        await repo.write(hacer)

    con(cuerpo)


def test_idempotency_keys(con: Con[None]) -> None:
    contestado = Contestado(200, '{"cod_resp": "0", "desc_resp": "ñ"}', repetido=True)

    async def cuerpo(repo: Repo) -> None:
        async def hacer(tx: Transaccion) -> None:
            assert await idempotency.leer(tx.sql, PEDIDO) is None
            await idempotency.reservar(tx.sql, PEDIDO, AHORA, AHORA + HORA)
            with pytest.raises(LlaveDuplicada):
                await idempotency.reservar(tx.sql, PEDIDO, AHORA, AHORA + HORA)
            assert not await idempotency.retomar(tx.sql, PEDIDO, AHORA, AHORA + 2 * HORA)
            assert await idempotency.retomar(tx.sql, PEDIDO, AHORA + HORA, AHORA + 2 * HORA)
            await idempotency.dejar_dudosa(tx.sql, PEDIDO, AHORA + HORA, AHORA)  # not its holder's any more
            await idempotency.dejar_dudosa(tx.sql, PEDIDO, AHORA + 2 * HORA, AHORA)
            guardado = await idempotency.leer(tx.sql, PEDIDO)
            assert guardado is not None
            assert (guardado.huella, guardado.vence, guardado.contestado) == (PEDIDO.huella, AHORA, None)
            assert not await idempotency.terminar(tx.sql, PEDIDO, AHORA + HORA, Contestado(500, "de otra"))
            assert not await idempotency.soltar(tx.sql, PEDIDO, AHORA + HORA)
            assert await idempotency.terminar(tx.sql, PEDIDO, AHORA, contestado)
            assert not await idempotency.terminar(tx.sql, PEDIDO, AHORA, Contestado(500, "tarde"))
            assert not await idempotency.soltar(tx.sql, PEDIDO, AHORA)
            guardado = await idempotency.leer(tx.sql, PEDIDO)
            assert guardado is not None
            assert guardado.contestado == contestado
            await idempotency.olvidar(tx.sql, AHORA + HORA)
            assert await idempotency.leer(tx.sql, PEDIDO) is None

        await repo.write(hacer)

    con(cuerpo)


def _usadas(ruta: Path) -> set[str]:
    arbol = ast.parse(ruta.read_text("utf-8"))
    return {
        f"{nodo.value.id}.{nodo.attr}"
        for nodo in ast.walk(arbol)
        if isinstance(nodo, ast.Attribute) and isinstance(nodo.value, ast.Name)
    }


def test_no_function_of_the_tables_is_left_out() -> None:
    carpeta = Path(str(tables.__file__)).parent
    publicas = {
        f"{ruta.stem}.{nodo.name}"
        for ruta in carpeta.rglob("*.py")
        for nodo in ast.parse(ruta.read_text("utf-8")).body
        if isinstance(nodo, ast.AsyncFunctionDef) and not nodo.name.startswith("_")
    }
    probadas = set().union(*(_usadas(ruta) for ruta in Path(__file__).parent.glob("test_tables*.py")))
    assert publicas - probadas == set()
