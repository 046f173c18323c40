// Tests of the built example in a real browser: of each kind of page the first and
// the largest, of the internal edition the largest. Those are looked at in light
// and dark, at 320 and 1280 pixels, and under all that readers do to text. `make browser-test` builds
// the example first. CHROMIUM names the browser's program.
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { checkExplore } from "./explore.mjs";
import { checkCross } from "./cross.mjs";
import { browser, check, counts, failures, root, serve } from "./stand.mjs";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// pagesOf picks of each kind of page the first and the largest.
async function pagesOf(folder) {
  const found = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".html")) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(file, "utf8");
    const at = path.relative(folder, file), kind = kindOf(/data-page="([^"]*)"/.exec(text)?.[1], at);
    if (kind === "redirect") continue;
    const pair = (found[kind] ??= { kind, first: at, largest: at, size: 0 });
    if (at < pair.first) pair.first = at;
    if (text.length > pair.size) Object.assign(pair, { largest: at, size: text.length });
  }
  return Object.values(found).flatMap(({ kind, first, largest }) => [...new Set([first, largest])].map((at) => ({ kind, at, largest: at === largest })));
}

// kindOf is a page's type; lists differ by what they are lists of.
function kindOf(type, at) {
  if (type !== "list") return type;
  const [section, part] = at.split(path.sep);
  if (section === "tags") return "list of a tag";
  if (part === "index.html") return "list: " + section;
  return `list by ${/^\d{4}$/.test(part) ? "year" : part}`;
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off", "prefer-native-element": "off", "require-sri": "off", "no-redundant-role": "off", "no-raw-characters": "off", "svg-focusable": "off", "tel-non-breaking": "off", "valid-id": ["error", { relaxed: true }] },
});

// stresses run in the page, and undo what they did when they are told so. A sheet
// that is adopted passes the strict policy. Long words stay.
const stresses = {
  "text at 200 %": (on) => { document.documentElement.style.fontSize = on ? "200%" : ""; },
  "right to left": (on) => { document.documentElement.dir = on ? "rtl" : ""; },
  "text spacing": (on) => {
    const sheet = new CSSStyleSheet();
    if (on) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  },
  "long words": (on) => {
    if (!on) return;
    for (const one of document.querySelectorAll("h1, h2, h3, p, li, dd, dt, td, th, summary, figcaption, caption")) {
      const text = [...one.childNodes].find((node) => node.nodeType === 3 && node.data.trim());
      if (text) text.data += " " + "0x" + "4f2c9a".repeat(17);
    }
  },
};

const began = Date.now();
for (const edition of ["public", "private"]) {
  const folder = path.join(root, edition), server = await serve(folder);
  const pages = (await pagesOf(folder)).filter((page) => edition === "public" || page.largest);
  const work = async () => {
    for (let next = pages.shift(); next; next = pages.shift()) await checkOne(edition, folder, server.origin, next);
  };
  await Promise.all([work(), work(), work()]);
  server.close();
}
await checkExplore();
checkCross();
await browser.close();
report();

async function checkOne(edition, folder, origin, { kind, at, largest }) {
  const where = `${edition}/${at}`, url = `${origin}/${at}`;
  await checkFile(kind, where, await readFile(path.join(folder, at), "utf8"));
  await checkPage(kind, where, url, origin, largest);
}

