/* Keys, countdowns and small courtesies. Every page works without it. */
"use strict";
(() => {
  const KEYS_OFF = "puntual.keys-off";
  const inText = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const help = document.getElementById("help");
  const keysOn = document.getElementById("keys-on");
  let here = rows().findIndex((row) => row.hasAttribute("data-here"));
  let going = false;

  const step = (by) => {
    const all = rows();
    if (all.length === 0) return;
    all.forEach((row) => row.classList.remove("is-here"));
    here = Math.min(Math.max(here + by, 0), all.length - 1);
    const row = all[here];
    row.classList.add("is-here");
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const open = () => rows()[here]?.querySelector("a")?.click();
  const write = (selector) => {
    const field = document.querySelector(selector);
    const box = field?.closest("details");
    if (box) box.open = true;
    field?.focus();
    return field !== null;
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => write("[data-search]"),
    r: () => write("[data-reply]"),
    n: () => write("[data-note]"),
    "?": () => help?.showModal(),
    g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && event.target.form) { event.target.form.requestSubmit(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || inText(event.target)) return;
    if (localStorage.getItem(KEYS_OFF) || help?.open) return;
    const key = event.key.toLowerCase();
    if (going && key !== "g") {
      going = false;
      const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === "Enter" && event.target === document.body) { open(); return; }
    if (actions[key]) { event.preventDefault(); actions[key](); }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) help?.showModal();
  });
  if (keysOn) {
    keysOn.checked = !localStorage.getItem(KEYS_OFF);
    keysOn.addEventListener("change", () => {
      if (keysOn.checked) localStorage.removeItem(KEYS_OFF); else localStorage.setItem(KEYS_OFF, "1");
    });
  }

  /* One click is one message: the server keeps that too, by the form's own id. */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-once]")) return;
    event.target.querySelectorAll("button").forEach((button) => setTimeout(() => { button.disabled = true; }));
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-once] button").forEach((button) => { button.disabled = false; }));

  /* The server says how many seconds are left: its clock may be a virtual one. */
  const loaded = performance.now();
  const tick = () => document.querySelectorAll("[data-seconds-left]").forEach((field) => {
    const left = Math.max(0, Number(field.dataset.secondsLeft) - (performance.now() - loaded) / 1000);
    field.textContent = `${Math.floor(left / 3600)} h ${String(Math.floor(left / 60) % 60).padStart(2, "0")} min`;
  });
  setInterval(tick, 15000);

  /* The newest entry is at the end; whoever reads further up is left there. */
  const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  const toEnd = (box) => { box.scrollTop = box.scrollHeight; };
  const boxes = () => document.querySelectorAll("#timeline, #chat");
  const settle = () => boxes().forEach((box) => { if (!location.hash) toEnd(box); });
  settle();
  document.fonts?.ready.then(settle);
  let was = { end: true, open: [], top: 0 };
  document.body.addEventListener("htmx:beforeSwap", () => {
    const box = boxes()[0];
    if (box) was = { end: atEnd(box), top: box.scrollTop, open: [...box.querySelectorAll("details[open]")].map((one) => one.id) };
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    const box = boxes()[0];
    if (!box) return;
    was.open.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
    if (was.end) toEnd(box); else box.scrollTop = was.top;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches("[data-clear]") && event.detail.successful) event.target.reset();
  });
})();
