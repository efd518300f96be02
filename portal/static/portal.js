// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";
  const $ = (s, r = document) => r.querySelector(s);
  // the debts' own requests: how they go is told in the bar, or above where there is none; an answer brings the bar anew
  let ultimo, lento, fallo, caja;
  const boton = $("#aviso")?.querySelector("button");
  const barra = (clase, cual) => {
    const n = $("#aviso"), b = $("#barra"), texto = n.dataset[cual];
    fallo = clase !== "vieja";
    if (!b?.checkVisibility()) {
      n.hidden = !fallo;
      $("[data-texto]", n).textContent = texto;
      return;
    }
    b.classList.remove("falta");
    b.classList.add(clase);
    const p = $("p", b), otro = p.nextElementSibling;
    p.replaceChildren(texto, $("strong", p) ?? "");
    if (!fallo) return;
    $("#anuncio").textContent = texto;
    const tenia = document.activeElement === otro;
    otro.replaceWith(boton.cloneNode(true));
    if (tenia) $("button", b).focus();
  };
  const reintentar = () => $("#f-deudas")?.dispatchEvent(new Event("change"));
  const en = (cuando, hacer) => document.addEventListener(`htmx:${cuando}`, (e) => {
    const { ctx } = e.detail;
    if (ctx && $("#f-deudas")) hacer(ctx, e);
  });
  en("before:request", (ctx) => {
    ultimo = ctx;
    fallo = false;
    caja = ctx.sourceElement.closest(".deuda")?.querySelector("input")?.id;
    $("#aviso").hidden = true;
    ctx.target?.setAttribute?.("aria-busy", "true");
    clearTimeout(lento);
    lento = setTimeout(barra, 200, "vieja", "calculando");
  });
  // what a later request overtook never paints
  en("before:swap", (ctx, e) => { if (ctx !== ultimo) e.preventDefault(); });
  en("finally:request", (ctx) => {
    if (ctx === ultimo) clearTimeout(lento);
    // where an answer took away what was pressed: the row's box, or what is to be pressed next
    if (document.activeElement === document.body) {
      const otros = [...document.querySelectorAll("#barra .btn, #carrito .btn")];
      (document.getElementById(caja) ?? otros.find((o) => o.checkVisibility()))?.focus({ preventScroll: true });
    }
    contar(ctx.response?.headers.get("Sesion-Resta"));
    if (ctx.target?.id) document.getElementById(ctx.target.id)?.removeAttribute("aria-busy");
  });
  en("error", (ctx) => {
    if (ctx === ultimo) navigator.onLine ? barra("falta", "vieja") : barra("corte", "sinConexion");
  });
  en("response:error", (ctx) => { if (ctx.response.status >= 500) barra("falta", "sinRespuesta"); });
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
  // the end of a session is told two minutes before, and after; what another tab asked for counts
  const ficha = $("#sesion");
  let reloj;
  const mirar = () => {
    clearTimeout(reloj);
    const falta = localStorage.sesion - Date.now(), antes = falta - 120000, cerrada = falta <= 0;
    ficha.hidden = antes > 0;
    $("button", ficha).hidden = cerrada;
    $("a", ficha).hidden = !cerrada;
    if (antes <= 0) $("p", ficha).textContent = cerrada ? ficha.dataset.cerrada : ficha.dataset.cierra;
    if (!cerrada) reloj = setTimeout(mirar, antes > 0 ? antes : falta);
  };
  const contar = (s) => {
    if (!ficha || !s) return;
    localStorage.sesion = Date.now() + s * 1000;
    mirar();
  };
  contar(ficha?.dataset.resta);
  if (ficha) document.addEventListener("visibilitychange", mirar);
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
  addEventListener("online", () => fallo ? reintentar() : $("[data-al-volver]")?.click());
  if (navigator.share) $("[data-accion=compartir]")?.removeAttribute("hidden");
  document.addEventListener("click", async (e) => {
    const b = e.target.closest("[data-accion]");
    if (!b) return;
    if (b.dataset.accion === "imprimir") print();
    if (b.dataset.accion === "atras") history.back();
    if (b.dataset.accion === "reintentar") reintentar();
    if (b.dataset.accion === "seguir") contar((await fetch("/sesion")).headers.get("Sesion-Resta"));
    if (b.dataset.accion === "ver") {
      const caja = document.getElementById(b.getAttribute("aria-controls"));
      const tapada = caja.type === "password";
      caja.type = tapada ? "text" : "password";
      b.setAttribute("aria-pressed", tapada);
    }
    if (b.dataset.accion === "compartir") navigator.share({ title: document.title, url: b.dataset.valor }).catch(() => {});
    if (b.dataset.accion === "copiar") {
      await navigator.clipboard.writeText(b.dataset.valor);
      $("#anuncio").textContent = b.dataset.anuncia;
      $("span", b).textContent = b.dataset.hecho;
    }
  });
})();
