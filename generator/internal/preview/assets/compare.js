// Keeps two frames on the same page of two editions, and at the same place.
"use strict";
const frames = { internal: document.getElementById("internal"), public: document.getElementById("public") };
const prefix = { internal: "/", public: "/public/" };

// pathOf is where a frame stands within its edition.
function pathOf(side) {
  const path = frames[side].contentWindow.location.pathname.replace(/index\.html$/, "");
  return path.startsWith(prefix[side]) ? path.slice(prefix[side].length) : "";
}

let at = location.pathname.slice("/compare/".length).replace(/index\.html$/, "");
for (const side of ["internal", "public"]) {
  frames[side].addEventListener("load", () => follow(side));
  frames[side].src = prefix[side] + at;
}

// follow takes the other frame along when a link was used in one.
function follow(side) {
  const other = side === "internal" ? "public" : "internal";
  const path = pathOf(side);
  if (path !== at) {
    at = path;
    history.replaceState(null, "", "/compare/" + at);
    frames[other].src = prefix[other] + at;
  }
  document.getElementById("back").href = "/" + at;
  const from = frames[side].contentWindow;
  from.addEventListener("scroll", () => scroll(from, frames[other].contentWindow), { passive: true });
}

// scroll moves the other frame by the same share of its height. The one that
// was moved last by a hand leads.
let leader = null, until = 0;
function scroll(from, to) {
  const now = performance.now();
  if (leader !== from && now < until) return;
  leader = from;
  until = now + 150;
  const height = (w) => Math.max(1, w.document.documentElement.scrollHeight - w.innerHeight);
  to.scrollTo({ top: from.scrollY / height(from) * height(to), behavior: "instant" });
}
