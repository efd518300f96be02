"""Each planted bug: what is taken out of one file, what is put there, and who has to notice."""

from msgspec import Struct

API = "tests/controllers/api/"
CLAVES = "tests/controllers/api/test_idempotency.py::"
OPERACIONES = "tests/operations/"
REGLAS = "tests/rules/"
CRUCES = "tests/repo/oracle/crossing/test_crossing.py"
PAGABLE = "tests/controllers/pages/payment/test_carrito_pagable.py::"


class Mutacion(Struct, frozen=True):
    """`antes` is in `archivo` exactly once, so that a bug that does not fit any more is told."""

    nombre: str
    archivo: str
    antes: str
    despues: str
    prueba: str


MUTACIONES = (
    Mutacion(
        "cerca abierta",
        "portal/repo/tables/payments/pagos.py",
        "estado=pago.estado, intento=pago.intento) is not None",
        "estado=pago.estado, intento=pago.intento) != 0",
        f"{OPERACIONES}payment/test_cerca.py::test_the_fence_lets_nobody_in_who_read_it_before",
    ),
    Mutacion(
        "cambio sin mirar el estado",
        "portal/repo/tables/payments/pagos.py",
        "WHERE id = :id AND estado = :estado_antes AND intento = :intento_antes\n",
        "WHERE id = :id AND intento = :intento_antes\n",
        f"{OPERACIONES}payment/test_cerca.py::test_a_change_needs_the_attempt_as_it_was_read",
    ),
    Mutacion(
        "cambio sin mirar el intento",
        "portal/repo/tables/payments/pagos.py",
        "WHERE id = :id AND estado = :estado_antes AND intento = :intento_antes\n",
        "WHERE id = :id AND estado = :estado_antes\n",
        f"{OPERACIONES}payment/test_cerca.py::test_a_change_needs_the_attempt_as_it_was_read",
    ),
    Mutacion(
        "terminar sin ver la orden del banco",
        "portal/repo/tables/payments/pagos.py",
        "AND (referencia = :referencia OR (referencia IS NULL AND :referencia IS NULL))",
        "",
        f"{OPERACIONES}payment/test_carreras.py",
    ),
    Mutacion(
        "devolver dos veces",
        "portal/repo/tables/payments/pagos.py",
        " AND (devolucion = :antes OR (devolucion IS NULL AND :antes IS NULL))",
        "",
        f"{OPERACIONES}payment/test_cerca.py::test_money_is_given_back_once",
    ),
    Mutacion(
        "confirmar antes de leer codresp",
        "portal/operations/payment/acts.py",
        '            if respuesta.codresp != "0":\n                return pago, respuesta\n            cambio',
        '            await tx.confirmar()\n            if respuesta.codresp != "0":\n'
        "                return pago, respuesta\n            cambio",
        "tests/simulator",
    ),
    Mutacion(
        "dinero con coma flotante",
        "portal/rules/debts/comision.py",
        "redondear(subtotal * tasa, moneda)",
        "redondear(Decimal(float(subtotal) * float(tasa)), moneda)",
        "tests/rules/debts/test_comision.py",
    ),
    Mutacion(
        "comisión redondeada por deuda",
        "portal/repo/embedded/paquete.py",
        "        return comision(subtotal, self._tasa, moneda)",
        "        assert subtotal >= 0\n"
        "        return sum((comision(d.importe, self._tasa, moneda) for d in deudas if d.codmovimiento in carrito), "
        "Decimal(0))",
        "tests/simulator",
    ),
    Mutacion(
        "un código, dos usos",
        "portal/repo/tables/payments/codigos.py",
        "INSERT INTO portal_codigo",
        "INSERT OR IGNORE INTO portal_codigo",
        f"{OPERACIONES}payment/test_carreras.py::test_a_code_that_is_burnt_while_its_payment_begins_pays_nothing",
    ),
    Mutacion(
        "una deuda, dos pagos abiertos",
        "portal/repo/embedded/link/schema.sql",
        "    PRIMARY KEY (pago_id, orden),\n    UNIQUE (codmovimiento, seq, suelta)\n",
        "    PRIMARY KEY (pago_id, orden)\n",
        "tests/repo/contract/test_tables_pagos.py::test_a_code_and_a_debt_are_of_one_attempt",
    ),
    Mutacion(
        "soltar las deudas antes de tiempo",
        "portal/rules/payment/estados.py",
        "        return pago.pasarela is not None\n    return pago.estado in RETIENEN\n",
        "        return False\n    return pago.estado in RETIENEN\n",
        "tests/rules/payment/test_estados.py::test_retiene",
    ),
    Mutacion(
        "creer al aviso sin preguntar",
        "portal/operations/payment/seguimiento.py",
        "        await avanzar(portal, pago, Suceso.AVISO)\n",
        "        sabe = Sabido(suceso=Suceso.AVISO, desde=pago.estado, con_pasarela=True, banco='COBRADO')\n"
        "        await correr(portal, pago, sabe)\n",
        "tests/controllers/pages/payment/test_bancard.py::test_a_notice_proves_nothing",
    ),
    Mutacion(
        "vencer sin anular en el banco",
        "portal/rules/payment/decide.py",
        "razon=Razon.FUERA_DE_PLAZO, devolucion=Devolucion.PENDIENTE",
        "razon=Razon.FUERA_DE_PLAZO",
        f"{OPERACIONES}payment/test_seguimiento.py::test_an_attempt_ends_before_the_bank_is_told_to_undo_it",
    ),
    Mutacion(
        "anular sin devolver una fila",
        "portal/repo/embedded/erp.py",
        "SET codtransaccion = NULL WHERE codtransaccion = :codigo",
        "SET codtransaccion = NULL WHERE codtransaccion = :codigo AND tipo = 'CUOTA'",
        f"{OPERACIONES}payment/test_anulaciones.py::test_a_reversal_leaves_every_row_of_the_erp_as_it_was",
    ),
    Mutacion(
        "una llave de idempotencia para todos los canales",
        "portal/repo/tables/payments/idempotency.py",
        '"WHERE usuario = :usuario AND ruta = :ruta AND llave = :llave"',
        '"WHERE ruta = :ruta AND llave = :llave"',
        f"{CLAVES}test_a_key_belongs_to_its_canal_and_its_route",
    ),
    Mutacion(
        "pagar sin revisar las reglas del carrito",
        "portal/operations/payment/cobro.py",
        "    negar(juzgar(portal, actor, consulta, consulta.en_carrito, situacion))\n",
        "",
        f"{API}test_pagos.py::test_paying_an_incomplete_cart_tells_what_is_missing_and_pays_nothing",
    ),
    Mutacion(
        "un cambio de estado sin su fila de auditoría",
        "portal/operations/payment/transitions.py",
        '    await auditoria.anotar(\n        tx.sql, ahora, actor, "pago"',
        '    if de is not None:\n        return\n    await auditoria.anotar(\n        tx.sql, ahora, actor, "pago"',
        f"{OPERACIONES}books/test_invariantes.py::test_after_every_kind_of_end_the_books_are_right",
    ),
    Mutacion(
        "decir que falló lo que no se sabe",
        "portal/operations/payment/engine.py",
        "paquete=DelPaquete.INCIERTO",
        "paquete=DelPaquete.REHUSO",
        f"{OPERACIONES}payment/test_cobro.py::test_whatever_breaks_after_the_payment_was_sent_is_no_failure",
    ),
    Mutacion(
        "agrupar por lote lo que nombra su plan",
        "portal/rules/debts/planes.py",
        "        if deuda.plan:\n",
        "        if deuda.plan and not deuda.lote:\n",
        f"{REGLAS}debts/test_planes.py",
    ),
    Mutacion(
        "un plan y un lote del mismo nombre en uno",
        "portal/rules/debts/planes.py",
        'LOTE = "lote"',
        'LOTE = "plan"',
        f"{REGLAS}debts/test_planes.py::test_a_plan_and_a_lot_of_one_name_are_two_places",
    ),
    Mutacion(
        "pedir lo que la cancelación ya incluye",
        "portal/rules/debts/carrito.py",
        "        return sin_remedio or sorted(",
        "        return sorted(",
        f"{REGLAS}debts/test_carrito.py::test_what_a_pay_off_includes_and_the_rest_needs_is_for_the_company_to_sort_out",
    ),
    Mutacion(
        "llamar sin descanso al paquete caído",
        "portal/rules/payment/cuts.py",
        "    return pago.mirar is not None and pago.mirar <= ahora",
        "    return pago.mirar is not None",
        f"{OPERACIONES}payment/test_esperas.py::test_a_package_that_is_down_is_called_with_rests_and_the_delay_is_told_once",
    ),
    Mutacion(
        "avisar de nuevo en cada intento",
        "portal/operations/payment/transitions.py",
        "    sigue = en_duda(pago) and en_duda(nuevo)\n",
        "    sigue = en_duda(pago) and not en_duda(nuevo)\n",
        f"{OPERACIONES}payment/test_esperas.py::test_a_package_that_is_down_is_called_with_rests_and_the_delay_is_told_once",
    ),
    Mutacion(
        "insistir sin pausa al banco que no devuelve",
        "portal/rules/payment/decide.py",
        "hecho=True)\n        case _:\n            return nada_se_supo(pago, ahora, sabe)",
        "hecho=True)\n        case _:\n            return COMO_ESTA",
        f"{OPERACIONES}payment/test_esperas.py::test_a_bank_that_does_not_give_back_is_asked_as_seldom_as_one_that_is_silent",
    ),
    Mutacion(
        "devolver otra vez lo que devolvió una persona",
        "portal/operations/payment/gateway.py",
        "    return ultimo.actor != EL_PORTAL\n",
        "    return False\n",
        f"{OPERACIONES}payment/test_cobros_tardios.py",
    ),
    Mutacion(
        "no vigilar lo anulado",
        "portal/rules/payment/decide.py",
        "    Estado.ANULADO: _terminado,\n",
        "    Estado.ANULADO: _en_duda,\n",
        f"{OPERACIONES}payment/test_cobros_tardios.py::test_a_bank_that_charges_again_after_a_reversal_gives_it_back",
    ),
    Mutacion(
        "resolver una duda sin mirar el ERP",
        "portal/rules/payment/dudas.py",
        "    if desenlace in caben(pago, erp, con_pasarela=con_pasarela):\n",
        "    if desenlace in Desenlace:\n",
        f"{OPERACIONES}payment/test_dudosos.py::test_no_answer_contradicts_the_erp",
    ),
    Mutacion(
        "seguir otro día la anulación que se cortó",
        "portal/operations/payment/acts.py",
        "await impedimento(self.portal, tx, pago) or await",
        "await",
        f"{OPERACIONES}payment/test_anulaciones_cortadas.py::test_the_next_day_it_is_not_made_though_the_package_would",
    ),
    Mutacion(
        "negar un pedido mientras se anula",
        "portal/operations/desk/pedidos.py",
        "        if not await pagos.cercar(tx.sql, pago):\n            raise OtroFuePrimero\n        habia",
        "        habia",
        f"{OPERACIONES}payment/test_carreras.py::test_a_request_is_not_refused_while_its_reversal_runs",
    ),
    Mutacion(
        "decir anulado lo que se está anulando",
        "portal/operations/payment/pagos.py",
        "        case Estado.ANULADO:  # while",
        "        case Estado.ANULANDO | Estado.ANULADO:  # while",
        f"{OPERACIONES}payment/test_anulaciones.py::test_a_payment_is_not_said_to_be_reversed_while_its_reversal_runs",
    ),
    Mutacion(
        "decir que se paga lo que otro pagó",
        "portal/operations/debts/juicio.py",
        "        return faltantes\n",
        "        pass\n",
        f"{PAGABLE}test_debts_that_another_canal_paid_are_named",
    ),
    Mutacion(
        "repetir sobre un carrito que cambió",
        "portal/operations/payment/guards.py",
        "    if (items, comision) != (await",
        "    if items == () != (await",
        f"{PAGABLE}TestLoQueNoSeEjecuto::test_a_cart_that_changed_is_paid_with_another_code",
    ),
    Mutacion(
        "nombrar el pago de otro canal",
        "portal/rules/payment/anulacion.py",
        " if (concierne(lector, otro) if lector else otro.emisor == pago.emisor)]",
        "]",
        f"{API}test_pagos.py::test_another_canal_s_later_payment_keeps_this_one_and_is_not_told",
    ),
    Mutacion(
        "recordar cada deuda que alguna vez se pagó",
        "portal/repo/tables/debts/consultas.py",
        ' AND {entre(EN_CURSO, "p.estado")}',
        "",
        "tests/repo/oracle/test_trips.py::test_the_page_of_debts_costs_no_trip_more_to_who_has_paid_before",
    ),
    Mutacion(
        "pagar lo que otro reclamó",
        "portal/rules/payment/decide.py",
        "    if sabe.nuestro:\n        return Pagar()\n",
        "    if sabe.nuestro or sabe.suceso is Suceso.CANAL_PAGA:\n        return Pagar()\n",
        f"{REGLAS}payment/test_decide.py",
    ),
    Mutacion(
        "anular antes de tiempo lo que otro reclamó",
        "portal/rules/payment/decide.py",
        "return Anular() if sabe.nuestro or (pago.vence < ahora and mira",
        "return Anular() if sabe.nuestro or (mira",
        f"{REGLAS}payment/test_decide.py",
    ),
    Mutacion(
        "hacer otra vez lo que ya se hizo",
        "portal/structs/pasos.py",
        "hecho=self.hecho or paso.hecho",
        "hecho=self.hecho",
        f"{REGLAS}payment/test_decide.py",
    ),
    Mutacion(
        "aplicar lo que el banco no dijo que cobró",
        "portal/rules/payment/decide.py",
        "    if sabe.banco in COBRADOS:\n        razon",
        "    if sabe.banco is not DelBanco.NO_COBRADO:\n        razon",
        f"{REGLAS}payment/test_decide.py",
    ),
    Mutacion(
        "conexión terminada en el instante mismo de su límite",
        "portal/repo/oracle/link/connection.py",
        "loop.call_later(TURN_S, loop.call_soon, self.raw.terminate)",
        "self.raw.terminate()",
        CRUCES,
    ),
    Mutacion(
        "conexión terminada en un plazo y no después de él",
        "portal/repo/oracle/link/connection.py",
        "loop.call_later(TURN_S, loop.call_soon, self.raw.terminate)",
        "loop.call_later(TURN_S, self.raw.terminate)",
        CRUCES,
    ),
    Mutacion(
        "conexión terminada sin esperar un milisegundo",
        "portal/repo/oracle/link/connection.py",
        "loop.call_later(TURN_S, loop.call_soon, self.raw.terminate)",
        "loop.call_later(0, loop.call_soon, self.raw.terminate)",
        CRUCES,
    ),
    Mutacion(
        "conexión prestada con una llamada en curso",
        "portal/repo/oracle/step_session.py",
        "self.under_way.add_done_callback(lambda _: self.pool.drop(self.connection))",
        "self.pool.give_back(self.connection)",
        CRUCES,
    ),
)
