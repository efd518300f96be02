// Passkeys: a form that says data-passkey="use" or "make" is filled in by the browser's answer, and posted as any other.
const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
const kinds = {
  use: (json, extra) => navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json), ...extra }),
  make: (json, extra) => navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json), ...extra }),
};
// before the question ends by itself
const FRESH_MS = 540000;
let waiting = new AbortController();
const ask = async (form, extra) => {
  const answer = await fetch(form.dataset.options, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  const made = await kinds[form.dataset.passkey](await answer.json(), extra);
  form.elements.passkey.value = JSON.stringify(made);
  // the page's own listener lets it go once
  form.requestSubmit();
};
const press = async (form) => {
  waiting.abort();
  const said = form.querySelector("[data-said]");
  said.textContent = "";
  try {
    await ask(form);
  } catch (e) {
    said.textContent = said.dataset[e.name] ?? said.dataset.said;
  }
};
// the browser offers passkeys in the box of the user's name, and waits as long as the page is open
const offer = async (form) => {
  while (form.isConnected) {
    waiting = new AbortController();
    const { signal } = waiting;
    const end = setTimeout(() => waiting.abort("old"), FRESH_MS);
    try {
      await ask(form, { mediation: "conditional", signal });
      return;
    } catch {
      if (signal.reason !== "old") return;
    } finally {
      clearTimeout(end);
    }
  }
};
if (able) for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = false;
  form.querySelector("[data-press]").addEventListener("click", () => {
    if (form.reportValidity()) press(form);
  });
  if ("offer" in form.dataset && await PublicKeyCredential.isConditionalMediationAvailable?.()) offer(form);
}
