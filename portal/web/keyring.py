"""Which key signs a token, and by which one it is read: a file's, looked at again while the portal runs."""

import time
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import structlog

from portal.settings import Settings
from portal.settings.keyring import BASE, Keyring, SigningKey, is_weak, read

# A key signs an hour after it was made, unless another leaked: then every instance knows it within this.
LOOK_S = 2.0
EVER = datetime.min.replace(tzinfo=UTC)

log = structlog.get_logger()


class SigningKeys:
    """Of one process. A file that became unreadable changes nothing but the log."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._file = Path(settings.archivo_de_claves) if settings.archivo_de_claves else None
        self._mark: tuple[int, int] | None = None
        self._looked: float | None = None
        self._ring = Keyring()
        # How often it changed: what was read by one edition is not good for the next.
        self.edition = 0

    def signing(self, now: datetime) -> SigningKey:
        """The newest that began, or SECRET_KEY before the first of them."""
        self.look()
        begun = [key for key in self._ring.claves if key.desde <= now and key.counts(now)]
        return begun[-1] if begun else self._base()

    def named(self, kid: str | None) -> SigningKey | None:
        """The one that a token names; SECRET_KEY for one that names none. Whether it counts is the caller's to ask."""
        if kid is None or kid == BASE:
            return self._base()
        return next((key for key in self._ring.claves if key.kid == kid), None)

    def look(self) -> None:
        """Reads the file again where it is another."""
        if self._file is None:
            return
        moment = time.monotonic()
        if self._looked is not None and moment - self._looked < LOOK_S:
            return
        self._looked = moment
        try:
            told = self._file.stat() if self._file.exists() else None
            mark = None if told is None else (told.st_mtime_ns, told.st_ino)
            if mark == self._mark and self.edition:
                return
            ring = read(self._file)
            if self._settings.produccion and any(is_weak(key.clave) for key in ring.claves):
                raise ValueError("a weak key")
        except (OSError, ValueError) as error:
            log.error("claves_ilegibles", causa=type(error).__name__)  # noqa: TRY400 - its text may hold a key
            return
        self._ring, self._mark = ring, mark
        self.edition += 1

    def _base(self) -> SigningKey:
        settings = self._settings
        return SigningKey(
            kid=BASE,
            alg=settings.algorithm,
            clave=settings.secret_key,
            desde=EVER,
            hasta=self._ring.secret_key_hasta,
        )


@lru_cache(maxsize=64)
def signing_keys(settings: Settings) -> SigningKeys:
    """The ones of those settings, one for the whole process."""
    return SigningKeys(settings)
