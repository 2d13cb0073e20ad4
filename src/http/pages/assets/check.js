// Says while one types whether each redirect URI could be registered. Without this script the button "Check them" does.
(() => {
  "use strict";
  const field = document.getElementById("redirect_uris");
  const told = document.createElement("p");
  told.className = "hint";
  told.setAttribute("role", "status");
  field.after(told);
  let waiting;
  let asked = 0;
  field.addEventListener("input", () => {
    const number = ++asked;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch("/profile/apps/check?uris=" + encodeURIComponent(field.value));
        const { said } = answer.ok ? await answer.json() : { said: [] };
        if (number !== asked) return;
        told.replaceChildren(...said.map((text) => {
          const line = document.createElement("span");
          line.className = "says";
          line.textContent = text;
          return line;
        }));
      } catch {
        told.replaceChildren();
      }
    }, 400);
  });
})();
