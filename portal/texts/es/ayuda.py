"""The help of the command line: each command and each of its options."""

from portal.texts.es.label import N_

PORTAL = N_("Espacio Clientes: ver lo que se debe, elegir, pagar una sola vez.")
VERSION = N_("Dice qué versión es esta.")

SERVE = N_("Atiende el portal.")
HOST = N_("Dirección donde escucha.")
PORT = N_("Puerto.")
WORKERS = N_("Procesos.")
RELOAD = N_("Vuelve a empezar cuando cambia el código.")
CERTIFICADO = N_("Certificado en PEM, para servir https sin proxy.")
CLAVE_TLS = N_("La clave privada del certificado, en PEM.")

DEMO = N_("Carga datos inventados si hace falta, y atiende el portal.")
CLIENTES = N_("Cuántos, al azar.")
SEMILLA = N_("Con la misma semilla salen los mismos datos.")
DE_NUEVO = N_("Borra la base de demostración y la carga otra vez, desde hoy.")
SIN_SERVIR = N_("Solo carga los datos.")

IMPORTAR = N_("Carga deudas desde un CSV, un XLSX o un ODS: todas, o ninguna si una fila está mal.")
PROBAR = N_("Solo dice qué pasaría: no carga nada.")
COMPLETA = N_("El archivo es la lista entera: se retira lo pendiente que no nombra.")
RETIRAR_MUCHAS = N_("Con --completa, aunque sea más de la mitad de lo pendiente.")

DB = N_("La base de datos.")
CHECK = N_("Prueba la conexión con la base; la embebida se lee entera.")
INSTALL = N_("Crea el esquema en una base vacía; a una que ya tiene tablas la trae «db migrate».")
CON_ERP = N_("También un PACK_PAGO_WS y sus tablas, si no hay ERP.")
CON_DATOS = N_("También los de «portal demo», en el ERP de referencia.")
STATUS = N_("Dice de qué versión es la base y qué pasos le faltan; termina en 1 si no es la de este portal.")
MIGRATE = N_("""Trae una base de otra versión a la de este portal, sin perder nada.

La embebida, entera o no la toca; en Oracle, si se corta, al repetirlo sigue desde ahí.
""")
INVARIANTES = N_("Revisa que los libros cierren: pagos, deudas y auditoría.")
AUDITORIA = N_("Revisa que nadie haya cambiado la auditoría.")

USUARIO = N_("Los usuarios del portal.")
CREAR = N_("Crea un usuario; la clave se escribe después, o llega por la entrada estándar.")
ROL = N_("Qué puede hacer.")
NOMBRE = N_("Cómo se llama.")
DOCUMENTO = N_("Cédula o RUC; solo para un cliente.")
DE_OPERADOR = N_("Hasta dónde llega un operador; solo para un operador.")
NIVEL = N_("Cambia hasta dónde llega un operador, desde ese momento.")
CLAVE = N_("Cambia la clave de un usuario y cierra sus sesiones.")
DESBLOQUEAR = N_(
    "Levanta lo que dejaron las claves mal puestas: la espera, o el ingreso detenido tras cien seguidas. Con un "
    "documento que todavía no tiene cuenta, lo mismo de su primer acceso."
)
QUITAR_FACTORES = N_(
    "Quita el segundo paso de quien perdió el teléfono, y sus códigos de respaldo; cierra sus sesiones."
)
AUTORIZAR = N_("La cuenta de un cliente puede entrar también por otro documento, como el de su empresa.")
DESAUTORIZAR = N_("La cuenta de un cliente ya no entra por ese documento, desde ese momento.")
DE_QUIEN_ES = N_("Cómo se llama su titular.")
POR_QUE = N_("Por qué; queda en la auditoría.")
DESACTIVAR = N_("Un usuario no puede entrar más, y sus sesiones se cierran; «activar» lo deshace.")
ACTIVAR = N_("Un usuario desactivado puede entrar otra vez, con la clave que tenía.")
LISTAR = N_("Los usuarios, uno por línea y con tabulaciones, para leer o para otro programa.")
INVITAR = N_("Invita por correo a los clientes de una lista a abrir su cuenta, y dice qué fue de cada línea.")
ARCHIVO_DE_CLIENTES = N_("CSV, XLSX u ODS con las columnas documento, correo y, si se quiere, nombre.")
INVITAR_DE_NUEVO = N_("También a quienes ya tienen una invitación que sirve a esa dirección.")
CODIGOS = N_("Dice el código de primer acceso de cada documento de un archivo (uno por línea).")
DE_ESE_ROL = N_("Solo los de ese rol.")

CLAVES = N_("Las claves que firman los tokens y las sesiones.")
ROTAR_CLAVE = N_("Hace una clave nueva en ARCHIVO_DE_CLAVES; nadie tiene que volver a entrar.")
EN_MINUTOS = N_("Cuándo empieza a firmar: antes, todas las instancias tienen que ver el archivo.")
YA = N_("Una clave se filtró: la nueva firma desde ahora, y todas las sesiones terminan.")
LISTAR_CLAVES = N_("Las claves por su nombre, una por línea y con tabulaciones; nunca las claves mismas.")

CANAL = N_("Los canales y las credenciales de sus programas.")
REGISTRAR = N_("Registra un canal, que entra solo por sus credenciales.")
CANALES = N_("Los canales, uno por línea y con tabulaciones, para leer o para otro programa.")
VER_CANAL = N_("Las credenciales de un canal y sus secretos, uno por línea y con tabulaciones.")
LIMITES = N_("Cambia desde dónde llama un canal, con qué empiezan sus códigos y cuánto puede pedir; '' lo borra.")
PREFIJO = N_("Con qué empiezan sus códigos de transacción.")
REDES = N_("Direcciones o redes desde las que llama, separadas por comas.")
POR_MINUTO = N_("Pedidos por minuto.")
POR_HORA = N_("Documentos distintos por hora.")
CREDENCIAL = N_("Hace una credencial y dice su secreto, que no se puede volver a ver.")
PROGRAMA = N_("Para qué programa es.")
ALCANCE = N_("Lo que permite; se puede repetir. Sin ninguno, todo lo que hace un canal.")
HASTA = N_("Su último día; sin él, no vence.")
ROTAR = N_("Hace un segundo secreto de una credencial, y lo dice; el primero sigue valiendo.")
RETIRAR = N_("Un secreto no vale más, ni los tokens que dio.")
REVOCAR = N_("Una credencial no vale más, ni los tokens que dio.")
