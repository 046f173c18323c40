// Tests of the view that a reader asks for: the example is built once more with
// charts = "interactive". What ECharts says of each mark must be what the drawing
// says of it.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { browser, check, root, serve } from "./stand.mjs";

export async function checkExplore() {
  const site = await mkdtemp(path.join(tmpdir(), "candor-explore-"));
  try {
    for (const part of ["content", "data", "candor.toml"]) await cp(path.join(root, part), path.join(site, part), { recursive: true });
    const config = path.join(site, "candor.toml");
    await writeFile(config, (await readFile(config, "utf8")).replace(/^charts .*$/m, 'charts = "interactive"'));
    await promisify(execFile)(path.join(root, "candor"), ["build", "-q", "-s", site, "--audience", "public"]);
    const server = await serve(path.join(site, "public"));
    for (const at of await withOptions(path.join(site, "public"))) {
      for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", reducedMotion: "reduce", viewport: { width: 320, height: 800 } }]) await checkPage(`${server.origin}/${at}`, at, options);
    }
    server.close();
  } finally {
    await rm(site, { recursive: true });
  }
}

// withOptions are one page of each kind that has a chart to explore, and the
// metric with the most marks.
async function withOptions(folder) {
  const found = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".html")) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name), text = await readFile(file, "utf8");
    if (!text.includes('class="option"')) continue;
    const kind = /data-page="([^"]*)"/.exec(text)[1];
    if (!found[kind] || text.length > found[kind].size) found[kind] = { at: path.relative(folder, file), size: text.length };
  }
  return Object.values(found).map(({ at }) => at);
}

async function checkPage(url, at, options) {
  const context = await browser.newContext(options), page = await context.newPage(), said = [], loaded = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(url);
  check("view: nothing loaded before", "interactive", at, loaded.some((one) => /echarts|explore/.test(one)) && loaded.join(" "));
  for (const button of await page.locator("button.explore").all()) {
    await button.click();
    await button.evaluate((one) => new Promise((done) => {
      const open = () => one.textContent === document.querySelector("main").dataset.close && done();
      new MutationObserver(open).observe(one, { childList: true, subtree: true });
      open();
    }));
  }
  const seen = await page.evaluate(() => [...document.querySelectorAll(".figure:has(.view)")].map((figure) => {
    const raw = JSON.parse(figure.querySelector("script.option").textContent), chart = echarts.getInstanceByDom(figure.querySelector(".view")), shown = chart.getOption();
    const values = (option) => JSON.stringify(option.series.map((one) => one.data.map((part) => part?.value ?? part)));
    const svg = figure.querySelector(".view svg");
    return { same: values(raw) === values(shown), marks: svg.querySelectorAll("path").length, animation: shown.animation, colours: /var\(/.test(svg.outerHTML), wide: svg.getBoundingClientRect().right > document.documentElement.clientWidth, mode: shown.tooltip[0].renderMode };
  }));
  for (const one of seen) {
    check("view: same values, drawn", "interactive", at, (!one.same || !one.marks) && JSON.stringify(one));
    check("view: no motion, own colours, fits", "interactive", at, (one.animation || one.colours || one.wide || one.mode !== "richText") && JSON.stringify(one));
  }
  const marks = page.locator(".view svg").first();
  const box = await marks.boundingBox();
  for (let i = 1; i < 8; i++) await page.mouse.move(box.x + box.width * i / 8, box.y + box.height / 2);
  await page.emulateMedia({ colorScheme: options.colorScheme === "dark" ? "light" : "dark" });
  check("view: policy kept, console empty", "interactive", at, said.slice(0, 2).join(" | "));
  await page.locator("button.explore").first().click();
  check("view: closes", "interactive", at, (await page.locator(".view").count()) !== seen.length - 1 && "a view stayed");
  await context.close();
}
