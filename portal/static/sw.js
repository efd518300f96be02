// The service worker: it holds the page that says that there is no connection, and the files which that page needs.
// Nobody's page is kept: its own is asked for without a cookie, and every other goes by.
const url = new URL(location);
const caja = `sin-conexion${url.search}`;
// what was lost on its way: a page, or a form, of which nobody can tell here whether it arrived
const paginas = { GET: "/sin-conexion", POST: "/sin-conexion?envio=1" };
addEventListener("install", (e) => e.waitUntil((async () => {
  const guardada = await caches.open(caja);
  const suyos = new Set();
  for (const pagina of Object.values(paginas)) {
    const dada = await fetch(pagina, {
      cache: "no-store", credentials: "omit", headers: { "Accept-Language": url.searchParams.get("idioma") },
    });
    if (!dada.ok) throw new Error(dada.status);
    for (const [, cual] of (await dada.clone().text()).matchAll(/"(\/static\/[^"#]+)/g)) suyos.add(cual);
    await guardada.put(pagina, dada);
  }
  await guardada.addAll([...suyos]);
  await skipWaiting();
})()));
addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const otra of await caches.keys()) if (otra !== caja) await caches.delete(otra);
  await registration.navigationPreload?.enable();
})()));
const delaRed = async (e) => {
  try {
    return await e.preloadResponse ?? await fetch(e.request);
  } catch {
    const clave = e.request.mode === "navigate" ? paginas[e.request.method] : e.request;
    return await caches.match(clave) ?? Response.error();
  }
};
addEventListener("fetch", (e) => {
  const { method, mode, referrer, url: cual } = e.request;
  const archivo = cual.startsWith(`${origin}/static/`);
  // A form of another site goes by untouched: asked again from here it would look like one of ours.
  const propia = method === "GET" || (method === "POST" && referrer.startsWith(`${origin}/`));
  if (mode === "navigate" ? propia : archivo) e.respondWith(delaRed(e));
});
