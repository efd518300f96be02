"""The API's documentation, from our own files: Swagger UI (/docs), ReDoc (/redoc) and the document itself."""

from litestar import MediaType, Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, RedocRenderPlugin, SwaggerRenderPlugin
from litestar.openapi.spec import Components, License, SecurityScheme, Tag
from litestar.status_codes import HTTP_404_NOT_FOUND

from portal import __version__

FAVICON = '<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">'
DESCRIPCION = """
Consultar lo que debe un cliente, elegir qué pagar según las reglas de la empresa, pagar una sola vez por todo y anular
en el día.

**Cómo se usa**: pedí un token en `POST /token`, mandalo en `Authorization: Bearer`, abrí una consulta, armá el carrito
con su `idsession` y pagalo con tu código de transacción.

- Los importes son números JSON exactos: guaraníes enteros, dólares con hasta dos decimales.
- Un error es `application/problem+json`. Un rechazo del negocio es `409`: `codigo` es estable para programas, `detail`
  es una frase para personas, `faltan` trae los `CODMOVIMIENTO` que lo harían válido y `sobran` los que hay que sacar o
  esperar (hasta `hasta`, si se sabe).
- Toda respuesta de `/carrito/agregar`, `/pago` y `/anulacion` que no es `200` trae además los miembros de su éxito,
  para los clientes que leen solo esos: el código es el del paquete en un rechazo y si no el estado HTTP, y nunca `0`.
- `se_puede_pagar` y `POST /pago` juzgan igual. Una consulta vale en su día, y hasta que se anule un pago de su cliente.
- `202` quiere decir que el resultado todavía no se conoce: no pagues de nuevo, mirá `GET /pago/{cod_transaccion}`.
- Lo que no es tuyo se responde igual que lo que no existe.
"""

_json = JsonRenderPlugin()
_redoc = RedocRenderPlugin(js_url="/static/docs/redoc.standalone.js", google_fonts=False, favicon=FAVICON)


@get("/redoc", media_type=MediaType.HTML, include_in_schema=False, opt={"publico": True}, sync_to_thread=False)
def redoc(request: Request[None, None, None]) -> bytes:  # type: ignore[type-var]
    """ReDoc has its own address, outside of the router of /docs."""
    return _redoc.render(request, request.app.openapi_schema.to_schema())


@get("/openapi.json", media_type=MediaType.JSON, include_in_schema=False, opt={"publico": True}, sync_to_thread=False)
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
        title="Espacio Clientes",
        version=__version__,
        description=DESCRIPCION,
        license=License(name="MIT", identifier="MIT"),
        openapi_router=Router("/docs", route_handlers=[], include_in_schema=False, after_request=_our_own_404),
        components=Components(
            security_schemes={"Bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
        tags=[
            Tag("Ingreso", description="El token de acceso"),
            Tag("Consulta", description="Lo que debe un cliente"),
            Tag("Carrito", description="Lo que se va a pagar"),
            Tag("Pago", description="Pagar y ver lo pagado"),
            Tag("Anulación", description="Deshacer un pago del día"),
            Tag("Salud", description="Si el portal está vivo y listo"),
        ],
        render_plugins=[
            SwaggerRenderPlugin(
                path="/",
                js_url="/static/docs/swagger-ui-bundle.js",
                css_url="/static/docs/swagger-ui.css",
                standalone_preset_js_url="/static/docs/swagger-ui-standalone-preset.js",
                favicon=FAVICON,
            ),
            _json,
        ],
    )
