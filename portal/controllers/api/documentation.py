"""The API's documentation, from our own files: Swagger UI (/docs), ReDoc (/redoc) and the document itself."""

from typing import Any

from litestar import MediaType, Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, RedocRenderPlugin, SwaggerRenderPlugin
from litestar.openapi.spec import Components, License, OAuthFlow, OAuthFlows, SecurityScheme, Tag
from litestar.status_codes import HTTP_404_NOT_FOUND

from portal import __version__
from portal.controllers.api.translated import translated
from portal.texts.es import api, canal
from portal.texts.es.nombre import PORTAL
from portal.web.policies import PUBLICA

FAVICON = '<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">'


class _Json(JsonRenderPlugin):
    """The document itself, in the reader's language."""

    def render(self, request: Request[None, None, None], openapi_schema: dict[str, Any]) -> bytes:  # type: ignore[type-var]
        return super().render(request, translated(openapi_schema))


class _Swagger(SwaggerRenderPlugin):
    """Swagger UI, with the document in the reader's language in it."""

    def render(self, request: Request[None, None, None], openapi_schema: dict[str, Any]) -> bytes:  # type: ignore[type-var]
        return super().render(request, translated(openapi_schema))


_json = _Json()
_redoc = RedocRenderPlugin(js_url="/static/docs/redoc.standalone.js", google_fonts=False, favicon=FAVICON)


@get("/redoc", media_type=MediaType.HTML, include_in_schema=False, opt=PUBLICA, sync_to_thread=False)
def redoc(request: Request[None, None, None]) -> bytes:  # type: ignore[type-var]
    """ReDoc has its own address, outside of the router of /docs."""
    return _redoc.render(request, translated(request.app.openapi_schema.to_schema()))


@get("/openapi.json", media_type=MediaType.JSON, include_in_schema=False, opt=PUBLICA, sync_to_thread=False)
def openapi_json(request: Request[None, None, None]) -> bytes:  # type: ignore[type-var]
    """The document where the seed's framework had it."""
    return _json.render(request, request.app.openapi_schema.to_schema())


def _our_own_404(response: Response[object]) -> Response[object]:
    """Below /docs the framework answers what is not there with a page of its own, in English."""
    if response.status_code == HTTP_404_NOT_FOUND:
        raise NotFoundException
    return response


def openapi() -> OpenAPIConfig:
    """For one application: its router is filled in by it."""
    return OpenAPIConfig(
        title=PORTAL,
        version=__version__,
        description=api.PORTAL,
        license=License(name="MIT", identifier="MIT"),
        openapi_router=Router(
            "/docs", route_handlers=[], include_in_schema=False, opt=PUBLICA, after_request=_our_own_404
        ),
        components=Components(
            security_schemes={
                "Bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT"),
                "Credencial": SecurityScheme(
                    type="oauth2",
                    description=api.CREDENCIAL,
                    flows=OAuthFlows(client_credentials=OAuthFlow(token_url="/token", scopes=dict(canal.ALCANCES))),  # noqa: S106 - an address
                ),
            }
        ),
        tags=[Tag(name, description=description) for name, description in api.TAGS.items()],
        render_plugins=[
            _Swagger(
                path="/",
                js_url="/static/docs/swagger-ui-bundle.js",
                css_url="/static/docs/swagger-ui.css",
                standalone_preset_js_url="/static/docs/swagger-ui-standalone-preset.js",
                favicon=FAVICON,
            ),
            _json,
        ],
    )
