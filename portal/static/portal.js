// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";
  const $ = (s, r = document) => r.querySelector(s);
  // what is said comes in the page, in its language
  const aviso = (cual) => {
    const n = $("#aviso");
    if (!n) return;
    n.hidden = !cual;
    $("[data-texto]", n).textContent = cual ? n.dataset[cual] : "";
  };
  // busy state for assistive technology, and error notice; htmx sets only classes
  document.addEventListener("htmx:before:request", (e) => {
    aviso("");
    e.detail.ctx.target?.setAttribute?.("aria-busy", "true");
  });
  document.addEventListener("htmx:finally:request", (e) => {
    const t = e.detail.ctx.target;
    t?.removeAttribute?.("aria-busy");
    if (t?.id) document.getElementById(t.id)?.removeAttribute("aria-busy");
  });
  document.addEventListener("htmx:error", () => aviso("sinConexion"));
  document.addEventListener("htmx:response:error", (e) => {
    if (e.detail.ctx.response.status >= 500) aviso("sinRespuesta");
  });
  // a native POST goes out once; the button keeps focus (aria-disabled, never disabled). It is free again where nothing
  // came of it: stopped, taken the place of, given up, or answered with a file, which no event of a page tells
  let enviado = null;
  document.addEventListener("submit", (e) => {
    const f = e.target, b = e.submitter;
    if (e.defaultPrevented || f.method !== "post") return;
    if (enviado) return e.preventDefault();
    const este = (enviado = {});
    const soltar = () => {
      if (enviado !== este) return;
      enviado = null;
      b?.removeAttribute("aria-disabled");
    };
    const baja = /\/exportar$/.test(b?.getAttribute("formaction") ?? f.action);
    setTimeout(soltar, baja ? 1000 : 10000);
    window.navigation?.addEventListener("navigate", (n) => n.signal.addEventListener("abort", soltar), { once: true });
    f.querySelectorAll('[data-accion="ver"][aria-pressed="true"]').forEach((t) => t.click());
    b?.setAttribute("aria-disabled", "true");
  });
  // private pages never come back from the back/forward cache
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
  // a menu of the header closes where somebody goes on
  const cerrar = (e) => document.querySelectorAll(".menu[open]").forEach((m) => {
    if (e.key ? e.key === "Escape" : !m.contains(e.target)) m.open = false;
  });
  document.addEventListener("click", cerrar);
  document.addEventListener("keydown", cerrar);
  // holds the page that says there is no connection; never anybody's
  const { sw } = document.currentScript.dataset;
  addEventListener("load", () => navigator.serviceWorker?.register(sw, { updateViaCache: "all" }).catch(() => {}));
  // what asks again by itself when the network returns
  addEventListener("online", () => $("[data-al-volver]")?.click());
  document.addEventListener("click", async (e) => {
    const b = e.target.closest("[data-accion]");
    if (!b) return;
    if (b.dataset.accion === "imprimir") print();
    if (b.dataset.accion === "atras") history.back();
    if (b.dataset.accion === "ver") {
      const caja = document.getElementById(b.getAttribute("aria-controls"));
      const tapada = caja.type === "password";
      caja.type = tapada ? "text" : "password";
      b.setAttribute("aria-pressed", tapada);
    }
    if (b.dataset.accion === "copiar") {
      await navigator.clipboard.writeText(b.dataset.valor);
      $("#anuncio").textContent = b.dataset.anuncia;
      $("span", b).textContent = b.dataset.hecho;
    }
  });
})();
