"""The portal that the settings ask for, without the web: what a command needs, and each worker."""

from pathlib import Path

from portal import clock as clocks
from portal.clock import Clock
from portal.mail.correo import CorreoSmtp
from portal.operations.portal import Portal
from portal.operations.portal.letterhead import Membrete
from portal.pasarela.bancard.gateway import Bancard
from portal.pasarela.demo.gateway import BancoDemo
from portal.pasarela.protocol import Pasarela
from portal.repo.embedded.repo import EmbeddedRepo
from portal.repo.oracle.repo import OracleRepo
from portal.repo.protocol import Repo
from portal.settings import Settings


def armar_portal(settings: Settings, clock: Clock = clocks.ahora) -> Portal:
    """The engine and the gateway that the settings ask for; nothing is connected yet."""
    repo: Repo = (
        EmbeddedRepo(Path(settings.sqlite_path), clock, settings.comision)
        if settings.embebida
        else OracleRepo(settings)
    )
    membrete = Membrete()
    return Portal(
        repo=repo,
        pasarela=_pasarela(settings, repo, clock),
        clock=clock,
        settings=settings,
        correo=CorreoSmtp(settings, clock, membrete),
        membrete=membrete,
    )


def _pasarela(settings: Settings, repo: Repo, clock: Clock) -> Pasarela | None:
    match settings.pasarela:
        case "demo":
            return BancoDemo(repo, clock, settings)
        case "bancard":
            return Bancard(settings)
        case _:
            return None
