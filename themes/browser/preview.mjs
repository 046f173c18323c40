// Tests of the live preview in a real browser: a save changes the page, a broken
// one shows where, a mended one takes that away. `make browser-test` runs it.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const site = await mkdtemp(path.join(tmpdir(), "candor-preview-"));
for (const name of ["candor.toml", "content", "data"]) await cp(path.join(root, name), path.join(site, name), { recursive: true });

const server = spawn(path.join(root, "candor"), ["serve", "--source", site, "--port", "0", "--vscode", "--navigate"], { stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((done, failed) => {
  server.stdout.once("data", (line) => done(String(line).trim().replace(/\/$/, "")));
  server.once("exit", () => failed(new Error("candor serve ended")));
});

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let failed = 0;
const said = [];
async function step(what, work) {
  try {
    await work();
    console.log(`ok      ${what}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${what}: ${String(error).split("\n")[0]}`);
  }
}
const is = (got, want) => {
  if (got !== want) throw new Error(`${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
};

const id = "2025-01-21-relayer-reorg";
const file = path.join(site, "content/incidents", id + ".md");
const text = await readFile(file, "utf8");
const save = async (content) => { // as editors do: beside it, then over it
  await writeFile(file + "~", content);
  await rename(file + "~", file);
};

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("console", (m) => { if (m.type() === "error") said.push(m.text()); });
  page.on("pageerror", (e) => said.push(String(e)));
  page.on("request", (r) => { if (!r.url().startsWith(address)) said.push("asked " + r.url()); });
  const bar = page.locator(".candor-bar"), problems = page.locator(".candor-problems");

  await step("the bar names both editions and the search", async () => {
    await page.goto(`${address}/incidents/${id}/`);
    await bar.getByText(/no leak in \d/).waitFor();
    is(await bar.getByRole("link", { name: "internal" }).getAttribute("aria-current"), "true");
  });
  await step("the bar leads to what the public sees, and back", async () => {
    await bar.getByRole("link", { name: "public" }).click();
    await page.waitForURL(`${address}/public/incidents/${id}/`);
    is(await page.locator("html").getAttribute("data-edition"), "public");
    await bar.getByRole("link", { name: "internal" }).click();
    await page.waitForURL(`${address}/incidents/${id}/`);
  });
  await step("a missing address names the pages that have its words", async () => {
    await page.goto(`${address}/${id}-gone`);
    await page.locator(`.near a[href*="incidents/${id}/"]`).waitFor();
    await page.goto(`${address}/incidents/${id}/`);
  });
  await step("the page with its bar has no accessibility fault", async () => {
    await bar.getByText(/no leak in/).waitFor();
    // an own world: the page's policy allows no script of others
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
    await session.send("Runtime.evaluate", { expression: axeSource, contextId: executionContextId });
    const result = await session.send("Runtime.evaluate", { expression: "axe.run(document).then((r) => r.violations.map((v) => v.id).join(' '))", contextId: executionContextId, awaitPromise: true, returnByValue: true });
    is(result.result.value, "");
  });
  await step("a save changes the page and keeps the place", async () => {
    await page.evaluate(() => scrollTo(0, 700));
    await save(text + "\nA sentence that was just written.\n");
    await page.getByText("A sentence that was just written.").waitFor();
    await page.waitForFunction(() => Math.abs(scrollY - 700) < 5);
  });
  await step("a broken save shows where, over the last good page", async () => {
    await save(text + "\nA {itnernal: slip}.\n");
    await problems.getByText(`content/incidents/${id}.md:`).first().waitFor();
    is(await problems.isVisible(), true);
    is(await page.getByText("A sentence that was just written.").count(), 1);
    const link = await problems.getByRole("link").first().getAttribute("href");
    if (!/^vscode:\/\/file\/.*\.md:\d+:\d+$/.test(link)) throw new Error(link);
  });
  await step("Escape puts the list away, the button brings it back", async () => {
    await page.keyboard.press("Escape");
    await problems.waitFor({ state: "hidden" });
    await bar.getByRole("button").click();
    await problems.waitFor();
  });
  await step("a mended save takes it away", async () => {
    await save(text + "\nMended.\n");
    await page.getByText("Mended.", { exact: true }).waitFor();
    await problems.waitFor({ state: "hidden" });
  });
  await step("another page's save leads there", async () => {
    const other = path.join(site, "content/incidents/2025-01-21-other.md");
    await writeFile(other, text);
    await page.waitForURL(`${address}/incidents/2025-01-21-other/`);
    await rm(other);
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await page.goto(`${address}/incidents/${id}/`);
  });
  await step("a style comes without a reload", async () => {
    await cp(path.join(root, "themes/default/style.css"), path.join(site, "themes/own/style.css"), { recursive: true });
    const config = await readFile(path.join(site, "candor.toml"), "utf8");
    await writeFile(path.join(site, "candor.toml"), config.replace(/^theme\s*=.*\n/m, "").replace(/^title/m, 'theme = "own"\ntitle'));
    await page.waitForFunction(async () => (await (await fetch("/assets/style.css")).text()).length > 0);
    await page.waitForFunction(() => Number(document.documentElement.dataset.candorSaves) > 0);
    await page.reload();
    await page.evaluate(() => { window.stays = true; });
    const style = path.join(site, "themes/own/style.css");
    await writeFile(style, (await readFile(style, "utf8")) + "\nh1 { letter-spacing: 7px }\n");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
    is(await page.evaluate(() => window.stays), true);
  });
  await step("both editions stand beside each other, with the hidden parts shaded", async () => {
    await page.goto(`${address}/compare/incidents/${id}/`);
    const left = page.frameLocator("#internal"), right = page.frameLocator("#public");
    await left.locator("h1").waitFor();
    await right.locator("h1").waitFor();
    is(await left.locator("html").getAttribute("data-edition"), "internal");
    is(await right.locator("html").getAttribute("data-edition"), "public");
    is(await left.locator(".candor-bar").count(), 0);
    await left.getByRole("link", { name: "Incidents", exact: true }).first().click();
    await page.waitForURL(`${address}/compare/incidents/`);
    await right.locator('html[data-page="incidents"], html[data-page="list"], html[data-edition="public"] h1').first().waitFor();
  });
  if (process.env.SHOTS) {
    await page.screenshot({ path: path.join(process.env.SHOTS, "compare.png") });
    await save(text + "\nA {itnernal: slip}.\n");
    await page.goto(`${address}/incidents/${id}/`);
    await problems.waitFor();
    await page.screenshot({ path: path.join(process.env.SHOTS, "problems.png") });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.screenshot({ path: path.join(process.env.SHOTS, "problems-320.png") });
  }
  await step("nothing was asked of others, and the console is silent", async () => is(said.filter((s) => !s.includes("404")).join("; "), ""));
} finally {
  await browser.close();
  server.kill();
  await rm(site, { recursive: true, force: true });
}
console.log(failed ? `${failed} steps failed` : "the preview works");
process.exit(failed ? 1 : 0);
