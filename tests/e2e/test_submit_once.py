"""A form that was sent goes out once, and is free again where nothing came of it."""

from playwright.sync_api import Page, expect

from tests import datos
from tests.e2e.screens import ingresar, salir


def test_a_download_leaves_every_button_of_its_page_as_it_was(pagina: Page) -> None:
    ingresar(pagina, "operadora")
    pagina.goto("/operador/dia")
    pagina.get_by_label("Motivo").fill("Control diario")
    for formato in ("Excel", "CSV"):
        boton = pagina.get_by_role("button", name=f"Los pagos en {formato}")
        with pagina.expect_download():
            boton.click()
        expect(boton).not_to_have_attribute("aria-disabled", "true")
    salir(pagina)


# In one turn, since Playwright's own hands wait for a page that is on its way.
PRESSED = """async (button, end) => {
    const later = window.setTimeout;
    let patience, giveUp;
    window.setTimeout = (done, ms) => { giveUp = done; patience = ms; };
    button.focus();
    for (const _ of "123") button.click();
    await new Promise((done) => later(done, 200));
    const meanwhile = [button.ariaDisabled, button === document.activeElement, patience];
    end === "stop" ? window.stop() : giveUp();
    await new Promise((done) => later(done, 200));
    const after = button.ariaDisabled;
    window.setTimeout = later;
    window.stop();
    return [...meanwhile, after];
}"""


def test_a_form_goes_out_once_until_it_is_stopped_given_up_or_fails(pagina: Page) -> None:
    pagina.goto("/ingreso")
    sent: list[str] = []
    pagina.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    network = pagina.context.new_cdp_session(pagina)
    network.send("Network.enable")

    def condition(*, offline: bool = False, latency: int = 0) -> None:
        as_it_is = {"downloadThroughput": -1, "uploadThroughput": -1}
        network.send("Network.emulateNetworkConditions", {"offline": offline, "latency": latency, **as_it_is})

    pagina.get_by_label("Usuario").fill(datos.AL_DIA)
    pagina.get_by_label("Clave").fill(datos.CLAVE)
    button = pagina.get_by_role("button", name="Ingresar")
    condition(latency=60_000)
    for times, end in enumerate(("stop", "give up"), 1):
        assert button.evaluate(PRESSED, end) == ["true", True, 10_000, None]
        assert len(sent) == times
    condition(offline=True)
    with pagina.expect_event("requestfailed"):
        button.evaluate("button => button.click()")
    condition()
    pagina.go_back()
    ingresar(pagina, datos.AL_DIA)
    assert pagina.url.endswith("/deudas")
