/** The console's style sheet. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2733; --quiet: #5a6774; --line: #d9dee3; --paper: #fbfaf7; --sheet: #fff; --mark: #0b5d52; --bad: #a3221b; --good: #17633f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ed; --quiet: #9aa7b3; --line: #38434d; --paper: #14191e; --sheet: #1b2228; --mark: #6fd0c0; --bad: #ff9b92; --good: #7fd6a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 24px; padding: 8px 24px; background: var(--sheet); border-bottom: 1px solid var(--line); }
nav { display: flex; flex-wrap: wrap; gap: 2px; }
nav a { padding: 7px 12px; border-radius: 6px; color: var(--quiet); text-decoration: none; }
nav a[aria-current] { color: var(--mark); font-weight: 600; box-shadow: inset 0 -2px var(--mark); border-radius: 6px 6px 0 0; }
main { max-width: 1200px; margin: 0 auto; padding: 20px 24px 32px; }
h1 { margin: 0 0 14px; font-size: 21px; line-height: 1.35; overflow-wrap: anywhere; }
h2 { margin: 26px 0 8px; font-size: 16px; }
a { color: var(--mark); }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
code, pre, textarea, .mono { font: 13px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--quiet); white-space: nowrap; }
th, td { padding: 8px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child > td { border-bottom: 0; }
td.number, td.tight { white-space: nowrap; font-variant-numeric: tabular-nums; }
.number { text-align: right; }
/* As high as the text beside it. */
td.mono { line-height: 24px; }
td.preview { width: 99%; max-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; color: var(--quiet); min-width: 220px; }
.search { display: flex; gap: 8px; margin: 0 0 6px; }
.search input { flex: 1; min-width: 0; }
input, textarea, button { border: 1px solid var(--line); border-radius: 6px; background: var(--sheet); color: inherit; padding: 8px 12px; font-size: 15px; }
input.mono { font-size: 14px; }
textarea { width: 100%; min-height: 52vh; resize: vertical; tab-size: 2; font-size: 13px; }
button { min-height: 40px; cursor: pointer; font: inherit; white-space: nowrap; }
button.main { background: var(--mark); border-color: var(--mark); color: var(--sheet); font-weight: 600; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; margin: 12px 0; }
td > .bar { margin: 0; }
.fault, .done { margin: 0 0 12px; padding: 10px 14px; border: 1px solid; border-left-width: 4px; border-radius: 6px; background: var(--sheet); overflow-wrap: anywhere; }
.fault { border-color: var(--bad); color: var(--bad); }
.done { border-color: var(--good); color: var(--good); }
.bad { color: var(--bad); }
form + .fault { margin-top: 14px; }
.calls { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; font-variant-numeric: tabular-nums; }
.calls > * + * { border-top: 1px solid var(--line); }
.call { display: grid; grid-template: "mark time name from outcome duration requests" / 10px 64px minmax(80px, 1fr) 60px minmax(0, 320px) 84px 84px; gap: 0 16px; padding: 8px 14px; }
.call::before { grid-area: mark; content: ""; }
summary.call { cursor: pointer; list-style: none; }
summary.call::-webkit-details-marker { display: none; }
summary.call::before { content: "▸"; color: var(--quiet); }
details[open] > summary.call::before { content: "▾"; }
.call .time { grid-area: time; } .call .name { grid-area: name; overflow-wrap: anywhere; } .call .from { grid-area: from; } .call .outcome { grid-area: outcome; overflow-wrap: anywhere; }
.call .duration { grid-area: duration; text-align: right; } .call .requests { grid-area: requests; text-align: right; }
.heads { font-size: 13px; font-weight: 600; color: var(--quiet); }
.calls pre { margin: 0; padding: 0 14px 12px 40px; }
pre { margin: 6px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { max-width: 1200px; margin: 0 auto; padding: 0 24px 24px; color: var(--quiet); font-size: 13px; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; background: var(--sheet); font: 12px/1.5 ui-monospace, monospace; }
@media (max-width: 600px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  nav a { padding: 8px 9px; }
  th, td { padding: 8px 10px; }
  .heads { display: none; }
  .call { grid-template: "mark name from duration" "mark time outcome requests" / 10px auto 1fr auto; gap: 0 10px; padding: 8px 10px; }
  .call .time, .call .from, .call .requests { color: var(--quiet); }
  .call .requests::after { content: " 次请求"; }
  .call .outcome:has(.bad) { grid-area: 3 / 2 / auto / -1; }
  .calls pre { padding: 0 10px 12px 30px; }
  footer { display: none; }
}
`