async function checkFile(kind, where, text) {
  const report = await validator.validateString(text);
  const messages = report.results.flatMap((r) => r.messages).map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
  check("valid HTML", kind, where, messages.slice(0, 3).join(" | "));
  const size = gzipSync(text).length;
  const limit = text.includes("<svg") ? 40_000 : 20_000;
  check("weight", kind, where, size > limit && `${size} bytes gzipped`);
  check("no inline style", kind, where, /\sstyle="|<style/.test(text) && "inline style");
}

// checkPage loads a page once and looks at it in all ways, those that change it
// last: in light and dark at two widths, on paper, without script, with the
// keyboard, and under stress.
async function checkPage(kind, where, url, origin, largest) {
  const context = await browser.newContext({ reducedMotion: "reduce" }), page = await context.newPage(), said = [], requested = []; // else it still scrolls
  page.on("console", (m) => said.push(m.text()));
  page.on("pageerror", (e) => said.push(String(e)));
  page.on("request", (r) => requested.push(r.url()));
  await page.goto(url, { waitUntil: "load" });
  check("requests", kind, where, requested.length > 5 && `${requested.length} requests`);
  await checkWithoutScript(kind, where, url, await contents(page));
  if (largest) await checkKeyboard(kind, where, page);
  await page.evaluate(axeSource);
  for (const [colorScheme, width] of [["light", 320], ["dark", 1280], ...(largest ? [["dark", 320], ["light", 1280]] : [])]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await checkSetting(kind, `${where} ${colorScheme} ${width}`, page);
  }
  await checkPrint(kind, where, page);
  if (largest) await checkStress(kind, where, page);
  check("console empty, policy kept", kind, where, said.slice(0, 2).join(" | "));
  check("no foreign request", kind, where, requested.filter((one) => !one.startsWith(origin)).join(" "));
  await context.close();
}

async function checkSetting(kind, where, page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check("no overflow", kind, where, over > 0 && `${over} px too wide`);
  const thin = await page.evaluate(() => [...document.querySelectorAll(".cards th[scope=row]")].filter((e) => getComputedStyle(e).display === "block" && e.offsetWidth < e.parentNode.clientWidth * 0.8).map((e) => e.textContent.slice(0, 40)));
  check("names of cards have room", kind, where, thin.slice(0, 2).join(" | "));
  const unsized = await page.evaluate(() => [...document.querySelectorAll("main img")].filter((e) => !e.getAttribute("width") || !e.getAttribute("height")).map((e) => e.src));
  check("images have their room", kind, where, unsized.join(" "));
  const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.closest("svg") && parseFloat(getComputedStyle(e).fontSize) < 13.9).map((e) => e.outerHTML.slice(0, 80)));
  check("text of 14 px or more", kind, where, small.slice(0, 2).join(" | "));
  const result = await page.evaluate(() => globalThis.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
  check("axe", kind, where, result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 120)}`).slice(0, 3).join(" | "));
}

// contents count what a page has to read.
async function contents(page) {
  return { words: (await page.locator("main").innerText()).split(/\s+/).length, charts: await page.locator("main svg[role]").count() };
}

// checkWithoutScript: everything is there without script.
async function checkWithoutScript(kind, where, url, on) {
  const context = await browser.newContext({ javaScriptEnabled: false }), page = await context.newPage();
  await page.goto(url);
  const off = await contents(page);
  await context.close();
  check("without script", kind, where, (off.words < on.words * 0.98 || off.charts !== on.charts) && `${off.words} of ${on.words} words, ${off.charts} of ${on.charts} charts`);
}

// checkPrint: paper is white, whatever the screen is, navigation is gone, and the
// internal edition says what it is on every sheet: its banner is fixed, with room.
async function checkPrint(kind, where, page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => ({ bg: getComputedStyle(document.documentElement).backgroundColor, ink: getComputedStyle(document.body).color, nav: getComputedStyle(document.querySelector("nav")).display }));
  check("print in light", kind, where, (!/rgba?\((255, 255, 255|0, 0, 0, 0)/.test(seen.bg) || seen.nav !== "none" || /rgb\((2[0-9]{2}|1[5-9][0-9])/.test(seen.ink)) && JSON.stringify(seen));
  const banner = await page.evaluate(() => {
    const one = document.querySelector(".edition"), body = getComputedStyle(document.body);
    return one && { position: getComputedStyle(one).position, room: parseFloat(body.paddingTop) - one.offsetHeight, every: body.boxDecorationBreak };
  });
  check("banner on each printed page", kind, where, banner && !(banner.position === "fixed" && banner.room > 0 && banner.every === "clone") && JSON.stringify(banner));
  await page.emulateMedia({ media: null, colorScheme: null });
}

// checkStress: nothing overflows when readers change the text, and none of it is
// hidden.
async function checkStress(kind, where, page) {
  for (const [name, change] of Object.entries(stresses)) {
    await page.evaluate(change, true);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(`no overflow: ${name}`, kind, `${where} ${width}`, over > 0 && `${over} px too wide`);
      const cramped = await page.evaluate(() => {
        const h1 = document.querySelector("h1"), main = getComputedStyle(document.querySelector("main")), size = parseFloat(getComputedStyle(h1).fontSize);
        const room = h1.closest(".title, main").offsetWidth, all = parseFloat(main.width) - parseFloat(main.paddingLeft) - parseFloat(main.paddingRight);
        return room < Math.min(all, 12 * size) - 1 && `${Math.round(room / size)} em`;
      });
      check("headline has room", kind, `${where} ${width} ${name}`, cramped);
    }
    await page.evaluate(change, false);
  }
}

// checkKeyboard: the first stop is the skip link, every stop is in sight, and its
// focus can be seen.
async function checkKeyboard(kind, where, page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => ({ href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top }));
  check("keyboard: skip link first", kind, where, (!first.href?.startsWith("#") || first.top < 0) && JSON.stringify(first));
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement, box = one.getBoundingClientRect();
      if (one === document.body) return null;
      return { what: one.outerHTML.slice(0, 90), unseen: getComputedStyle(one).outlineStyle === "none", outside: box.bottom <= 0 || box.top >= innerHeight || !box.width };
    });
    if (!stop) break;
    check("keyboard: focus seen", kind, where, (stop.unseen || stop.outside) && JSON.stringify(stop));
  }
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
}

// report prints the table of checks by kind of page, then what failed.
function report() {
  const sum = (rows) => rows.reduce((all, { run, failed }) => ({ run: all.run + run, failed: all.failed + failed }), { run: 0, failed: 0 });
  const kinds = [...new Set(Object.values(counts).flatMap(Object.keys))], wide = Math.max(...kinds.map((kind) => kind.length));
  const names = Object.keys(counts);
  const column = (i) => (i < 26 ? "" : "A") + String.fromCharCode(65 + (i % 26)); // as in a sheet
  names.forEach((name, i) => console.log(`${column(i).padStart(2)}  ${name}`));
  console.log("\nfailed of run".padEnd(wide + 2) + names.map((_, i) => column(i).padStart(6)).join(""));
  for (const kind of kinds) console.log(kind.padEnd(wide + 1) + names.map((name) => (counts[name][kind] ? `${counts[name][kind].failed}/${counts[name][kind].run}` : "·").padStart(6)).join(""));
  for (const line of failures.slice(0, 60)) console.log(line);
  const { run, failed } = sum(Object.values(counts).flatMap((row) => Object.values(row)));
  console.log(`${run - failed} passed, ${failed} failed, in ${Math.round((Date.now() - began) / 1000)} s`);
  process.exit(failed ? 1 : 0);
}
