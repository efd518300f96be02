"""Every row of a real Oracle's schema for tests goes before each test."""

from portal.repo.protocol import Repo, Transaccion
from tests import datos

# A table before those that its rows point to.
TABLAS = (
    "portal_diferencia",
    "portal_extracto_linea",
    "portal_extracto_reversa",
    "portal_extracto_aviso",
    "portal_extracto_perfil",
    "portal_extracto_parte",
    "portal_extracto_borrador",
    "portal_extracto",
    "portal_cierre_renglon",
    "portal_cierre",
    "portal_auditoria",
    "portal_cadena",
    "portal_codigo",
    "portal_consulta_elegida",
    "portal_consulta_borrador",
    "portal_consulta_tramo",
    "portal_consulta",
    "portal_idempotencia",
    "portal_intento",
    "portal_intento_en_curso",
    "portal_pulso",
    "portal_empresa",
    "portal_empresa_logo",
    "portal_carta",
    "portal_preferencia",
    "portal_rebote",
    "portal_ronda",
    "portal_caso_nota",
    "portal_caso",
    "portal_solicitud",
    "portal_pedido_anulacion",
    "portal_pago_evidencia",
    "portal_pago_evento",
    "portal_pago_deuda",
    "portal_pago",
    "portal_consumo_documento",
    "portal_consumo",
    "portal_concesion",
    "portal_secreto",
    "portal_credencial",
    "portal_canal",
    "portal_factor",
    "portal_respaldo",
    "portal_prueba_usada",
    "portal_sesion",
    "portal_autorizacion",
    "portal_enlace",
    "portal_usuario",
    "portal_cliente_palabra",
    "portal_cliente",
    "banco_demo_orden",
    "erp_carrito",
    "erp_consulta",
    "erp_deuda",
    "erp_pago",
    "erp_cliente",
)

# Their triggers refuse to delete a row.
CERRADAS = (
    "portal_auditoria",
    "portal_codigo",
    "portal_pago_evidencia",
    "portal_pago_evento",
    "portal_pago_deuda",
    "portal_pago",
)


async def borrar(tx: Transaccion) -> None:
    """Deletes all rows, of what lets its rows go."""
    for tabla in TABLAS:
        await tx.sql.ejecutar(f"DELETE FROM {tabla}")  # noqa: S608 - names of ours


async def vaciar_y_cargar(repo: Repo) -> None:
    """The company's own rows alone. On Oracle: ALTER TABLE commits by itself."""

    async def hacer(tx: Transaccion) -> None:
        for tabla in CERRADAS:
            await tx.sql.ejecutar(f"ALTER TABLE {tabla} DISABLE ALL TRIGGERS")
        await borrar(tx)
        for tabla in CERRADAS:
            await tx.sql.ejecutar(f"ALTER TABLE {tabla} ENABLE ALL TRIGGERS")
        await datos.cargar(tx)
        await tx.confirmar()

    await repo.write(hacer)
