// The view of a chart that a reader asked for: the page's own option, shown by
// ECharts in the theme's colours. explore(plot, option) puts it in a drawing's
// place and returns what takes it away again.
"use strict";

const explore = (() => {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 12 });
  const variable = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const isObject = value => typeof value === "object" && value !== null;

  // coloured puts the theme's colours where an option names them.
  const coloured = value => {
    if (typeof value === "string") return value.replace(/^var\(--([\w-]+)\)$/, (_, name) => variable(name));
    if (Array.isArray(value)) return value.map(coloured);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part)])) : value;
  };

  // Text on a filled mark has that fill's own colour; the theme knows it.
  const inked = one => {
    for (const part of [one, ...one.data || []]) {
      const [, fill] = /^var\(--((?:m|sev)\d)\)$/.exec(part?.itemStyle?.color || "") || [];
      if (fill && one.label) part.label = { ...one.label, ...part.label, color: `var(--${fill}-t)` };
    }
  };

  // parted moves the names of level lines that would lie on each other.
  const parted = (lines, { min, max }, height) => {
    let last = -Infinity;
    for (const line of lines.filter(one => typeof one.yAxis === "number").sort((a, b) => a.yAxis - b.yAxis)) {
      const at = (line.yAxis - min) / (max - min) * height, free = Math.max(at, last + 15);
      line.label = { ...line.label, offset: [0, at - free] };
      last = free;
    }
  };

  // words are what a mark says: its name, its number and what is noted of it.
  const words = unit => ({ seriesName, name, value, data }) => {
    const amounts = [value].flat().filter(part => typeof part === "number");
    const amount = data?.coord || !amounts.length ? "" : number.format(amounts.at(-1)) + (unit ? " " + unit : "");
    return [[data?.coord ? "" : seriesName, name].filter((part, i, parts) => part && parts.indexOf(part) === i).join(", "), amount, data?.note].filter(Boolean).join("\n");
  };

  const axis = one => ({
    nameTextStyle: { color: variable("muted") }, ...one,
    axisLabel: { color: variable("muted"), fontSize: 13, hideOverlap: true, ...one.axisLabel },
    axisLine: { lineStyle: { color: variable("edge") } }, splitLine: { show: one.type === "value" || one.type === "log", lineStyle: { color: variable("grid") } },
  });

  // dressed adds what a still picture has no use for.
  const dressed = (raw, height) => {
    raw.series.forEach(inked);
    const option = coloured(raw), text = variable("text");
    for (const key of ["xAxis", "yAxis"]) if (option[key]) option[key] = [option[key]].flat().map(axis);
    const values = [...option.xAxis || [], ...option.yAxis || []].find(one => one.type === "value" || one.type === "log");
    option.textStyle = { color: text, fontFamily: getComputedStyle(document.body).fontFamily };
    option.tooltip = { ...option.tooltip, formatter: words(values?.name), transitionDuration: 0, backgroundColor: variable("bg"), borderColor: variable("edge"), textStyle: { color: text } };
    const named = option.series.map(one => one.name).filter(Boolean);
    option.legend = { show: named.length > 1, type: "plain", top: 0, textStyle: { color: text }, data: named };
    option.grid = { containLabel: true, left: 8, right: 110, bottom: 24, top: named.length > 1 ? 64 : 40 };
    if (option.xAxis?.[0].type === "time") option.dataZoom = [{ type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false }];
    if (option.radar) {
      const rings = { lineStyle: { color: variable("grid") } };
      Object.assign(option.radar, { axisName: { color: text }, splitArea: { show: false }, splitLine: rings, axisLine: rings });
    }
    for (const one of option.series) {
      if (one.type === "bar") one.label = { ...one.label, position: one.stack ? "inside" : "top", formatter: ({ value }) => value || "" };
      if (one.label) one.label.color ??= text;
      if (one.markArea) one.markArea.label = { color: variable("muted"), position: "insideTopLeft", textBorderWidth: 0 };
      if (one.markLine) {
        one.markLine.label = { color: text, ...one.markLine.label };
        parted(one.markLine.data.flat(), option.yAxis[0], height - 64);
      }
      if (one.markPoint) one.markPoint.label = { color: variable("bg"), formatter: "{c}" };
    }
    return option;
  };

  return (plot, option) => {
    const box = document.createElement("div"), dark = matchMedia("(prefers-color-scheme: dark)");
    let chart;
    const draw = () => {
      chart?.dispose();
      chart = echarts.init(box, null, { renderer: "svg" });
      chart.setOption(dressed(option, box.clientHeight));
      chart.on("click", ({ data }) => { if (data?.url) location.assign(data.url); });
      box.setAttribute("role", "img");
    };
    const resized = new ResizeObserver(() => chart.resize());
    box.className = "view";
    plot.classList.add("explored");
    plot.append(box);
    draw();
    resized.observe(box);
    dark.addEventListener("change", draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener("change", draw);
      chart.dispose();
      box.remove();
      plot.classList.remove("explored");
    };
  };
})();
