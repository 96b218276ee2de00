import { Html, html } from './html'

/** The console's rooms, in the order of their keys 1 to 5. */
export const ROOMS = [
  { path: '/console', name: '集合' },
  { path: '/console/indexes', name: '索引' },
  { path: '/console/calls', name: '函数调用' },
  { path: '/console/timers', name: '定时器' },
  { path: '/console/files', name: '文件' },
] as const

/** A whole page. `room` is the path of the room that it belongs to. */
export function layout(title: string, room: (typeof ROOMS)[number]['path'], content: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · localcloud</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/console.css">
<script src="/console/console.js" defer></script>
</head>
<body>
<header><strong>localcloud</strong><nav>${ROOMS.map(
    ({ path, name }, at) =>
      html`<a href="${path}" ${path === room && new Html('aria-current="page"')} title="按键 ${at + 1}">${name}</a>`,
  )}</nav></header>
<main><h1>${title}</h1>
${content}
</main>
<footer><kbd>1</kbd>–<kbd>5</kbd> 换页 <kbd>/</kbd> 查询 <kbd>j</kbd> <kbd>k</kbd> 上下 <kbd>Enter</kbd> 打开 <kbd>n</kbd> <kbd>p</kbd> 翻页 <kbd>Ctrl</kbd>+<kbd>Enter</kbd> 保存</footer>
</body>
</html>
`.text
}

/** The head of a column; one of `numbers` is set to the right, as they are. */
type Head = string | { numbers: string }

/** A table that scrolls by itself where the window is narrow. */
export function table(heads: readonly Head[], rows: readonly Html[], whenEmpty: string): Html {
  if (rows.length === 0) return html`<p class="quiet">${whenEmpty}</p>`
  return html`<div class="scroll"><table><thead><tr>${heads.map(headCell)}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}

const headCell = (head: Head) =>
  typeof head === 'string'
    ? html`<th scope="col">${head}</th>`
    : html`<th scope="col" class="number">${head.numbers}</th>`

/** What stands where there is no page, with a way on. */
export function missingPage(what: string, way: { path: string; name: string }): string {
  return layout('没有找到', '/console', html`<p>${what}</p><p><a href="${way.path}">← ${way.name}</a></p>`)
}

/** A moment to the second, on the clock of the city. */
export function momentText(epochMs: number): string {
  return new Date(epochMs).toLocaleString('sv', { timeZone: 'Asia/Shanghai' })
}

/** Milliseconds, as precise as they are worth reading. */
export function durationText(durationMs: number): string {
  return durationMs < 10 ? `${durationMs.toFixed(1)} ms` : `${Math.round(durationMs)} ms`
}

export const numberText = (number: number) => number.toLocaleString('en')
