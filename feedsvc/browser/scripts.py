"""What is run in a page: before its own scripts, and once they are done.

Nothing of what these say is believed: a page may have changed every word of the language before.
"""

BEFORE = """
(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { return attach.call(this, { ...init, mode: "open" }); };
  window.open = () => null;
  window.print = () => undefined;
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "SharedWorker"])
    delete window[name];
})();
"""
"""Keeps parts of a page readable that it would hide, and what no list of stories needs away from it: a shared
worker, too, whose requests would name the browser and not us."""

LENGTH = """
() => {
  const body = document.body;
  if (!body) return 0;
  const hides = (node) => node.shadowRoot || node.nodeName === "IFRAME";
  return [...body.querySelectorAll("*")].some(hides) ? Infinity : body.textContent.length;
}
"""
"""How much a page shows; where part of it stands elsewhere, enough."""

SNAPSHOT = """
(most) => {
  const dropped = new Set(["NOSCRIPT", "STYLE", "TEMPLATE"]);
  const isDropped = (node) =>
    dropped.has(node.nodeName) || (node.nodeName === "SCRIPT" && node.hasAttribute("src")) ||
    (node.nodeName === "LINK" && /preload|stylesheet/.test(node.rel));
  const inside = (node) => {
    try { return node.nodeName === "IFRAME" && node.contentDocument && node.contentDocument.body; }
    catch { return null; }
  };
  const shown = (node) => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.nodeName === "SLOT" && node.assignedNodes().length) return node.assignedNodes();
    return node.childNodes;
  };
  const flat = (node, framed) => {
    if (node.nodeType === Node.TEXT_NODE) return node.cloneNode(false);
    if (node.nodeType !== Node.ELEMENT_NODE || isDropped(node)) return null;
    const frame = inside(node);
    const copy = frame || node.nodeName === "SLOT" ? document.createElement("div") : node.cloneNode(false);
    if (framed && node.href && node.hasAttribute("href")) copy.setAttribute("href", node.href);
    for (const child of shown(frame || node)) {
      const kept = flat(child, framed || !!frame);
      if (kept) copy.appendChild(kept);
    }
    return copy;
  };
  let html = "";
  try { html = flat(document.documentElement, false).outerHTML; }
  catch { html = document.documentElement.outerHTML; }
  return html.length > most ? "" : "<!DOCTYPE html>" + html;
}
"""
"""The page as it stands, shadow trees and frames of its own site where they are seen."""
