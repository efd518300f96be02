"""Signing in and out, passwords and users: what is refused, and what the audit keeps of it."""

from portal.texts.es.sentence import plural, sentence, title

SENTENCES = (
    sentence("cuentas-de-demostracion", "El ingreso no está habilitado: avisá a la empresa."),
    sentence("ingreso-rechazado", "El usuario o la clave no son correctos."),
    sentence("demasiados-a-la-vez", "Hay otros ingresos en curso: probá de nuevo en un segundo."),
    sentence(
        "ingreso-detenido",
        "Hubo demasiados intentos fallidos: por seguridad, este ingreso quedó detenido. Comunicate con la empresa.",
    ),
    plural(
        "demasiados-intentos",
        "Hubo demasiados intentos: probá de nuevo en %(cuanto)s segundo.",
        "Hubo demasiados intentos: probá de nuevo en %(cuanto)s segundos.",
        by="cuanto",
        case="segundos",
    ),
    plural(
        "demasiados-intentos",
        "Hubo demasiados intentos: probá de nuevo en %(cuanto)s minuto.",
        "Hubo demasiados intentos: probá de nuevo en %(cuanto)s minutos.",
        by="cuanto",
        case="minutos",
    ),
    title("ingreso-frenado", "%(balde)s: %(fallas)s fallas, hasta que una persona lo abra", case="detenido"),
    title("ingreso-frenado", "%(balde)s: %(fallas)s fallas, hasta %(hasta)s", case="espera"),
    sentence("acceso-negado", "%(pedido)s."),
    sentence("acceso-negado", "%(pedido)s. Los que sigan en esta hora no se anotan.", case="ultimo"),
    sentence("sesion-terminada", "Tu sesión terminó: volvé a ingresar."),
    sentence("sesion-inactiva", "Tu sesión terminó porque no la usaste por un rato: volvé a ingresar."),
    sentence("sesion-desconocida", "Esa sesión ya no está abierta."),
    sentence("sesion-reemplazada", "Otro ingreso en el mismo navegador."),
    sentence("sesiones-cerradas", "Sesiones que se cerraron: %(cuantas)s."),
    sentence("clave-corta", "La clave debe tener entre %(minimo)s y %(maximo)s caracteres."),
    sentence("clave-comun", "Esa clave es de las primeras que alguien probaría: elegí otra."),
    sentence("clave-propia", "Esa clave se adivina con tus datos o con el nombre de la empresa: elegí otra."),
    sentence("clave-incorrecta", "La clave actual no es correcta."),
    sentence("usuario-invalido", "El usuario debe tener entre 1 y %(maximo)s letras."),
    sentence("usuario-repetido", "Ya existe el usuario %(usuario)s."),
    sentence("usuario-desconocido", "No existe ese usuario."),
    sentence("nombre-vacio", "Falta el nombre."),
    sentence("nivel-invalido", "Un operador lleva su nivel: mirar, resolver o administrar.", case="falta"),
    sentence("nivel-invalido", "Solo un operador lleva nivel.", case="de-otro-rol"),
    sentence("documento-invalido", "Un cliente lleva documento, y solo un cliente.", case="de-otro-rol"),
    sentence("documento-invalido", "El documento lleva entre 6 y 15 letras o números, sin otros signos."),
    sentence("cuenta-de-demostracion", "En producción no se activa un usuario de demostración."),
)
