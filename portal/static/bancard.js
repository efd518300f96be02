// Opens Bancard's own frame; at the end it goes back to the receipt's address by itself.
(() => {
  "use strict";
  const marco = document.getElementById("bancard");
  const falla = document.getElementById("falla");
  try {
    window.Bancard.Checkout.createForm(marco.id, marco.dataset.proceso);
  } catch {
    falla.hidden = false;
  }
})();
