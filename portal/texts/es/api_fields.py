"""The API's documentation: each parameter, and the members of its answers that are not plain by their name."""

from portal.texts.es.label import N_

OTP = N_("El código del segundo paso, si la cuenta tiene uno: de la aplicación o de respaldo.")
CONCESION = N_("Puede faltar: se entiende `password`.")
CONCESION_DE_CLIENTE = N_(
    "La credencial va en `Authorization: Basic` o en `client_id` y `client_secret`, nunca en los dos. `scope` puede "
    "pedir menos de lo que la credencial tiene."
)
DOCUMENTO = N_(
    "Documento del cliente: cédula o RUC (con o sin puntos) o documento extranjero, de 6 a 15 letras o números."
)
CEDULA = N_("Cédula")
MONEDA = N_("1 = guaraníes, 2 = dólares.")
IDSESSION = N_("El `idsession` de la consulta.")
IDSESSION_CON_CEROS = N_("El `idsession` de la consulta; se admiten ceros a la izquierda.")
INDICADOR = N_("`S` agrega, `N` quita.")
CODMOVIMIENTO = N_("El `CODMOVIMIENTO` de una deuda de la consulta.")
USUARIO = N_("Se acepta por compatibilidad y no se usa: quien actúa sale del token.")
COD_TRANSACCION = N_("El código de la transacción, propio del canal y único para siempre.")
COD_DEL_PAGO = N_("El código con que se pagó.")
DESDE = N_("El `siguiente` de la página anterior.")
LIMITE = N_("Cuántos pagos trae la página.")
LLAVE = N_(
    "Una clave nueva por operación (un UUID, por ejemplo). La misma clave con los mismos datos responde lo "
    "mismo, con `Idempotent-Replayed: true`, durante un mes; con otros datos es `422`. Sin ella, vale el "
    "código de la transacción."
)
REPETIDA = N_("`true` en una respuesta que ya se había dado; si no, falta.")

IMPORTE = N_("Número JSON exacto: guaraníes enteros, o dólares con hasta dos decimales")
ACCESS_TOKEN = N_("JWT para el encabezado Authorization: Bearer")
RATE_LIMIT = N_("A un canal: cuánto le queda de cada máximo (`r`) y en cuántos segundos vuelve a empezar (`t`).")
RATE_LIMIT_POLICY = N_("A un canal: cada máximo (`q`) y en cuántos segundos se cuenta (`w`).")
RETRY_AFTER = N_("Cuántos segundos esperar")
EXPIRES_IN = N_("Cuántos segundos vale el token")
SCOPE = N_("Los alcances del token, separados por espacios")
FECH_VENC = N_("Vencimiento, AAAA-MM-DD")
OBSERVACION = N_("Vacía donde la empresa no anotó nada")
FALTA_HASTA = N_("Hasta cuándo, si se sabe: instante UTC, ISO 8601 (un pago en curso de esas deudas)")
SE_PUEDE_PAGAR = N_("Si `POST /pago` lo acepta ahora: lo juzga igual, y si no `faltas` dice por qué")
MINIMO = N_("En un carrito vacío: los `CODMOVIMIENTO` de lo mínimo a pagar, en el orden en que se agregan")
INSTANTE = N_("Instante UTC, ISO 8601")
NUMERO = N_("Número de comprobante")
FALTAN = N_("Los `CODMOVIMIENTO` que hay que agregar")
SOBRAN = N_("Los `CODMOVIMIENTO` que hay que sacar, o esperar")
HASTA = N_("Hasta cuándo vale el motivo, si se sabe: instante UTC, ISO 8601 (`deuda-en-pago`)")
PRIMERO = N_("Los códigos de transacción, tuyos, que hay que anular antes (`hay-pago-posterior`)")
ID = N_("Identificador para soporte, en los errores 5xx")
ERROR_DE_OAUTH = N_(
    "`invalid_request`, `invalid_client`, `invalid_grant`, `invalid_scope`, `unauthorized_client` o "
    "`unsupported_grant_type`"
)
FRASE_DE_OAUTH = N_("La misma frase que `detail`, en ASCII")
CODIGO = N_("El código del paquete en un rechazo, y si no el estado HTTP como texto; nunca «0»")
FRASE = N_("La misma frase que `detail`")
SIN_COMISION = N_("Siempre 0: el carrito no cambió")
SIN_FACTURA = N_("Siempre vacío: no hay factura")
DEMORADOS = N_("Pagos en duda o con dinero sin devolver desde hace más de dos minutos: están en la bandeja")
