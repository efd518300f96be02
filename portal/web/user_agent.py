"""A User-Agent in words, so that a person knows which of the open sessions is which."""

from portal.texts.es import pagina
from portal.web.language import translations

# Order matters: most browsers also claim to be the ones below them.
NAVEGADORES = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SISTEMAS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def en_palabras(agente: str) -> str:
    """'Chrome en Android'; of a program, its own name."""
    t = translations()
    navegador = next((nombre for marca, nombre in NAVEGADORES if marca in agente), "")
    sistema = next((nombre for marca, nombre in SISTEMAS if marca in agente), "")
    if navegador:
        ambos = t.gettext(pagina.NAVEGADOR_EN) % {"navegador": navegador, "sistema": sistema}
        return ambos if sistema else navegador
    return agente.split(" ", 1)[0].split("/", 1)[0] or t.gettext(pagina.DISPOSITIVO_DESCONOCIDO)
