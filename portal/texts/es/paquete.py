"""What the reference ERP's package answers, word by word: it is another party, which speaks without full stops."""

from portal.texts.es.sentence import sentence, title

SENTENCES = (
    title("paquete", "El usuario no está habilitado", case="usuario-inhabilitado"),
    title("paquete", "No encontramos a nadie con ese documento", case="cliente-desconocido"),
    title("paquete", "Esa moneda no existe", case="moneda-desconocida"),
    title("paquete", "La consulta no existe", case="consulta-desconocida"),
    title("paquete", "La consulta es de otro día: hacé otra", case="consulta-vieja"),
    title("paquete", "Esa consulta ya se pagó: hacé otra", case="consulta-pagada"),
    title("paquete", "Esa deuda no está pendiente", case="deuda-no-pendiente"),
    title("paquete", "Una de las deudas ya no está pendiente", case="deuda-saldada"),
    title("paquete", "El importe de una deuda cambió después de esa consulta: hacé otra", case="importe-cambiado"),
    title("paquete", "Agregado correctamente al carrito", case="agregado"),
    title("paquete", "Quitado del carrito", case="quitado"),
    title("paquete", "El carrito está vacío", case="carrito-vacio"),
    title("paquete", "Ese código de transacción ya se usó", case="codigo-usado"),
    title("paquete", "Pago realizado", case="pagado"),
    title("paquete", "No existe un pago con ese código", case="pago-desconocido"),
    title("paquete", "El pago ya estaba anulado", case="ya-anulado"),
    title("paquete", "Pago anulado", case="anulado"),
    sentence(
        "paquete",
        "Este pago no es el último de su plan: los posteriores se anulan primero.",
        case="no-es-el-ultimo",
    ),
)
