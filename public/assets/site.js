// What this script adds can be done without: it narrows lists, sorts tables,
// reads charts out by pointer and arrow keys, searches, and opens what is folded
// before printing. It asks nobody but this site, and only for the search index
// and for what a reader needs to explore a chart.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = text => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);

// From the disk, a folder's address leads to a list of files: name its page.
const page = address => {
  const to = new URL(address, document.baseURI);
  if (to.protocol === "file:" && to.pathname.endsWith("/")) to.pathname += "index.html";
  return to.href;
};
if (location.protocol === "file:") {
  for (const link of all("a[href]")) {
    const address = link.getAttribute("href");
    if (!address.startsWith("#")) link.setAttribute("href", page(address));
  }
  const moved = document.querySelector('meta[http-equiv="refresh"]');
  if (moved) location.replace(page(moved.content.replace(/^.*?url=/, "")));
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// remember keeps what is typed in the address, and begins with what is there.
function remember(field, apply) {
  field.addEventListener("input", () => {
    apply();
    history.replaceState(null, "", field.value ? "#q=" + encodeURIComponent(field.value) : location.pathname + location.search);
  });
  if (!location.hash.startsWith("#q=")) return;
  try {
    field.value = decodeURIComponent(location.hash.slice(3));
  } catch {
    return; // not ours
  }
  apply();
}

// Lists: a field that hides what does not have all its words.
function narrow(list) {
  const items = all(".items > li", list);
  if (items.length < 8) return;
  const texts = items.map(item => fold(item.textContent + " " + (item.dataset.keys || "")));
  const field = make("input", { type: "search", id: "narrow", autocomplete: "off" });
  const count = make("p", {});
  count.setAttribute("role", "status");
  const apply = () => {
    const wanted = words(field.value);
    let shown = 0;
    items.forEach((item, i) => {
      item.hidden = !wanted.every(word => texts[i].includes(word));
      if (!item.hidden) shown++;
    });
    for (const group of all(".group", list)) group.hidden = !group.querySelector(".items > li:not([hidden])");
    count.textContent = wanted.length ? say(list.dataset.shown, { n: shown, all: items.length }) : "";
  };
  list.before(make("div", { className: "narrowing" }, make("label", { htmlFor: "narrow" }, list.dataset.filter), field, count));
  remember(field, apply);
}

// Tables: headers become buttons. Durations and numbers sort by size, days by
// date, the rest by the alphabet; what has no value comes last.
const seconds = { s: 1, sec: 1, min: 60, h: 3600, hours: 3600, hour: 3600, d: 86400, day: 86400, days: 86400, w: 604800 };
const comma = (1.5).toLocaleString(document.documentElement.lang || "en")[1] === ","; // 1.234,5
function value(cell) {
  let text = (cell?.querySelector("time")?.dateTime || cell?.textContent || "").trim().replace(/\u2212/g, "-");
  if (comma) text = text.replace(/(\d)\.(?=\d{3})/g, "$1").replace(/(\d),(?=\d)/g, "$1.");
  if (!text || /^[–—-]$/.test(text)) return null;
  if (/^\d{4}-/.test(text)) return text;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)];
  if (/^\d/.test(text) && parts.length && parts.every(part => seconds[part[2]])) return parts.reduce((sum, part) => sum + part[1] * seconds[part[2]], 0);
  const number = text.replace(/(\d)[\s,](?=\d{3})/g, "$1").match(/^[^\p{L}\d-]*(-?\d+(?:\.\d+)?)/u);
  if (number) return +number[1];
  const day = /\d{4}$/.test(text) ? Date.parse(text + " UTC") : NaN;
  return isNaN(day) ? text : day;
}

function sortable(table) {
  const body = table.tBodies[0];
  if (!body || body.rows.length < 4) return;
  all("thead th", table).forEach((header, column) => {
    if (!header.textContent.trim() || body.rows[0].cells[column]?.querySelector("svg")) return;
    const button = make("button", { type: "button" }, ...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "ascending";
      all("[aria-sort]", table).forEach(other => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].map(row => [value(row.cells[column]), row]);
      rows.sort(([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null);
        const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);
        return down ? -order : order;
      });
      body.append(...rows.map(([, row]) => row));
    });
  });
}

// cards says again what is what in a table whose rows the style sheet may turn
// into cards: some browsers forget it then.
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
function cards(table) {
  for (const part of [table, ...all("thead, tbody, tr, td, th", table)]) {
    part.setAttribute("role", roles[part.tagName] || (part.scope === "row" ? "rowheader" : "columnheader"));
  }
}

