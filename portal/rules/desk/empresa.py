"""Which data of the company are fit to be shown, in the one form in which they are."""

import re

from msgspec import structs
from stdnum.exceptions import ValidationError
from stdnum.py import ruc as digits

from portal.errors import DatoInvalido
from portal.inputs import characters, identity
from portal.structs.empresa import CambioDeEmpresa, Empresa
from portal.texts.named import datos

# In letters: what a page and the paper have room for, and a column of both engines.
LARGOS = {
    "nombre": 80,
    "ruc": 15,
    "telefono": 40,
    "whatsapp": 30,
    "direccion": 200,
    "horario": 200,
    "banco": 500,
    "privacidad": 120,
}
DE_VARIOS_RENGLONES = frozenset({"direccion", "horario", "banco"})
RENGLONES = 8
TELEFONO = re.compile(r"[+0-9][0-9 ()./+-]*")
DIGITOS = range(6, 31)
# A number for WhatsApp is one number: the country's, as people dial it inside, or with its prefix (E.164).
WHATSAPP = re.compile(r"(\+[1-9]|0)[0-9 ()./-]*")
DIGITOS_DE_WHATSAPP = range(8, 16)
PREFIJO_DE_PARAGUAY = "595"


def revisar(escrita: Empresa) -> Empresa:
    """The same in its form. Raises DatoInvalido, with the field, for what is too long or no number, and for a RUC whose
    check digit is another (python-stdnum)."""
    limpios = {campo: _limpio(campo, getattr(escrita, campo)) for campo in LARGOS}
    if limpios["ruc"]:
        limpios["ruc"] = _ruc(limpios["ruc"])
    _numero("telefono", limpios["telefono"], TELEFONO, DIGITOS)
    _numero("whatsapp", limpios["whatsapp"], WHATSAPP, DIGITOS_DE_WHATSAPP)
    return structs.replace(escrita, **limpios)


def cambiados(antes: Empresa, despues: Empresa) -> tuple[str, ...]:
    """The fields that are not as they were."""
    return tuple(campo for campo in (*LARGOS, "logo") if getattr(antes, campo) != getattr(despues, campo))


def campos_cambiados(antes: CambioDeEmpresa | None, despues: CambioDeEmpresa) -> tuple[str, ...]:
    """The fields that one version has otherwise than the one before it, or than nothing."""
    previa = antes.empresa if antes else Empresa()
    previo = antes.huella_logo if antes else ""
    textos = tuple(campo for campo in LARGOS if getattr(previa, campo) != getattr(despues.empresa, campo))
    return textos if previo == despues.huella_logo else (*textos, "logo")


def chat(whatsapp: str) -> str:
    """The address that opens a conversation: https://wa.me/ and the digits with the country's. '' without a number."""
    digitos = re.sub(r"\D", "", whatsapp)
    if not digitos:
        return ""
    return f"https://wa.me/{digitos if whatsapp.startswith('+') else PREFIJO_DE_PARAGUAY + digitos.lstrip('0')}"


def marcar(telefono: str) -> str:
    """The address that dials it, where it is one number; '' elsewhere."""
    return "" if "/" in telefono or not telefono else f"tel:{re.sub(r'[^0-9+]', '', telefono)}"


def _limpio(campo: str, texto: str) -> str:
    renglones = re.split(r"\r\n|\r|\n", texto)
    juntos = "\n" if campo in DE_VARIOS_RENGLONES else " "
    limpio = juntos.join(filter(None, (_legible(campo, renglon) for renglon in renglones)))
    if len(limpio) > LARGOS[campo]:
        raise DatoInvalido("dato-de-empresa-largo", datos(maximo=LARGOS[campo]), campo)
    if limpio.count("\n") >= RENGLONES:
        raise DatoInvalido("dato-de-empresa-con-renglones", datos(maximo=RENGLONES), campo)
    return limpio


def _legible(campo: str, renglon: str) -> str:
    limpio = characters.prose(renglon.replace("\t", " "))
    if any(map(characters.unseen, limpio)):
        raise DatoInvalido("dato-de-empresa-ilegible", campo=campo)
    return limpio


def _ruc(escrito: str) -> str:
    try:
        return str(digits.format(digits.validate(identity.documento(escrito))))
    except ValidationError as error:
        raise DatoInvalido("ruc-invalido", campo="ruc") from error


def _numero(campo: str, escrito: str, forma: re.Pattern[str], cuantos: range) -> None:
    if escrito and (not forma.fullmatch(escrito) or sum(map(str.isdigit, escrito)) not in cuantos):
        raise DatoInvalido("telefono-de-empresa-invalido", datos(caso=campo), campo)
