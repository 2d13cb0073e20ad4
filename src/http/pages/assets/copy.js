// Puts a button beside each text that is there to be copied. Without this script one click selects the whole of it.
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  if (!navigator.clipboard) return;
  const told = document.createElement("p");
  told.className = "vh";
  told.setAttribute("role", "status");
  document.querySelector("main").append(told);
  for (const text of document.querySelectorAll(".copying > .copy")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copier";
    button.textContent = words.copy;
    if (text.dataset.name) {
      const name = document.createElement("span");
      name.className = "vh";
      name.textContent = " " + text.dataset.name;
      button.append(name);
    }
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.firstChild.data = told.textContent = words.copied;
      } catch {
        getSelection().selectAllChildren(text);
        told.textContent = words.selected;
      }
      setTimeout(() => { button.firstChild.data = words.copy; told.textContent = ""; }, 3000);
    });
    text.after(button);
  }
})();
