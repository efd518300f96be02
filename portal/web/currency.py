"""The currency in which a browser was told to show the debts: a cookie of its own, since it is nobody's secret."""

from collections.abc import Mapping
from datetime import timedelta

from litestar.datastructures import Cookie

from portal.money import MONEDAS
from portal.settings import Settings

NAME = "moneda"
# Over https the browser itself keeps the cookie to this host and path.
OVER_HTTPS = f"__Host-{NAME}"
LASTS = timedelta(days=365)


def chosen(cookies: Mapping[str, str]) -> int | None:
    """Its code; None where nothing was chosen."""
    kept = cookies.get(OVER_HTTPS) or cookies.get(NAME, "")
    return next((code for code in MONEDAS if str(code) == kept), None)


def cookie(settings: Settings, code: int) -> Cookie:
    """The one that keeps it for a year."""
    return Cookie(
        key=OVER_HTTPS if settings.con_https else NAME,
        value=str(code),
        max_age=int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.con_https,
    )
