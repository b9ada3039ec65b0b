// Comfort only: without it addresses can be selected, times are exact and in UTC, and forms are sent.
// What find.js puts on the page later is told by the event "feedsvc:shown".

// -- copying -------------------------------------------------------------------------------------------

// Told where it was pressed, and nowhere else.
function say(button, text) {
  let around = button.parentElement;
  while (around && !around.querySelector("[data-copied]")) around = around.parentElement;
  const nearest = around?.querySelector("[data-copied]");
  for (const place of document.querySelectorAll("[data-copied]")) place.textContent = place === nearest ? text : "";
}

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without https there is no clipboard interface; the selection still can be copied the old way.
    document.execCommand("copy");
  }
}

addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  await copy(field);
  button.textContent = "Copied";
  say(button, `Copied ${field.value.split("\n")[0]}`);
  setTimeout(() => (button.textContent = "Copy"), 2000);
});
addEventListener("focusin", (event) => event.target.closest(".copy input")?.select());

// -- times ---------------------------------------------------------------------------------------------

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
const DAY = { day: "numeric", month: "short", year: "numeric" };
const distance = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const day = new Intl.DateTimeFormat("en-GB", DAY);
const exact = new Intl.DateTimeFormat("en-GB", { ...DAY, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const times = () => document.querySelectorAll("time[title]");

function toldAt(moment, now) {
  const seconds = (moment - now) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", Infinity];
  if (Math.abs(seconds) >= 7 * 86400) return day.format(moment);
  if (size === Infinity) return seconds > 0 ? "in a moment" : "just now";
  return distance.format(Math.trunc(seconds / size), unit);
}

function tellTimes() {
  const now = Date.now();
  for (const time of times()) time.textContent = toldAt(new Date(time.dateTime), now);
}

// Days begin where the reader is.
function tellDays() {
  let last = "";
  for (const item of document.querySelectorAll(".stories > li")) {
    const moment = new Date(item.querySelector("time.dt-published").dateTime);
    const heading = item.querySelector(".day") ?? document.createElement("p");
    const name = day.format(moment);
    heading.className = "day";
    heading.lang = "en";
    if (name !== last) {
      heading.textContent = name;
      item.prepend(heading);
    } else heading.remove();
    last = name;
  }
}

function dress() {
  for (const time of times()) time.title = exact.format(new Date(time.dateTime));
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
  tellTimes();
  tellDays();
}

const zone = document.querySelector("[data-zone]");
const { timeZone } = exact.resolvedOptions();
if (zone && timeZone) zone.textContent = `Times are in your time zone, ${timeZone.replaceAll("_", " ")}.`;
dress();
addEventListener("feedsvc:shown", dress);
setInterval(tellTimes, 60000);
addEventListener("beforeprint", () => times().forEach((time) => (time.textContent = time.title)));
addEventListener("afterprint", tellTimes);

// -- keyboard ------------------------------------------------------------------------------------------

// Arrows lead through the pages; j and k through their stories, and on to the next page.
const WAYS = { ArrowLeft: "prev", ArrowRight: "next" };
const turn = (way) => document.querySelector(`.pager a[rel=${way}]`)?.click();

function step(by) {
  const stories = [...document.querySelectorAll(".stories h3 a")];
  const at = stories.findIndex((story) => story.closest("li").contains(document.activeElement));
  const next = stories[at < 0 ? (by > 0 ? 0 : stories.length - 1) : at + by];
  if (next) next.focus();
  else turn(by > 0 ? "next" : "prev");
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (!event.target.closest("[tabindex='0'], summary")) turn(WAYS[event.key] ?? "nowhere");
});
