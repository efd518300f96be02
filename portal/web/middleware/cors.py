"""Which other sites may call the API from a browser."""

from litestar.config.cors import CORSConfig

from portal.settings import Settings


def cors(settings: Settings) -> CORSConfig | None:
    """Never with credentials: the API takes none from a browser, and the pages are for our own origin."""
    if not settings.allowed_origins:
        return None
    return CORSConfig(
        allow_origins=list(settings.allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Request-ID"],
        expose_headers=["Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID"],
    )
