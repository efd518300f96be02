// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";
  const $ = (s, r = document) => r.querySelector(s);
  const aviso = (texto) => {
    const n = $("#aviso");
    if (!n) return;
    n.hidden = !texto;
    $("[data-texto]", n).textContent = texto || "";
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
  document.addEventListener("htmx:error", () =>
    aviso("No pudimos actualizar el total. Revisá tu conexión y volvé a intentar; lo que elegiste no se pierde."));
  document.addEventListener("htmx:response:error", (e) => {
    if (e.detail.ctx.response.status >= 500)
      aviso("El servicio no responde en este momento. No se realizó ningún cobro.");
  });
  // a native POST goes out once; the button keeps focus (aria-disabled, never disabled)
  document.addEventListener("submit", (e) => {
    const f = e.target;
    if (f.dataset.enviado) return e.preventDefault();
    f.dataset.enviado = "1";
    e.submitter?.setAttribute("aria-disabled", "true");
  });
  // private pages never come back from the back/forward cache
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
  document.addEventListener("click", async (e) => {
    const b = e.target.closest("[data-accion]");
    if (!b) return;
    if (b.dataset.accion === "imprimir") print();
    if (b.dataset.accion === "copiar") {
      await navigator.clipboard.writeText(b.dataset.valor);
      $("#anuncio").textContent = "Número de operación copiado.";
      $("span", b).textContent = "Copiado";
    }
  });
})();
