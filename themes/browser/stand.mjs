// What all browser tests stand on: a server with the strict policy, the browser,
// and the count of what was checked.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".jpg": "image/jpeg", ".xml": "application/xml" };

export const failures = [];
export const counts = {}; // check → kind of page → {run, failed}
export function check(name, kind, where, bad) {
  const count = ((counts[name] ??= {})[kind] ??= { run: 0, failed: 0 });
  count.run++;
  if (bad) {
    count.failed++;
    failures.push(`${name}: ${where}: ${bad}`);
  }
}

// serve gives a folder over the loopback with the strict policy as a header.
export function serve(folder) {
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
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => p && existsSync(p));
if (!executablePath) {
  console.error("no Chromium found: install it, or name it with CHROMIUM");
  process.exit(2);
}
export const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
