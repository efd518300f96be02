"""What a customer's pages say by what happens in them."""

from portal.texts.es.label import N_, counted

DESCRIPCION = N_("Mirá lo que debés, elegí qué pagar y guardá tus comprobantes.")

SECCIONES = (N_("Vencidas"), N_("Próximas"), N_("Cancelación anticipada"), N_("En un pago sin terminar"))
OPCIONES = {"minimo": N_("Lo mínimo"), "vencido": N_("Todo lo vencido")}
QUEDAS_AL_DIA = N_("Quedás al día.")
QUEDA_VENCIDA = N_("Queda %(deuda)s.")
QUEDAN_VENCIDAS = counted("Queda %(cuantas)s vencida.", "Quedan %(cuantas)s vencidas.")

FALTA = counted("Falta %(deudas)s", "Faltan %(deudas)s")
SOBRA = counted("Sobra %(deudas)s", "Sobran %(deudas)s")
FALTA_Y_SOBRA = N_("%(falta)s. %(sobra)s")
NADA_ELEGIDO = N_("Nada elegido todavía")
CON_COMISION = counted("%(cuantas)s deuda, con comisión", "%(cuantas)s deudas, con comisión")
MAS_COMISION = counted("%(cuantas)s deuda, más comisión", "%(cuantas)s deudas, más comisión")
Y_MAS = counted("%(primera)s y %(cuantas)s más", "%(primera)s y %(cuantas)s más")
NO_CAMBIA = N_("No cambia nada: la cancelación anticipada que elegiste ya la incluye.")
NINGUNA_ELEGIDA = N_("Ninguna deuda elegida.")
ELEGIDAS = counted("%(cuantas)s deuda elegida", "%(cuantas)s deudas elegidas")
ASI_NO_PORQUE = N_("%(elegidas)s. Así no se puede pagar: %(motivo)s")
TOTAL_ELEGIDO = N_("%(elegidas)s. Total a pagar %(importe)s, comisión incluida.")
ASI_NO = N_("Así no se puede pagar todavía.")
ELEGI_ALGUNA = N_("Elegí al menos una deuda.")
AHORA_ES = N_("%(error)s Ahora es %(importe)s.")

MENOS_DE_UN_MINUTO = N_("Menos de un minuto")
MINUTOS = counted("%(minutos)s minuto", "%(minutos)s minutos")

EN_LA_CUENTA = {
    "clave": N_("Cambiaste la clave. Tus otras sesiones se cerraron."),
    "correo-pedido": N_("Te mandamos un enlace a la dirección nueva: es la tuya recién cuando lo confirmes."),
    "correo": N_("Confirmaste tu dirección de correo."),
    "telefono": N_("Guardamos tu teléfono."),
    "sesion": N_("Cerraste esa sesión."),
    "otras": N_("Cerraste tus otras sesiones: solo queda esta."),
    "tema": N_("Guardamos la apariencia que elegiste."),
    "enlace": N_("Terminaste ese enlace: ya nadie puede pagar con él."),
}
NAVEGADOR_EN = N_("%(navegador)s en %(sistema)s")
DISPOSITIVO_DESCONOCIDO = N_("Dispositivo desconocido")

ENLACE_PARA_COMPARTIR = N_("Te paso un enlace para pagar %(importe)s. Vale hasta el %(hasta)s: %(url)s")

# What the demonstration's bank can be asked to do, and what comes of it.
EN_EL_BANCO = {
    "aprobar": N_("Aprobar"),
    "rechazar": N_("Rechazar"),
    "demorar": N_("Tardar mucho"),
    "dos_veces": N_("Responder dos veces"),
    "tarde": N_("Responder tarde"),
}
DEL_BANCO = {
    "aprobar": N_("El banco debita y avisa enseguida: el camino de todos los días."),
    "rechazar": N_("Sin fondos: no se debita nada y el portal lo dice."),
    "demorar": N_("Aprueba, pero el aviso llega recién un rato después de que volvés al portal."),
    "dos_veces": N_("Aprueba y repite el aviso: el portal debe cobrar una sola vez."),
    "tarde": N_("Aprueba cuando el plazo del pago ya venció: nadie debe perder el dinero."),
}
