/* global bookIndex, document, window */
// Search, and panels of pictures that lead to their rows. Everything works from a file: nothing is asked for.
(() => {
  "use strict";
  const root = document.documentElement.dataset.root ?? "";
  const box = document.querySelector(".search");
  const input = document.querySelector("#book-search");
  const list = document.querySelector("#book-found");
  const told = document.querySelector("#book-told");
  const shown = 40;
  const entries = bookIndex.map(([kind, title, place, words]) => ({
    kind,
    title,
    place,
    words,
    name: title.toLowerCase(),
    short: compact(title),
    all: `${title} ${kind} ${words}`.toLowerCase(),
  }));
  let chosen = -1;

  /** "Host CPU", "host_cpu" and "HostCpu" are one. */
  function compact(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  /** Entries that have every word, the best first; entries of one rank keep the order of the index. */
  function find(question) {
    const words = question.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const whole = compact(question);
    const rank = ({ name, short }) => {
      if (short === whole) return 0;
      if (short.startsWith(whole)) return 1;
      if (words.every((word) => name.includes(word))) return 2;
      return words.some((word) => name.includes(word)) ? 3 : 4;
    };
    return entries
      .filter(({ all }) => words.every((word) => all.includes(word)))
      .map((entry, at) => ({ entry, at, rank: rank(entry) }))
      .sort((a, b) => a.rank - b.rank || a.at - b.at)
      .map(({ entry }) => entry);
  }

  function part(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function option({ kind, title, place, words }, at) {
    const link = document.createElement("a");
    link.id = `book-found-${at}`;
    link.href = root + place;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.append(part("kind", kind), part("title", title), part("words", words));
    return link;
  }

  function show() {
    const found = find(input.value);
    list.replaceChildren(...found.slice(0, shown).map(option));
    const asked = input.value.trim() !== "";
    const open = asked && found.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(asked));
    choose(open ? 0 : -1);
    const most = found.length > shown ? `, the first ${shown} are shown` : "";
    told.textContent = asked ? `${found.length} found${most}` : "";
    if (asked && !open) nothing();
  }

  function nothing() {
    const none = document.createElement("a");
    none.setAttribute("role", "option");
    none.setAttribute("aria-disabled", "true");
    none.textContent = "Nothing found";
    list.replaceChildren(none);
    list.hidden = false;
  }

  function choose(at) {
    const options = [...list.querySelectorAll("a[href]")];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length === 0 ? -1 : Math.max(-1, Math.min(at, options.length - 1));
    const now = options[chosen];
    if (now === undefined) return void input.removeAttribute("aria-activedescendant");
    now.setAttribute("aria-selected", "true");
    now.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", now.id);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  }

  function onKey(event) {
    if (event.isComposing) return;
    const last = list.querySelectorAll("a[href]").length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(chosen + step > last ? 0 : chosen + step < 0 ? last : chosen + step);
    } else if (event.key === "Enter") {
      const link = list.querySelector('[aria-selected="true"]');
      if (list.hidden || link === null) return;
      event.preventDefault();
      link.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) input.value = "";
      close();
    }
  }

  /** "/" leads to the search from everywhere but from where people write. */
  function onSlash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") !== null) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  box.hidden = false;
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value.trim() !== "" && show());
  input.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onSlash);
  document.addEventListener("click", (event) => box.contains(event.target) || close());
  list.addEventListener("click", close);
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || close());

  for (const panel of document.querySelectorAll("[data-panel]"))
    panel.addEventListener("click", () => (window.location.hash = `panel-${panel.dataset.panel}`));
})();
