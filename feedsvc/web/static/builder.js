// Says that a page is being looked at, and keeps a second press from asking twice. All works without.
// A form may name steps of its own.
const STEPS = ["Fetching the page …", "Reading it …", "Trying every way to read it …", "Asking its feeds …"];

for (const form of document.querySelectorAll("form[data-look]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "turn") return; // a turn of the preview fetches nothing
    const place = form.querySelector("[data-progress]");
    const steps = form.dataset.look ? form.dataset.look.split("|") : STEPS;
    const tell = (step) => {
      if (place) place.textContent = steps[step];
      if (step + 1 < steps.length) setTimeout(tell, 1500, step + 1);
    };
    tell(0);
    // After the submission itself: a disabled button would not be sent.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  });
}

// Back from the next page the form is as it was.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("button[disabled]").forEach((button) => (button.disabled = false));
  document.querySelectorAll("[data-progress]").forEach((place) => (place.textContent = ""));
});

// A file that is too large is told before it is sent.
for (const field of document.querySelectorAll("input[data-largest]")) {
  field.addEventListener("change", () => {
    const tooLarge = [...field.files].some((file) => file.size > Number(field.dataset.largest));
    field.setCustomValidity(tooLarge ? "This file is too large: split it." : "");
    field.reportValidity();
  });
}
