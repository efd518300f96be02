"""What the staff's desk says of what was just done there, and how a doubtful payment may have ended."""

from portal.texts.es.label import N_

EN_EL_PAGO = {
    "anulado": N_("El pago se anuló y sus deudas volvieron a quedar pendientes."),
    "negado": N_("El cliente ya puede leer tu respuesta."),
    "devuelto": N_("Quedó anotado que el dinero se devolvió."),
    "resuelto": N_("Quedó anotado lo que pasó con este pago."),
    "pedido": N_("Por su importe espera a que otra persona lo apruebe."),
    "aprobado": N_("Lo aprobaste y se hizo."),
    "aprobado-en-curso": N_("Lo aprobaste: se está haciendo, y el portal sigue hasta saber cómo terminó."),
    "sin-efecto": N_("Lo aprobaste, pero el pago cambió y ya no se pudo hacer."),
    "no-aprobado": N_("Quedó rechazado: no se hizo nada."),
}
EN_EL_CASO = {
    "tomado": N_("El caso es tuyo."),
    "anotado": N_("Quedó anotado en la historia del caso."),
    "rechazado": N_("El cliente ya puede leer por qué no se anula."),
    "pedido": N_("Espera a que otra persona lo apruebe, en la página del pago."),
}
EN_EL_EXTRACTO = {
    "cargado": N_("El extracto se cargó y se comparó."),
    "comparado": N_("Se volvió a comparar con lo que hay ahora."),
    "explicada": N_("La explicación quedó anotada."),
}
EN_LA_EMPRESA = {"cambiada": N_("Los datos quedaron guardados: los clientes ya los ven.")}
# What the company tells of itself.
DE_LA_EMPRESA = {
    "nombre": N_("Nombre de la empresa"),
    "ruc": N_("RUC"),
    "telefono": N_("Teléfono"),
    "whatsapp": N_("WhatsApp"),
    "direccion": N_("Dirección"),
    "horario": N_("Horario de atención"),
    "banco": N_("Datos bancarios"),
    "privacidad": N_("Contacto para los datos personales"),
    "logo": N_("Logo"),
}
EN_LAS_COLUMNAS = {"olvidadas": N_("El próximo archivo de ese canal va a preguntar sus columnas.")}

# As it is kept with the payment that it tells of.
AVISO = N_("aviso, que no prueba nada: %(dicho)s")

# An ending, and what comes of it.
DESENLACES = {
    "PAGADO": N_("Se cobró y se aplicó"),
    "RECHAZADO": N_("No se cobró"),
    "NO_EJECUTADO": N_("No llegó a hacerse"),
    "OTRO_PAGO": N_("Se pagaron de otra manera"),
}
CONSECUENCIAS = {
    "PAGADO": N_("Sus deudas ya no están pendientes porque las saldó este pago."),
    "RECHAZADO": N_(
        "El banco lo rechazó, o no hay que cobrarlo: lo que haya debitado se devuelve y las deudas quedan libres."
    ),
    "NO_EJECUTADO": N_("El portal le pregunta otra vez al banco, y si el banco lo cobró lo vuelve a aplicar."),
    "OTRO_PAGO": N_("Sus deudas, o algunas, las saldó otro pago: si un banco debitó algo por este, se devuelve."),
}
