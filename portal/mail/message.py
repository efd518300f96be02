"""A carta as the message that a mail server takes."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from portal.clock import en_micros
from portal.settings.mail import ADDRESS
from portal.structs.cartas import Envio, Redactada

# Folded at 78, a long List-Unsubscribe would be encoded, and no reader of mail would know it.
LONG_LINES = policy.SMTP.clone(max_line_length=998)


def compose(envio: Envio, redactada: Redactada, sender: str, name: str) -> bytes:
    """The message from that address, under that name. The same carta has the same Message-ID however often it is sent.
    Raises ValueError for an address that no header holds."""
    if ADDRESS.fullmatch(envio.para) is None:
        raise ValueError("no address")
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=LONG_LINES)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=envio.para)
    message["Subject"] = redactada.asunto
    message["Date"] = envio.creada
    message["Message-ID"] = f"<carta.{envio.id}.{en_micros(envio.creada)}@{domain}>"
    # So that no answering machine answers.
    message["Auto-Submitted"] = "auto-generated"
    if redactada.baja:
        message["List-Unsubscribe"] = f"<{redactada.baja}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(redactada.texto, cte="quoted-printable")
    message.add_alternative(redactada.html, subtype="html", cte="quoted-printable")
    for adjunto in redactada.adjuntos:
        kind, _, subtype = adjunto.tipo.partition("/")
        message.add_attachment(adjunto.bytes, maintype=kind, subtype=subtype, filename=adjunto.nombre)
    message["Content-Language"] = envio.idioma  # at the end: parts take such heads along
    return message.as_bytes()
