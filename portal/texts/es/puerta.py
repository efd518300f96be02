"""What the doors themselves refuse: who asks, from where, how much at once, with which form."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import sentence

NO_ES_HTTP = N_("No es un pedido de HTTP/1.1.")

SENTENCES = (
    sentence("sin-sesion", "Ingresá para continuar."),
    sentence("origen-ajeno", "La petición no vino de esta página: volvé a entrar y probá de nuevo."),
    sentence("solo-https", "La API se usa por https: lo que se mandó viajó sin cifrar, así que cambiá esa clave."),
    sentence("saturado", "Hay demasiados pedidos en este momento: probá de nuevo.", case="pedidos"),
    sentence("saturado", "Hay demasiadas conexiones en este momento: probá de nuevo.", case="conexiones"),
    sentence("direccion-saturada", "Hay demasiados pedidos desde tu dirección: probá de nuevo.", case="pedidos"),
    sentence("direccion-saturada", "Hay demasiadas conexiones desde tu dirección: probá de nuevo.", case="conexiones"),
    sentence("no-existe", "Esta dirección no existe."),
    sentence("formato-desconocido", "Elegí Excel o CSV."),
    sentence("falta-diferencia", "Elegí la diferencia que querés explicar."),
    sentence("falta-desenlace", "Elegí qué pasó con este pago."),
    sentence("clave-distinta", "Las dos claves nuevas no son iguales: escribilas de nuevo."),
    sentence("consulta-invalida", "Falta la consulta: volvé a abrir tus deudas."),
    sentence("total-invalido", "Falta el total que viste: volvé a revisar tu pago."),
    sentence("sin-comprobante", "Ese pago todavía no tiene comprobante."),
    sentence("firma-invalida", "La firma del aviso no es la que corresponde."),
)
