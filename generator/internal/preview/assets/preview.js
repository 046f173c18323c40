// The preview's bar: which edition this is, what is wrong, and when to reload.
"use strict";
(() => {
  const script = document.currentScript;
  let stamp = script.dataset.stamp;
  let style = "";
  let saves = -1;
  const framed = window.top !== window;
  const keep = "candor-preview-scroll";

  const element = (name, text, attributes = {}) => {
    const e = document.createElement(name);
    if (text) e.textContent = text;
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    return e;
  };
  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

  // address gives the place of this page in another edition: the first has the
  // root, the last /public/, others their name.
  const editions = { names: [], prefix: (i) => (i === 0 ? "/" : i === editions.names.length - 1 ? "/public/" : `/${editions.names[i]}/`) };
  const here = () => {
    const path = location.pathname.replace(/index\.html$/, "");
    for (let i = editions.names.length - 1; i > 0; i--) {
      if (path.startsWith(editions.prefix(i))) return { edition: i, path: path.slice(editions.prefix(i).length) };
    }
    return { edition: 0, path: path.slice(1) };
  };

  const frame = element("aside", "", { class: "candor-preview", "aria-label": "candor preview" });
  const bar = element("div", "", { class: "candor-bar" });
  const views = element("nav", "", { "aria-label": "Editions" });
  const status = element("p", "", { role: "status" });
  const list = element("section", "", { class: "candor-problems", "aria-label": "Problems", hidden: "" });
  const toggle = element("button", "", { type: "button", "aria-expanded": "false" });
  toggle.addEventListener("click", () => show(list.hidden));
  document.addEventListener("keydown", (e) => { if (e.key === "Escape" && !list.hidden) show(false); });

  function show(on) {
    list.hidden = !on;
    toggle.setAttribute("aria-expanded", String(on));
  }

  function draw(state) {
    editions.names = state.editions ?? [];
    const now = here();
    views.replaceChildren();
    if (editions.names.length > 1) {
      editions.names.forEach((name, i) => {
        const link = element("a", name, { href: editions.prefix(i) + now.path });
        if (i === now.edition) link.setAttribute("aria-current", "true");
        views.append(link);
      });
      views.append(element("a", "compare", { href: "/compare/" + now.path }));
    }
    const leaks = state.errors && state.searched < 0 ? "not searched while there are errors" : state.searched < 0 ? "searching for leaks" : state.leaks === 0 ? `no leak in ${plural(state.searched, "file", "files")}` : plural(state.leaks, "leak", "leaks");
    status.textContent = (editions.names.length > 1 || state.leaks ? leaks + " · " : "") + `read in ${state.millis} ms`;
    status.dataset.bad = String(state.leaks > 0);
    toggle.textContent = [state.errors && plural(state.errors, "error", "errors"), state.warnings && plural(state.warnings, "warning", "warnings")].filter(Boolean).join(", ") || "no problems";
    toggle.disabled = state.problems.length === 0;
    toggle.dataset.bad = String(state.errors > 0);
    drawProblems(state);
  }

  let shownErrors = "";
  function drawProblems(state) {
    list.replaceChildren();
    if (state.errors) list.append(element("p", state.shown ? "The page below is the last one without errors." : "Mend these, and the page appears."));
    const items = element("ol");
    for (const p of state.problems) {
      const item = element("li", "", { class: p.severity });
      item.append(p.link ? element("a", p.place, { href: p.link }) : element("code", p.place), " ", element("strong", p.severity), " ", element("span", p.text));
      if (p.hint) item.append(element("small", p.hint));
      items.append(item);
    }
    const left = state.errors + state.warnings - state.problems.length;
    list.append(items);
    if (left > 0) list.append(element("p", `And ${left} more: candor check lists them.`));
    // errors open the list by themselves, once for each new set of them
    const errors = state.problems.filter((p) => p.severity === "error").map((p) => p.place + p.text).join("\n");
    if (errors !== shownErrors) show(errors !== "");
    if (state.problems.length === 0) show(false);
    shownErrors = errors;
  }

  function restyle(to) {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(link.href);
      if (!url.pathname.endsWith("/assets/style.css")) continue;
      url.searchParams.set("v", to);
      link.href = url.href;
    }
  }

  let leaving = false; // on the way to another page, or to this one anew

  function reload() {
    leaving = true;
    sessionStorage.setItem(keep, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  async function look() {
    const response = await fetch("/_candor/state?path=" + encodeURIComponent(location.pathname), { cache: "no-store" });
    if (!response.ok) return;
    const state = await response.json();
    if (leaving) return;
    if (!framed && saves >= 0 && state.saves !== saves && state.go) {
      saves = state.saves;
      const there = editions.prefix(here().edition) + state.go.replace(/^\//, "");
      if (there !== location.pathname.replace(/index\.html$/, "")) {
        leaving = true;
        return location.assign(there);
      }
    }
    saves = state.saves;
    if (state.page !== stamp) return reload();
    if (style && state.style && state.style !== style) restyle(state.style);
    style = state.style;
    if (!framed) draw(state);
    document.documentElement.dataset.candorSaves = state.saves;
  }

  function begin() {
    if (!framed) {
      bar.append(element("strong", "candor"), views, status, toggle);
      frame.append(list, bar);
      document.body.append(frame);
      document.body.classList.add("candor-previewed");
    }
    const [path, x, y] = JSON.parse(sessionStorage.getItem(keep) ?? "[]");
    sessionStorage.removeItem(keep);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
    let events = null;
    const listen = () => { // a hidden tab needs none of the few connections that a browser has
      if (events && document.hidden) {
        events.close();
        events = null;
      } else if (!events && !document.hidden) {
        events = new EventSource("/_candor/events");
        events.addEventListener("open", look); // also after the program was started again
        events.addEventListener("message", look);
      }
    };
    document.addEventListener("visibilitychange", listen);
    addEventListener("pagehide", () => events?.close());
    listen();
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
