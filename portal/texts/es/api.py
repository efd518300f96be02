"""The API's documentation: what it is for, and what each operation does and answers."""

from portal.texts.es.label import N_

PORTAL = N_("""
Consultar lo que debe un cliente, elegir qué pagar según las reglas de la empresa, pagar una sola vez por todo y anular
en el día.

**Cómo se usa**: pedí un token en `POST /token`, mandalo en `Authorization: Bearer`, abrí una consulta, armá el carrito
con su `idsession` y pagalo con tu código de transacción.

- Los importes son números JSON exactos: guaraníes enteros, dólares con hasta dos decimales.
- Un error es `application/problem+json`. Un rechazo del negocio es `409`: `codigo` es estable para programas, `detail`
  es una frase para personas, `faltan` trae los `CODMOVIMIENTO` que lo harían válido y `sobran` los que hay que sacar o
  esperar (hasta `hasta`, si se sabe).
- Toda respuesta de `/carrito/agregar`, `/pago` y `/anulacion` que no es `200` trae además los miembros de su éxito,
  para los clientes que leen solo esos: el código es el del paquete en un rechazo y si no el estado HTTP, y nunca `0`.
- `se_puede_pagar` y `POST /pago` juzgan igual. Una consulta vale en su día, y hasta que se anule un pago de su cliente.
- `202` quiere decir que el resultado todavía no se conoce: no pagues de nuevo, mirá `GET /pago/{cod_transaccion}`.
- Lo que no es tuyo se responde igual que lo que no existe.
- A cada canal se le cuentan los pedidos por minuto y los documentos distintos por hora: `RateLimit` dice cuánto queda,
  y `429` con `Retry-After` que hay que esperar.
""")

# By the tag that groups the operations.
TAGS = {
    "Ingreso": N_("El token de acceso"),
    "Consulta": N_("Lo que debe un cliente"),
    "Carrito": N_("Lo que se va a pagar"),
    "Pago": N_("Pagar y ver lo pagado"),
    "Anulación": N_("Deshacer un pago del día"),
    "Salud": N_("Si el portal está vivo y listo"),
}

CREDENCIAL = N_("La credencial de un programa: su client_id y su secreto")
TOKEN = N_("Pide un token de acceso")
TOKEN_MAS = N_(
    "Formulario con usuario y clave, o con la credencial de un programa (`grant_type=client_credentials`), en "
    "cualquiera de sus dos codificaciones. El token va después en "
    "`Authorization: Bearer`. Lo que el pedido tiene mal trae también los miembros de OAuth 2.0, `error` y "
    "`error_description`; una espera o una falla nuestra no tienen nombre ahí."
)
TOKEN_HECHO = N_("El token")

CONSULTA = N_("Deudas pendientes de un cliente")
CONSULTA_MAS = N_("Abre una consulta: su `idsession` identifica el carrito y es de quien la abrió.")
CONSULTA_HECHA = N_("Las deudas pendientes, por vencimiento")

AGREGAR = N_("Agrega o quita una deuda del carrito")
AGREGAR_MAS = N_(
    "Las deudas de un mismo plan y tipo entran de la más vieja a la más nueva. Un rechazo trae en `faltan` los "
    "`CODMOVIMIENTO` que hay que agregar antes."
)
AGREGADO = N_("La comisión del carrito como quedó")
CARRITO = N_("El carrito de una consulta")
CARRITO_MAS = N_("Lo elegido, la comisión, el total y lo que falta para poder pagar.")
CARRITO_VISTO = N_("El carrito")

PAGAR = N_("Paga el carrito entero")
PAGAR_MAS = N_(
    "Solo para canales, con su propio código de transacción. El mismo código sobre la misma consulta paga una "
    "sola vez, aunque se repita."
)
PAGADO = N_("El pago quedó registrado")
PAGO = N_("Un pago: su estado y su historia")
PAGO_VISTO = N_("El pago")
PAGOS = N_("Los pagos propios, del más nuevo al más viejo")
PAGOS_VISTOS = N_("Una página de pagos")

ANULAR = N_("Anula un pago del día")
ANULAR_MAS = N_(
    "El canal anula su propio pago, el mismo día y desde el más nuevo de cada plan. Repetirla responde igual. "
    "Un código anulado, o que nunca pagó, no se puede usar más."
)
ANULADO = N_("El pago quedó anulado")

VIVO = N_("Dice si el proceso está vivo")
VIVO_MAS = N_("No mira la base de datos: sirve para saber si hay que reiniciar el proceso.")
VIVO_DICHO = N_("El proceso está vivo")
LISTO = N_("Dice si se puede atender")
LISTO_MAS = N_(
    "Mira si la base de datos responde, si es la que se abrió, y si alguna instancia pudo escribir en "
    "los últimos cinco segundos. `503` con la causa mientras no. Los pagos que esperan a una "
    "persona se cuentan y no cambian el estado: son para una alarma, no para el balanceador."
)
LISTO_DICHO = N_("La base de datos responde, y se puede escribir en ella")
