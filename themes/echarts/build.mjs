// Writes ../bundle/echarts.js and, beside it, the licences and notices of what is
// in it. `make echarts` runs this after npm ci.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL(".", import.meta.url);
const text = name => readFile(new URL("node_modules/" + name, here), "utf8");

await build({
  entryPoints: [new URL("entry.mjs", here).pathname], outfile: new URL("../bundle/echarts.js", here).pathname,
  bundle: true, minify: true, format: "iife", globalName: "echarts", target: "es2020", legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: "/* Apache ECharts, zrender and tslib. Their licences and notices are in echarts-licence.txt beside this file. */" },
});

const parts = [];
for (const [name, ...files] of [["echarts", "NOTICE", "LICENSE"], ["zrender", "LICENSE"], ["tslib", "CopyrightNotice.txt", "LICENSE.txt"]]) {
  const { version } = JSON.parse(await text(name + "/package.json"));
  parts.push(`${name} ${version}\n`, ...await Promise.all(files.map(file => text(`${name}/${file}`))));
}
await writeFile(new URL("../bundle/echarts-licence.txt", here), parts.map(part => part.trim() + "\n").join("\n"));
