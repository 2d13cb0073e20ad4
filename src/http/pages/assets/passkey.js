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
    // The fields that it stands in for.
    const others = box.dataset.instead.split(" ").flatMap((name) => form.elements[name] ?? []);
    const leaveOut = (yes) => others.forEach((other) => { other.disabled = yes; });
    let asking = false;
    const ask = async () => {
      if (asking) return;
      asking = true;
      told.textContent = "";
      leaveOut(true);
      try {
        // What else is missing is said before anybody is asked for a finger.
        if (!form.reportValidity()) return;
        const made = await navigator.credentials[publicKey.user ? "create" : "get"]({ publicKey });
        const response = {};
        for (const part of parts) if (made.response[part]?.byteLength) response[part] = text(made.response[part]);
        answer.value = JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
        form.requestSubmit();
      } catch (error) {
        told.textContent = error.name === "InvalidStateError" ? box.dataset.there : box.dataset.failed;
      } finally {
        // The form has gone with the answer. If the page is come back to, it is sent with something else.
        answer.value = "";
        leaveOut(false);
        asking = false;
      }
    };
    button.addEventListener("click", ask);
    // The Enter key in a form that a passkey alone can answer.
    form.addEventListener("submit", (event) => {
      if (answer.value || others.length > 0) return;
      event.preventDefault();
      ask();
    });
    form.querySelector(".no-passkey")?.remove();
    box.hidden = false;
  }
})();
