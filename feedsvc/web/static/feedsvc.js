// Comfort only: without it addresses can be selected, times are exact and in UTC, and forms are sent.
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

// -- times ---------------------------------------------------------------------------------------------

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
const DAY = { day: "numeric", month: "short", year: "numeric" };
const distance = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const day = new Intl.DateTimeFormat("en-GB", DAY);
const exact = new Intl.DateTimeFormat("en-GB", { ...DAY, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const times = [...document.querySelectorAll("time[title]")];

function toldAt(moment, now) {
  const seconds = (moment - now) / 1000;
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", Infinity];
  if (Math.abs(seconds) >= 7 * 86400) return day.format(moment);
  if (size === Infinity) return seconds > 0 ? "in a moment" : "just now";
  return distance.format(Math.trunc(seconds / size), unit);
}

function tellTimes() {
  const now = Date.now();
  for (const time of times) time.textContent = toldAt(new Date(time.dateTime), now);
}

for (const time of times) time.title = exact.format(new Date(time.dateTime));
tellTimes();
setInterval(tellTimes, 60000);
addEventListener("beforeprint", () => times.forEach((time) => (time.textContent = time.title)));
addEventListener("afterprint", tellTimes);

// Days begin where the reader is.
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

// -- narrowed feeds ------------------------------------------------------------------------------------

for (const form of document.querySelectorAll("form.narrow")) {
  form.addEventListener("input", () => {
    const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    for (const field of document.querySelectorAll(".copy input")) {
      const before = field.value;
      field.value = before.split("?")[0] + (String(wanted) && `?${wanted}`);
      for (const link of document.querySelectorAll(".subscribe .chip")) {
        const href = link.getAttribute("href");
        const encoded = href.replace(encodeURIComponent(before), () => encodeURIComponent(field.value));
        link.setAttribute("href", href === `feed:${before}` ? `feed:${field.value}` : encoded);
      }
    }
  });
}

// -- keyboard ------------------------------------------------------------------------------------------

const WAYS = { ArrowLeft: "prev", ArrowRight: "next" };
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, [tabindex='0'], summary")) return;
  document.querySelector(`.pager a[rel=${WAYS[event.key]}]`)?.click();
});
