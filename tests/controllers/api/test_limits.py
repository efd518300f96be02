from litestar.openapi.spec import OpenAPIResponse

from portal.controllers.api.limits import Medida


def test_every_answer_tells_how_much_is_left_and_a_refusal_when_to_come_back() -> None:
    medida = Medida(responses={"200": OpenAPIResponse("bien"), "429": OpenAPIResponse("de más")})
    dichas = {estado: sorted(respuesta.headers or {}) for estado, respuesta in (medida.responses or {}).items()}  # type: ignore[union-attr]
    assert dichas == {
        "200": ["RateLimit", "RateLimit-Policy"],
        "429": ["RateLimit", "RateLimit-Policy", "Retry-After"],
    }
