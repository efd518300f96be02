import pytest

from portal.web.user_agent import en_palabras


@pytest.mark.parametrize(
    ("agente", "dicho"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome en Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari en iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge en Windows"),
        ("python-httpx/0.28.1", "python-httpx"),
        ("", "Dispositivo desconocido"),
    ],
)
def test_a_browser_is_told_in_words(agente: str, dicho: str) -> None:
    assert en_palabras(agente) == dicho
