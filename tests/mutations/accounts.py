"""Bugs in how people come to an account, in what takes two people, in mails and in what a channel may ask for."""

from tests.mutations.catalogue import OPERACIONES, REGLAS, Mutacion

ENLACES = f"{OPERACIONES}access/test_enlaces.py::"

DE_CUENTAS = (
    Mutacion(
        "un enlace de clave, dos claves",
        "portal/repo/tables/access/enlaces.py",
        'WHERE huella = :huella AND tipo = :tipo AND usado IS NULL AND vence > :ahora"""',
        'WHERE huella = :huella AND tipo = :tipo AND vence > :ahora"""',
        f"{OPERACIONES}access/test_clave_olvidada.py::test_of_many_who_press_at_once_one_changes_it",
    ),
    Mutacion(
        "un enlace que no vence",
        "portal/structs/enlaces.py",
        "return self.usado is None and ahora < self.vence",
        "return self.usado is None",
        f"{ENLACES}test_a_link_serves_its_time_and_no_longer",
    ),
    Mutacion(
        "abrir la cuenta con un enlace de otra cosa",
        "portal/operations/access/enlaces.py",
        "    if enlace is None or enlace.tipo not in tipos or not enlace.sirve(",
        "    if enlace is None or not enlace.sirve(",
        f"{ENLACES}test_one_altered_or_of_another_kind_is_no_use_and_of_many_at_once_one_uses_it",
    ),
    Mutacion(
        "abrir la cuenta de otro sin saber nada de él",
        "portal/rules/access/primer_acceso.py",
        "        bien &= de_alguna\n",
        "",
        f"{REGLAS}access/test_primer_acceso.py::test_another_number_is_none",
    ),
    Mutacion(
        "el número de una deuda y el importe de otra",
        "portal/rules/access/primer_acceso.py",
        "    return numero & (importe |",
        "    return numero | (importe |",
        f"{REGLAS}access/test_primer_acceso.py::test_where_both_are_asked_for_they_are_of_one_debt",
    ),
    Mutacion(
        "la invitación de un documento, la cuenta de otro",
        "portal/operations/access/altas.py",
        "tx, ahora, tipo, documento=persona.documento, datos=sabido",
        'tx, ahora, tipo, documento="4567890", datos=sabido',
        f"{OPERACIONES}access/test_invitaciones.py::test_who_accepts_has_an_account_with_that_address",
    ),
    Mutacion(
        "un permiso quitado que la sesión todavía usa",
        "portal/repo/tables/access/autorizaciones.py",
        "    return await sql.ejecutar(QUITAR, id=numero) == 1\n",
        "    return numero > 0\n",
        "tests/controllers/pages/access/test_autorizaciones.py::test_each_page_belongs_to_the_documento_that_is_chosen",
    ),
    Mutacion(
        "una invitación que vuelve a dejar entrar",
        "portal/operations/autorizaciones/grants.py",
        "TipoDeEnlace.OFRECIMIENTO, tenia.documento or",
        "TipoDeEnlace.AUTORIZACION, tenia.documento or",
        f"{OPERACIONES}autorizaciones/test_offers.py::test_an_invitation_ends_at_once",
    ),
    Mutacion(
        "cerrar las otras y también esta",
        "portal/operations/access/sesiones.py",
        "if not await usuarios.ver(tx.sql, actor.sid, portal.clock()):",
        "if not actor.sid:",
        f"{OPERACIONES}access/test_sesiones.py::"
        "test_ending_all_others_leaves_this_one_whose_number_another_tab_changed_meanwhile",
    ),
    Mutacion(
        "invitar a quien ya tiene cuenta",
        "portal/operations/access/invitaciones.py",
        "        if await usuarios.por_documento(tx.sql, uno.documento):\n            return QueFueDe.CON_CUENTA\n",
        "",
        f"{OPERACIONES}access/test_invitaciones.py::test_each_line_is_told_and_the_others_go_on",
    ),
    Mutacion(
        "la segunda persona es la primera",
        "portal/rules/payment/segunda_persona.py",
        '    if solicitud.pide == actor.usuario:\n        raise Rechazo("solicitud-propia")\n',
        "",
        f"{REGLAS}payment/test_segunda_persona.py::test_another_person_answers_once_and_in_time",
    ),
    Mutacion(
        "una ruta que nadie dijo para quién es",
        "portal/web/policies.py",
        "if politica(handler) is None]",
        'if ruta == "/"]',
        "tests/web/test_policies.py::test_a_route_that_says_nothing_or_nonsense_stops_the_start_by_its_name",
    ),
    Mutacion(
        "mandar dos veces el mismo correo",
        "portal/repo/tables/mail/cartas.py",
        'WHERE id = :id AND estado = \'PENDIENTE\' AND intentos = :intentos"""',
        'WHERE id = :id AND :intentos >= 0"""',
        f"{OPERACIONES}mail/test_delivery.py::test_of_four_instances_one_sends_each",
    ),
    Mutacion(
        "escribir dos correos de un suceso",
        "portal/repo/tables/mail/cartas.py",
        "WHERE suceso = :suceso HAVING count(*) = 0",
        "WHERE suceso = :suceso HAVING count(*) >= 0",
        "tests/repo/contract/test_tables_cartas.py::test_of_one_event_there_is_one_carta",
    ),
    Mutacion(
        "mandar al cliente una nota de la casa",
        "portal/operations/desk/casos.py",
        "        if publica:\n            await _avisar",
        "        if limpio:\n            await _avisar",
        f"{OPERACIONES}desk/test_casos.py::"
        "test_the_customer_is_written_to_when_somebody_has_it_when_answered_and_when_it_ends",
    ),
    Mutacion(
        "un código de respaldo, dos ingresos",
        "portal/repo/tables/access/respaldos.py",
        'GASTAR = "DELETE FROM portal_respaldo WHERE',
        'GASTAR = "UPDATE portal_respaldo SET huella = huella WHERE',
        f"{OPERACIONES}factors/test_codes.py::test_a_recovery_code_is_taken_once_however_it_is_typed",
    ),
    Mutacion(
        "pedidos de un canal sin contar",
        "portal/operations/canales/quotas.py",
        "    parte.en_mano -= 1\n",
        "    parte.en_mano -= 0\n",
        f"{OPERACIONES}canales/test_quotas.py::test_exactly_so_many_requests_pass_in_a_minute_of_however_many_workers",
    ),
)
