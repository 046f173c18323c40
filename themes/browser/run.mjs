// Tests of the built example in a real browser: each type of page, in both
// editions, in light and dark, at 320 and 1280 pixels. `make browser-test` builds
// the example first. CHROMIUM names the browser's program.
import { createServer } from "node:http";
import { readFile, readdir, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const require = createRequire(import.meta.url);
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".jpg": "image/jpeg", ".xml": "application/xml" };

const failures = [];
const counts = {};
function check(name, where, bad) {
  counts[name] ??= { run: 0, failed: 0 };
  counts[name].run++;
  if (bad) {
    counts[name].failed++;
    failures.push(`${name}: ${where}: ${bad}`);
  }
}

// serve gives a folder over the loopback with the strict policy as a header.
function serve(folder) {
  const server = createServer(async (request, response) => {
    let file = path.join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      if ((await stat(file)).isDirectory()) file = path.join(file, "index.html");
      const body = await readFile(file);
      response.writeHead(200, { "Content-Type": types[path.extname(file)] ?? "application/octet-stream", "Content-Security-Policy": policy });
      response.end(body);
    } catch {
      response.writeHead(404, { "Content-Security-Policy": policy });
      response.end();
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// pagesOf picks of each type of page the first and the largest.
async function pagesOf(folder) {
  const found = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".html")) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(file, "utf8");
    const kind = /data-page="([^"]*)"/.exec(text)?.[1];
    if (!kind || kind === "redirect") continue;
    const at = path.relative(folder, file);
    const pair = (found[kind] ??= { first: at, largest: at, size: 0 });
    if (at < pair.first) pair.first = at;
    if (text.length > pair.size) Object.assign(pair, { largest: at, size: text.length });
  }
  return [...new Set(Object.values(found).flatMap((p) => [p.first, p.largest]))].sort();
}

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
if (!executablePath) {
  console.error("no Chromium found: install it, or name it with CHROMIUM");
  process.exit(2);
}
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off", "prefer-native-element": "off", "require-sri": "off", "no-redundant-role": "off", "no-raw-characters": "off", "svg-focusable": "off", "tel-non-breaking": "off", "valid-id": ["error", { relaxed: true }] },
});

for (const edition of ["public", "private"]) {
  const folder = path.join(root, edition);
  const server = await serve(folder);
  const origin = `http://127.0.0.1:${server.address().port}`;
  const pages = await pagesOf(folder);
  for (const at of pages) {
    const text = await readFile(path.join(folder, at), "utf8");
    await checkFile(edition, at, text);
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [320, 1280]) await checkPage(`${edition}/${at} ${colorScheme} ${width}`, `${origin}/${at}`, origin, { colorScheme, viewport: { width, height: 900 } });
    }
    await checkWithoutScript(`${edition}/${at}`, `${origin}/${at}`);
    await checkPrint(`${edition}/${at}`, `${origin}/${at}`);
  }
  await checkKeyboard(edition, `${origin}/index.html`);
  server.close();
}
await browser.close();

async function checkFile(edition, at, text) {
  const report = await validator.validateString(text);
  const messages = report.results.flatMap((r) => r.messages).map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`);
  check("valid HTML", `${edition}/${at}`, messages.slice(0, 3).join(" | "));
  const size = gzipSync(text).length;
  const limit = text.includes("<svg") ? 40_000 : 20_000;
  check("weight", `${edition}/${at}`, size > limit && `${size} bytes gzipped`);
  check("no inline style", `${edition}/${at}`, /\sstyle="|<style/.test(text) && "inline style");
}

async function checkPage(where, url, origin, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const console = [], foreign = [];
  let requests = 0;
  page.on("console", (m) => console.push(m.text()));
  page.on("pageerror", (e) => console.push(String(e)));
  page.on("request", (r) => {
    requests++;
    if (!r.url().startsWith(origin)) foreign.push(r.url());
  });
  await page.goto(url, { waitUntil: "load" });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check("no overflow", where, over > 0 && `${over} px too wide`);
  const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && !e.closest("svg") && parseFloat(getComputedStyle(e).fontSize) < 13.9).map((e) => e.outerHTML.slice(0, 80)));
  check("text of 14 px or more", where, small.slice(0, 2).join(" | "));
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
  check("axe", where, result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 120)}`).slice(0, 3).join(" | "));
  check("console empty, policy kept", where, console.slice(0, 2).join(" | "));
  check("no foreign request", where, foreign.join(" "));
  check("requests", where, requests > 5 && `${requests} requests`);
  await context.close();
}

// checkWithoutScript: everything is there without script.
async function checkWithoutScript(where, url) {
  const read = async (javaScriptEnabled) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(url);
    const words = (await page.locator("main").innerText()).split(/\s+/).length;
    const charts = (await page.locator("main svg[role]").count());
    await context.close();
    return { words, charts };
  };
  const off = await read(false), on = await read(true);
  check("without script", where, (off.words < on.words * 0.98 || off.charts !== on.charts) && `${off.words} of ${on.words} words, ${off.charts} of ${on.charts} charts`);
}

// checkPrint: paper is white, whatever the screen is, and navigation is gone.
async function checkPrint(where, url) {
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto(url);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => ({ bg: getComputedStyle(document.documentElement).backgroundColor, ink: getComputedStyle(document.body).color, nav: getComputedStyle(document.querySelector("nav")).display }));
  check("print in light", where, (!/rgba?\((255, 255, 255|0, 0, 0, 0)/.test(seen.bg) || seen.nav !== "none" || /rgb\((2[0-9]{2}|1[5-9][0-9])/.test(seen.ink)) && JSON.stringify(seen));
  await context.close();
}

// checkKeyboard: the first stop is the skip link, and focus can be seen.
async function checkKeyboard(edition, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => ({ href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top }));
  check("keyboard", `${edition}: skip link`, (!first.href?.startsWith("#") || first.top < 0) && JSON.stringify(first));
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    check("keyboard", `${edition}: stop ${i + 2}`, outline === "none" && "focus cannot be seen");
  }
  await context.close();
}

for (const [name, { run, failed }] of Object.entries(counts)) console.log(`${name.padEnd(28)} ${String(run).padStart(4)} checks, ${failed} failed`);
for (const line of failures.slice(0, 60)) console.log(line);
const failed = failures.length, passed = Object.values(counts).reduce((n, c) => n + c.run, 0) - failed;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
