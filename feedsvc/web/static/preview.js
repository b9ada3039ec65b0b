// The preview follows at once, without a new page. All works without: every button and every press is a form or a link.
const form = document.querySelector("form[data-preview]");
const frame = () => document.querySelector("iframe[name=framed]");
const parser = new DOMParser();
let last = Promise.resolve();

// -- the page in the frame ------------------------------------------------------------------------------

let shown = "";

// Presses come as a fragment of this page's own address, so that it stays.
function show(at) {
  const page = frame();
  if (!page) return;
  const address = `${page.dataset.live}?home=${encodeURIComponent(location.pathname)}`;
  if (shown === address && page.dataset.loaded) page.contentWindow.location.replace(address + at);
  else page.src = address + at;
  page.dataset.loaded = "yes";
  shown = address;
}

const follow = (event) => {
  const origin = event.target.closest?.("a.from");
  if (!origin) return;
  if (event.type === "click") event.preventDefault();
  show(origin.hash);
};
for (const kind of ["mouseover", "focusin", "click"]) document.addEventListener(kind, follow);

// -- one turn -------------------------------------------------------------------------------------------

function say(text) {
  const place = form.querySelector("[data-progress]");
  if (place) place.textContent = text;
}

async function answer(turn) {
  const body = new URLSearchParams(new FormData(form));
  body.set("turn", turn);
  const response = await fetch(form.action, { method: "POST", body });
  return parser.parseFromString(await response.text(), "text/html");
}

// Somebody was signed out, or the page is gone: the form itself leads to what says so.
function leave(turn) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "turn", value: turn });
  form.append(field);
  form.submit();
}

function swap(fresh) {
  const focused = document.activeElement;
  const again = focused?.name && `[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    const same = part.dataset.part === "frame" && frame()?.dataset.live === other?.querySelector("iframe")?.dataset.live;
    if (other && !same) part.replaceChildren(...other.childNodes);
  }
  if (again && !focused.isConnected) document.querySelector(again)?.focus({ preventScroll: true });
}

// One after the other: each turn goes on from what the one before it came to.
const take = (turn) => (last = last.then(() => one(turn)));

async function one(turn) {
  const late = setTimeout(say, 300, "Reading the page …");
  try {
    const fresh = await answer(turn);
    if (!fresh.querySelector("form[data-preview]")) return leave(turn);
    const at = fresh.querySelector("iframe[name=framed]")?.dataset.at ?? "";
    swap(fresh);
    if (!turn.startsWith("show")) show(at);
    if (turn.startsWith("at ")) frame()?.focus({ preventScroll: true });
    say("");
  } catch {
    say("The preview could not be shown: try again.");
  } finally {
    clearTimeout(late);
  }
}

// -- what asks for one ----------------------------------------------------------------------------------

form.addEventListener("submit", (event) => {
  if (event.submitter?.name !== "turn") return;
  event.preventDefault();
  take(event.submitter.value);
});

addEventListener("hashchange", () => {
  const press = /^#at-(\d+)$/.exec(location.hash);
  if (!press) return;
  history.replaceState(null, "", location.pathname + location.search);
  take(`at ${press[1]}`);
});

let typing;
form.elements.exclude.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(take, 400, "show");
});
form.elements.topic.addEventListener("change", () => take("show"));

form.querySelector("[value=show]").hidden = true;
show(frame()?.dataset.at ?? "");
