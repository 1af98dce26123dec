#pragma once

#include <string_view>

namespace eligo::output {

/// Of all pages. Every pair of colours has a contrast of 4.5 or more (WCAG 2, AA), in both schemes.
inline constexpr std::string_view page_style = R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2128; --soft: #56606b; --line: #cdd3da; --panel: #f4f6f8;
  --link: #0a55a8; --good: #14602c; --good-back: #dcf5e2; --bad: #9d1526; --bad-back: #fde8e7;
  --warning: #734a00; --warning-back: #fdf3c4; --information: #0a4f96; --information-back: #dfeffc; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #11151a; --ink: #e4e9ee; --soft: #a0aab4; --line: #3b444e; --panel: #1a2027;
    --link: #82bcff; --good: #86dfa5; --good-back: #14331f; --bad: #ffb4ad; --bad-back: #4b171c;
    --warning: #f0cd69; --warning-back: #3b2e08; --information: #a9d2ff; --information-back: #132c4b; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Hiragino Sans GB",
  "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1.25rem; color: var(--ink); background: var(--paper);
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, ul, ol, dl { margin: .5rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: .5rem; top: .5rem; z-index: 1; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC",
  monospace; font-size: .9em; white-space: pre-wrap; tab-size: 2; }
.soft { color: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: .4em; font-size: .875rem;
  font-weight: 600; }
.neutral { color: var(--soft); background: var(--panel); }
.good { color: var(--good); background: var(--good-back); }
.warning { color: var(--warning); background: var(--warning-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.information { color: var(--information); background: var(--information-back); }
.bar { width: 6rem; max-width: 100%; height: .75rem; margin-right: .5rem; border: 1px solid var(--line);
  background: var(--panel); vertical-align: middle; fill: currentColor; }
figure { margin: .75rem 0 1.25rem; }
figcaption { font-weight: 600; padding: .25rem 0; }
.legend { margin: .25rem 0; }
.chart { display: grid; grid-template-columns: fit-content(16rem) minmax(6rem, 1fr) fit-content(14rem);
  gap: .3rem .75rem; align-items: center; }
.chart svg { width: 100%; height: 1.1rem; background: var(--panel); border: 1px solid var(--line); }
.part { fill: currentColor; stroke: var(--paper); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; overflow-wrap: normal; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
caption span { display: inline-block; width: max-content; position: sticky; left: 0; max-width: calc(100vw - 4.5rem); }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th.number, td.number { text-align: right; }
thead th { background: var(--panel); }
tbody th { font-weight: 400; }
thead th { vertical-align: bottom; }
table :is(.share, .badge) { white-space: nowrap; }
table .bar { max-width: none; }
details { border: 1px solid var(--line); border-radius: .4em; margin: .5rem 0; padding: 0 .75rem; }
summary { cursor: pointer; margin: 0 -.75rem; padding: .4rem .75rem; border-radius: .4em; }
summary:hover { background: var(--panel); }
details[open] > summary { border-bottom: 1px solid var(--line); border-radius: .4em .4em 0 0; margin-bottom: .5rem; }
mark { border: 1px solid; border-radius: .25em; padding: .1em .15em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
mark small { margin-left: .3em; white-space: nowrap; }
mark a { color: inherit; }
.tree, .tree ul { list-style: none; margin: 0 0 .5rem; padding-left: 0; }
.tree ul { margin: 0 0 0 .3rem; padding-left: .8rem; border-left: 1px solid var(--line); }
.value { font-weight: 600; margin: 0 .35em; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem; margin: 1rem 0;
  background: var(--panel); border: 1px solid var(--line); border-radius: .4em; }
input, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--soft);
  border-radius: .3em; padding: .2rem .6rem; max-width: 100%; }
@media (max-width: 40rem) { th, td { padding: .3rem .5rem; } .bar { width: 4rem; }
  .chart { grid-template-columns: 1fr; gap: .1rem; } .chart .number { text-align: left; margin-bottom: .5rem; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } .tools, .skip { display: none; }
  .badge, .bar, .chart svg, mark { print-color-adjust: exact; } tr, summary { break-inside: avoid; } h2, h3 { break-after: avoid; } }
)css";

/// Filters rows, opens and closes disclosures (all, for paper, those in which the filter finds something, and
/// the one that a link points to).
inline constexpr std::string_view page_script = R"js(
"use strict";
const all = selector => [...document.querySelectorAll(selector)];
const disclosures = all("main details"), tools = document.querySelector(".tools");
if (tools) {
  const [input, shown] = tools.querySelectorAll("input, output");
  // What comes after the box; a row within another stands or falls with that.
  const rows = all(".tools ~ .row, .tools ~ * .row").filter(row => !row.parentElement.closest(".row"));
  const holders = new Set(rows.map(row => row.parentElement.closest("details")).filter(one => one));
  const filter = () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    for (const one of holders) {
      one.hidden = !rows.some(row => !row.hidden && one.contains(row));
      if (wanted && !one.hidden) one.open = true;
    }
    shown.textContent = wanted && rows.filter(row => !row.hidden).length + " of " + rows.length + " shown";
  };
  input.addEventListener("input", filter);
  for (const button of tools.querySelectorAll("button")) {
    button.hidden = disclosures.length === 0;
    button.addEventListener("click", () => disclosures.forEach(one => one.open = button.value === "open"));
  }
  tools.hidden = false;
  window.addEventListener("hashchange", () => { input.value = ""; filter(); });
}
const follow = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target.scrollIntoView();
};
window.addEventListener("hashchange", follow);
follow();
let closed = [];
window.addEventListener("beforeprint", () => {
  closed = disclosures.filter(one => !one.open);
  closed.forEach(one => one.open = true);
});
window.addEventListener("afterprint", () => closed.forEach(one => one.open = false));
)js";

/// Of the script, for the page's security policy: SHA-256 in base64.
inline constexpr std::string_view page_script_hash = "AMOFALJoaUgooeB2LTiZqYwr65m0c0rPCHzKNXCPFPY=";

}  // namespace eligo::output
