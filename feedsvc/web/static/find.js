// What one types in a form that finds stories is shown at once: the address of its feed without asking
// anybody, the stories as this site's own page has them. Without it the form is sent.

const PAUSE = 250;
const parts = () => document.querySelectorAll("[data-part]");
let waiting, asking;
let shown = location.href.split("#")[0];

function wishOf(form) {
  const pairs = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  return String(new URLSearchParams(pairs));
}

// As the server writes the link for readers on this device (readers.py).
const app = (address) => (address.startsWith("http:") ? address.replace("http:", "feed:") : `feed:${address}`);

// -- addresses -----------------------------------------------------------------------------------------

function narrowAddresses(form) {
  const wish = wishOf(form);
  for (const field of document.querySelectorAll("[data-part=feeds] .copy input")) {
    const before = field.value;
    field.value = before.split("?")[0] + (wish && `?${wish}`);
    for (const link of document.querySelectorAll("[data-part=feeds] .chip")) {
      const href = link.getAttribute("href");
      const encoded = href.replace(encodeURIComponent(before), () => encodeURIComponent(field.value));
      link.setAttribute("href", href === app(before) ? app(field.value) : encoded);
    }
  }
}

// -- stories -------------------------------------------------------------------------------------------

async function show(address) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html, application/xhtml+xml" }, signal: asking.signal });
    // A sentence about what was typed comes with 400; all else leaves the page as it is.
    if (!answer.ok && answer.status !== 400) return;
    put(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
  } catch (error) {
    if (error.name !== "AbortError" && error.name !== "TypeError") throw error;
  }
}

function put(page, address) {
  for (const part of parts()) {
    const other = page.querySelector(`[data-part=${part.dataset.part}]`);
    part.replaceChildren(...(other?.cloneNode(true).childNodes ?? []));
  }
  const found = document.querySelector("[data-part=found]");
  for (const rest of document.querySelectorAll("[data-unless=found]")) rest.hidden = found.childElementCount > 0;
  document.title = page.title;
  remember(address);
  dispatchEvent(new Event("feedsvc:shown"));
}

// The first change is a new entry, so that Back leads to what was there before; later ones replace it.
function remember(address) {
  shown = new URL(address, location).href;
  if (shown === location.href) return;
  if (history.state?.typed) history.replaceState({ typed: true }, "", address);
  else history.pushState({ typed: true }, "", address);
}

// A link within the page comes here too, and changes nothing.
addEventListener("popstate", () => location.href.split("#")[0] === shown || location.reload());

for (const form of document.querySelectorAll("form[data-live]")) {
  const began = location.href;
  form.addEventListener("input", () => {
    narrowAddresses(form);
    const wish = wishOf(form);
    const empty = form.getAttribute("role") === "search" ? began.split("?")[0] : form.action;
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE, wish ? `${form.action}?${wish}` : empty);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    asking?.abort();
  });
  // An empty field asks for nothing, and so it is not part of the address.
  form.addEventListener("formdata", (event) => {
    for (const name of new Set(event.formData.keys())) {
      const given = event.formData.getAll(name).filter((value) => value.trim());
      event.formData.delete(name);
      for (const value of given) event.formData.append(name, value);
    }
  });
}
