"""What every page must be, whatever it says."""

from xml.etree.ElementTree import Element

import html5lib
from httpx import Response

CONTROLES = {"input", "select", "textarea"}
SIN_ROTULO = {"hidden", "submit", "button"}


def pagina(respuesta: Response, estado: int = 200) -> Element:
    """The page's tree, after checking that it is sound HTML: parsed without errors, one title, no repeated id, nothing
    inline (the CSP would block it), every control labelled, every form posted or got to a path of ours."""
    assert respuesta.status_code == estado, respuesta.text
    assert respuesta.headers["content-type"].startswith("text/html")
    analizador = html5lib.HTMLParser(namespaceHTMLElements=False)
    arbol: Element = analizador.parse(respuesta.text)
    assert not analizador.errors, analizador.errors
    assert arbol.get("lang") == respuesta.headers["content-language"]
    titulos = arbol.findall("./head/title")
    assert len(titulos) == 1
    assert (titulos[0].text or "").strip()
    ids = [nombre for elemento in arbol.iter() if (nombre := elemento.get("id"))]
    assert len(ids) == len(set(ids)), sorted(ids)
    assert len(list(arbol.iter("h1"))) == 1
    for elemento in arbol.iter():
        _sin_nada_en_linea(elemento)
    for formulario in arbol.iter("form"):
        assert (formulario.get("method") or "").lower() in {"get", "post"}
        assert (formulario.get("action") or "").startswith("/")
    _rotulados(arbol, set(ids))
    return arbol


def texto(elemento: Element) -> str:
    """What is read, on one line and with plain spaces."""
    return " ".join("".join(elemento.itertext()).split())


def titulo(arbol: Element) -> str:
    return texto(next(arbol.iter("h1")))


def por_id(arbol: Element, nombre: str) -> Element:
    return next(elemento for elemento in arbol.iter() if elemento.get("id") == nombre)


def acciones(arbol: Element) -> set[str]:
    """Where the page's own forms go: the one of languages is of them all."""
    return {str(formulario.get("action")) for formulario in arbol.iter("form")} - {"/idioma"}


def enlaces(arbol: Element) -> set[str]:
    return {str(enlace.get("href")) for enlace in arbol.iter("a")}


def _sin_nada_en_linea(elemento: Element) -> None:
    assert elemento.tag != "style"
    assert elemento.get("style") is None
    assert not [nombre for nombre in elemento.attrib if str(nombre).startswith("on")]
    if elemento.tag == "script":
        assert elemento.get("src")
        assert not (elemento.text or "").strip()
    if elemento.tag == "img":
        assert elemento.get("alt") is not None


def _rotulados(arbol: Element, ids: set[str]) -> None:
    rotulados = {rotulo.get("for") for rotulo in arbol.iter("label")}
    dentro = {control for rotulo in arbol.iter("label") for control in rotulo.iter() if control.tag in CONTROLES}
    for control in arbol.iter():
        if control.tag in CONTROLES and control.get("type") not in SIN_ROTULO and control.get("hidden") is None:
            assert control in dentro or control.get("id") in rotulados, control.attrib
        for atributo in ("aria-describedby", "aria-labelledby"):
            assert set((control.get(atributo) or "").split()) <= ids, (control.tag, control.attrib)
