"""What is written down of everybody's acts: how each is called, and what cannot be asked of the audit."""

from portal.texts.es.label import N_
from portal.texts.es.sentence import sentence, title

SENTENCES = (
    sentence("auditoria-sin-dia", "Escribí un día como 23/11/2026, del año 2000 en adelante."),
    sentence("auditoria-al-reves", "El último día es anterior al primero."),
    sentence("auditoria-larga", "Son más de %(maximo)s anotaciones: elegí menos días, una persona o una acción."),
    sentence("auditoria-desconocida", "No existe esa anotación: empezá a verificar desde el principio."),
    title("mirada", "Tus deudas", case="consultar"),
    title("mirada", "Uno de tus pagos", case="ver-pago"),
    title("mirada", "La lista de tus pagos", case="listar-pagos"),
    title("mirada", "Tu nombre, entre los clientes", case="buscar-clientes"),
    title("mirada", "Tu cuenta y tus pagos, juntos", case="ver-cliente"),
    title("mirada", "Entró por tu documento", case="mirar-por-otro"),
)
HOJA = N_("Auditoría")
COLUMNAS = (
    N_("Número"),
    N_("Cuándo"),
    N_("Quién"),
    N_("Rol"),
    N_("Qué hizo"),
    N_("A quién o sobre qué"),
    N_("Resultado"),
    N_("Motivo"),
    N_("Desde dónde"),
)
