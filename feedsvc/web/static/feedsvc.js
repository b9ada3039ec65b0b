// Copy buttons appear only where this runs; without it the address can be selected in its field.
"use strict";

const say = (text) => document.querySelectorAll("[data-copied]").forEach((place) => (place.textContent = text));

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without https there is no clipboard interface; the selection still can be copied the old way.
    document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(field);
    button.textContent = "Copied";
    say(`Copied ${field.value}`);
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  field.addEventListener("focus", () => field.select());
}
