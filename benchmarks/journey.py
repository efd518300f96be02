"""What the main job asks of a person and of a machine: taps, seconds and bytes from signing in to the receipt.

    python -m benchmarks.journey

In Chromium, on a phone's screen: as fast as this machine is, and on an old phone with an old network (400 kbit/s, 400
ms to answer, a processor six times slower). Seconds are those that the person waits for the machine, from a tap to the
page whole.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests import datos
from tests.conftest import _construir
from tests.e2e.browser import abrir
from tests.e2e.server import servir

LATENCY_MS, BYTES_A_SECOND, SLOWER = 400, 50_000, 6
PHONE = {"width": 360, "height": 640}


class Step(Struct, frozen=True):
    """What a person does next, and how it is known that the machine answered."""

    name: str
    act: Callable[[Page], object]
    answered: Callable[[Page], AbstractContextManager[object]]


def _loaded(page: Page) -> AbstractContextManager[object]:
    return page.expect_event("load", timeout=60_000)


def _priced(page: Page) -> AbstractContextManager[object]:
    return page.expect_response("**/deudas/listado", timeout=60_000)


def _press(name: str, within: str = "main, .barra") -> Callable[[Page], object]:
    return lambda page: page.locator(within).get_by_role("button", name=name).locator("visible=true").first.click()


# Taps of the job: each of these, and one for each of the two boxes of the sign-in.
STEPS = (
    Step("ingresar", _press("Ingresar"), _loaded),
    Step("lo mínimo", _press("Lo mínimo"), _priced),
    Step("revisar", _press("Revisar y pagar"), _loaded),
    Step("pagar", _press("Pagar"), _loaded),
    Step("aprobar en el banco", _press("Aprobar", "body"), _loaded),
)
BOXES = 2


class Cost(Struct):
    """Of each step."""

    seconds: float
    bytes: float


def journey(browser: Browser, address: str, *, slow: bool) -> dict[str, Cost]:
    """What each step cost, the first page too, in a browser that kept nothing."""
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(60_000)
    monitor = context.new_cdp_session(page)
    monitor.send("Network.enable")
    sizes: list[float] = []
    monitor.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    if slow:
        network = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND}
        monitor.send("Network.emulateNetworkConditions", network | {"uploadThroughput": BYTES_A_SECOND})
        monitor.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    costs = {}

    def measured(
        name: str, act: Callable[[Page], object], answered: Callable[[Page], AbstractContextManager[object]]
    ) -> None:
        before, start = sum(sizes), time.monotonic()
        with answered(page):
            act(page)
        costs[name] = Cost(time.monotonic() - start, 0)
        page.wait_for_timeout(1_500 if slow else 300)
        costs[name].bytes = sum(sizes) - before

    measured("llegar", lambda one: one.goto("/ingreso"), _loaded)
    page.get_by_label("Usuario").fill(datos.TRES_Y_AGUA)
    page.get_by_label("Clave").fill(datos.CLAVE)
    for step in STEPS:
        measured(step.name, step.act, step.answered)
    context.close()
    return costs


def main() -> None:
    """Both ways, step by step."""
    table = Table("paso", "segundos", "bytes", "segundos, lento", "bytes, lento")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine, abrir(engine) as browser:
        both = []
        for slow in (False, True):
            base = Path(folder) / f"{slow}.sqlite3"
            _in_a_thread(base)
            with servir(base) as address:
                both.append(journey(browser, address, slow=slow))
    fast, slowly = both
    for name, cost in fast.items():
        other = slowly[name]
        table.add_row(name, f"{cost.seconds:.2f}", f"{cost.bytes:,.0f}", f"{other.seconds:.2f}", f"{other.bytes:,.0f}")
    totals = [
        f"{sum(getattr(each, which) for each in way.values()):,.2f}" for way in both for which in ("seconds", "bytes")
    ]
    table.add_row("todo", *totals)
    Console().print(table, f"{len(STEPS) + BOXES} toques")


def _in_a_thread(base: Path) -> None:
    """The browser's loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_construir(base))).result()


if __name__ == "__main__":
    main()