// Charts: the words of a mark appear beside it, for the pointer and for arrow
// keys. Until a chart is used, the browser's own tooltips stand.
function readable(svg) {
  const marks = [], text = new Map(), tip = make("p", { className: "tip" });
  tip.setAttribute("role", "status");
  let at = -1;
  const start = () => {
    if (marks.length) return;
    for (const title of all(":is(path, rect, circle) > title", svg)) {
      text.set(title.parentNode, title.textContent);
      marks.push(title.parentNode);
      title.remove();
    }
    svg.parentNode.append(tip);
  };
  const show = mark => {
    all(".on", svg).forEach(other => other.classList.remove("on"));
    tip.textContent = mark ? text.get(mark) : "";
    if (!mark) return;
    const plot = svg.parentNode.getBoundingClientRect(), box = mark.getBoundingClientRect();
    const middle = box.left + box.width / 2 - plot.left - tip.offsetWidth / 2;
    tip.style.left = Math.max(0, Math.min(middle, plot.width - tip.offsetWidth)) + "px";
    tip.style.top = box.top - plot.top - tip.offsetHeight - 6 + "px";
  };
  svg.setAttribute("tabindex", "0");
  svg.addEventListener("focus", start);
  svg.addEventListener("blur", () => show(null));
  svg.addEventListener("pointerleave", () => show(null));
  svg.addEventListener("pointerover", event => {
    start();
    show(text.has(event.target) ? event.target : null);
  });
  svg.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") show(null);
    if (!step || !marks.length || event.target !== svg) return;
    event.preventDefault();
    at = (at + step + marks.length + (at < 0 && step < 0)) % marks.length;
    show(marks[at]);
    marks[at].classList.add("on");
  });
}

// A closer look: a button that puts ECharts in a drawing's place. The theme's
// explore.js and the library are loaded when it is first pressed.
const { dataset: look } = document.querySelector("main");
const load = src => new Promise((onload, onerror) => document.head.append(make("script", { src, onload, onerror })));
let loaded;
function explorable(option) {
  const plot = option.parentNode.querySelector(".plot");
  const button = make("button", { type: "button", className: "explore" }, look.explore), hint = make("p", { className: "note" });
  hint.setAttribute("role", "status");
  plot.after(button, hint);
  const data = JSON.parse(option.textContent), zooms = data.xAxis?.[0].type === "time";
  let close;
  button.addEventListener("click", async () => {
    if (close) close = close();
    else {
      try {
        loaded ??= load(look.library).then(() => load(look.script));
        await loaded;
        close ??= explore(plot, data);
      } catch {
        loaded = null;
      }
    }
    button.textContent = close ? look.close : look.explore;
    hint.textContent = close ? (zooms ? look.hint : "") : loaded ? "" : look.failed;
  });
}

const fetched = address => fetch(address).then(answer => answer.ok ? answer.json() : null).catch(() => null);
const entry = (root, [address, title, note]) => make("li", {}, make("a", { href: root + address }, title), " ", make("small", {}, note || ""));

// ranked are the pages of an index that have all of some words, or any of them,
// the best first.
function ranked({ pages, words: known }, wanted, any) {
  const scores = new Map(pages.map((_, i) => [i, 0]));
  for (const word of wanted) {
    const hits = new Map();
    for (const key in known) {
      if (key.startsWith(word)) for (const i of known[key]) hits.set(i, Math.max(hits.get(i) || 0, key === word ? 3 : 1));
    }
    for (const [i, score] of scores) {
      if (hits.has(i)) scores.set(i, score + hits.get(i) + (words(pages[i][1]).some(part => part.startsWith(word)) ? 4 : 0));
      else if (!any) scores.delete(i);
    }
  }
  return [...scores].filter(([, score]) => score || !any).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([i]) => pages[i]);
}

// The page for missing addresses: pages that have words of the address.
async function near(box) {
  const lost = location.pathname.split("/").filter(Boolean).pop() || "";
  const wanted = lost === "404.html" ? [] : words(lost).filter(word => word.length > 2 && /\D/.test(word));
  const index = wanted.length && await fetched(box.dataset.index);
  const pages = index ? ranked(index, wanted, true).slice(0, 5) : [];
  box.querySelector("ul").append(...pages.map(page => entry(box.dataset.root, page)));
  box.hidden = !pages.length;
}

// Search: an index of words, loaded at the first letter. {"pages": [[address,
// title, note] …], "words": {word: [page …]}}, addresses from the root. Without
// one, and where it cannot be loaded, the list of all pages is narrowed.
function search(box) {
  const [field, count, found] = ["input", ".count", ".found"].map(part => box.querySelector(part));
  const letters = document.querySelector(".letters"), items = all("section li", letters);
  let index;
  const report = n => { count.textContent = n ? say(box.dataset.found, { n }) : box.dataset.none; };
  const narrowed = wanted => {
    for (const item of items) {
      const text = fold(item.textContent + " " + (item.dataset.keys || ""));
      item.hidden = !wanted.every(word => text.includes(word));
    }
    for (const part of all("section", letters)) part.hidden = !part.querySelector("li:not([hidden])");
    letters.hidden = false;
    if (wanted.length) report(items.filter(item => !item.hidden).length);
  };
  const run = async () => {
    const wanted = words(field.value);
    if (box.dataset.index) index ??= fetched(box.dataset.index);
    const loaded = await index;
    if (wanted.join() !== words(field.value).join()) return;
    found.replaceChildren();
    count.textContent = "";
    if (!loaded || !wanted.length) return narrowed(wanted);
    letters.hidden = true;
    const pages = ranked(loaded, wanted);
    report(pages.length);
    found.append(...pages.slice(0, 50).map(page => entry(box.dataset.root, page)));
  };
  box.hidden = false;
  remember(field, run);
}

all(".groups[data-filter]").forEach(narrow);
all("table.data").forEach(sortable);
all(".cards table").forEach(cards);
all(".plot > svg").forEach(readable);
all(".search").forEach(search);
all(".near").forEach(near);
all("script.option").forEach(explorable);

let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  folded.forEach(part => { part.open = true; });
});
addEventListener("afterprint", () => folded.forEach(part => { part.open = false; }));
