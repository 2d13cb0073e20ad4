// Has a passkey answer the question of a form, and sends the form with the answer. Without this script, or where the browser has
// no passkeys, nothing is shown of it: the form has another way.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  for (const box of document.querySelectorAll(".passkey")) {
    const form = box.closest("form");
    const [answer, button, told] = ["input", "button", "[role=status]"].map((what) => box.querySelector(what));
    const { publicKey } = JSON.parse(box.dataset.options);
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const known of [publicKey.allowCredentials, publicKey.excludeCredentials].flatMap((list) => list ?? [])) {
      known.id = bytes(known.id);
    }
    button.addEventListener("click", async () => {
      told.textContent = "";
      button.disabled = true;
      try {
        const made = await navigator.credentials[publicKey.user ? "create" : "get"]({ publicKey });
        const response = {};
        for (const part of parts) if (made.response[part]) response[part] = text(made.response[part]);
        answer.value = JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
        for (const name of box.dataset.instead.split(" ")) {
          if (form.elements[name]) form.elements[name].required = false;
        }
        form.requestSubmit();
      } catch {
        told.textContent = box.dataset.failed;
      } finally {
        button.disabled = false;
      }
    });
    form.querySelector(".no-passkey")?.remove();
    box.hidden = false;
  }
})();
