"""Light or dark, as a browser was told to keep it: a cookie of its own, since it is nobody's secret."""

from collections.abc import Mapping
from datetime import timedelta

from litestar.datastructures import Cookie

from portal.settings import Settings

NAME = "tema"
# Over https the browser itself keeps the cookie to this host and path.
OVER_HTTPS = f"__Host-{NAME}"
LASTS = timedelta(days=365)
AS_THE_DEVICE = "sistema"


def chosen(cookies: Mapping[str, str]) -> str:
    """`claro` or `oscuro`; `sistema` where the browser follows the device."""
    kept = cookies.get(OVER_HTTPS) or cookies.get(NAME, "")
    return kept if kept in ("claro", "oscuro") else AS_THE_DEVICE


def cookie(settings: Settings, theme: str) -> Cookie:
    """The one that keeps it for a year; `sistema` forgets it."""
    return Cookie(
        key=OVER_HTTPS if settings.con_https else NAME,
        value=theme,
        max_age=0 if theme == AS_THE_DEVICE else int(LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.con_https,
    )
