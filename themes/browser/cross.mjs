// The same options through ECharts' own server-side SVG: each kind of chart must
// show as many marks there, of the same values, as candor draws. The samples are
// those of generator/internal/chart/samples_test.go, written out by its test.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { check, root } from "./stand.mjs";

export function checkCross() {
  const folder = mkdtempSync(path.join(tmpdir(), "candor-cross-")), file = path.join(folder, "samples.json");
  try {
    execFileSync("go", ["test", "./generator/internal/chart", "-run", "^TestSamples$", "-count=1", "-write", file], { cwd: root });
    vm.runInThisContext(readFileSync(path.join(root, "themes/bundle/echarts.js"), "utf8"));
    for (const sample of JSON.parse(readFileSync(file, "utf8"))) compare(sample);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare({ name, option, svg }) {
  const theirs = drawnByECharts(option), ours = drawnByUs(svg);
  check("charts: marks as in ECharts", "charts", name, theirs.marks !== ours.marks && `${ours.marks} marks, ECharts has ${theirs.marks}`);
  if (!ours.values.length) return; // one line for hundreds of points
  const differ = theirs.values.length !== ours.values.length || theirs.values.some((value, i) => Math.abs(value - ours.values[i]) > Math.abs(value) * 0.006);
  check("charts: values as in ECharts", "charts", name, differ && `${ours.values} and ${theirs.values}`);
}

// drawnByECharts tells which data an SVG of ECharts shows. Lines, areas and
// labels beside the data are left out: they are marks of another kind.
function drawnByECharts(given) {
  const option = JSON.parse(JSON.stringify(given).replace(/var\(--[\w-]+\)/g, "#123456"));
  for (const series of option.series) {
    for (const key of ["markLine", "markArea", "markPoint", "label"]) delete series[key];
    for (const datum of series.data) delete datum.label;
  }
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 720, height: 400 });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  const shown = new Set();
  for (const [tag] of svg.matchAll(/<path[^>]*ecmeta_ssr_type="chart"[^>]*>/g)) shown.add(/ecmeta_series_index="(\d+)"/.exec(tag)[1] + " " + /ecmeta_data_index="(\d+)"/.exec(tag)[1]);
  const values = [...shown].flatMap((key) => {
    const [series, datum] = key.split(" ").map(Number);
    return amounts(option, option.series[series], option.series[series].data[datum].value);
  });
  return { values: sorted(values), marks: shown.size ? values.length : longest(svg) };
}

// amounts are the numbers that a datum draws: what stands on the value axis. A
// bar of a stack without length is none.
function amounts(option, series, value) {
  if (option.radar) return value.filter((one) => one !== null);
  const one = Array.isArray(value) ? value.at(-1) : value;
  return series.stack && one === 0 ? [] : [one];
}

// drawnByUs reads the titles of our marks. Withheld points, breaks of the axis
// and hatched cells have no value.
function drawnByUs(svg) {
  const values = [...svg.matchAll(/<(?:path|rect) class="(?:pt|b|dt|do|md)( [^"]*)?"[^>]*><title>([^<]*)</g)]
    .filter(([, classes]) => !/\bna\b/.test(classes)).map(([, , title]) => amount(title));
  return values.length > 1 ? { values: sorted(values), marks: values.length } : { values: [], marks: Math.max(values.length, alongLines(svg)) };
}

// amount is the first number behind a colon; lengths of time come back in minutes.
function amount(title) {
  const text = title.replace("\u2212", "-").replaceAll(",", ""), from = text.search(/: -?\d/) + 2;
  const parts = [...text.slice(from).matchAll(/(\d+) (d|h|min)\b/g)];
  return parts.length ? parts.reduce((sum, [, n, unit]) => sum + n * { d: 1440, h: 60, min: 1 }[unit], 0) : parseFloat(text.slice(from));
}

const sorted = (values) => values.sort((a, b) => a - b);
const corners = (d) => d.match(/[ML]/g).length;

// longest is how many points the longest path of a picture has.
const longest = (svg) => Math.max(...[...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => corners(d)));

// alongLines is how many points our lines have; what is provisional is drawn as a
// path of its own from the last point before.
const alongLines = (svg) => [...svg.matchAll(/<path class="l (pr)?[^"]*" d="([^"]*)"/g)].reduce((sum, [, provisional, d]) => sum + corners(d) - (provisional ? 1 : 0), 0);
