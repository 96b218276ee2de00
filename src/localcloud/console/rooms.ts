import type { Call } from '../functions/calls'
import type { StoredFile } from '../storage/files'
import type { Store } from '../store/store'
import type { TimerState } from '../timers/timers'
import { type Html, html } from './html'
import { durationText, layout, momentText, numberText, table } from './layout'

/** Every index, and how many reads it has answered since the start. */
export function indexesPage(store: Store): string {
  const rows = store.collectionNames().flatMap((name) =>
    store
      .collection(name)
      .indexUse()
      .map(
        ({ fields, isUnique, reads }) =>
          html`<tr><td><a data-row href="/console/collections/${name}">${name}</a></td><td><span class="mono">${fields.join(' + ')}</span>${isUnique && '　唯一'}</td><td class="number">${numberText(reads)}</td></tr>`,
      ),
  )
  return layout(
    '索引',
    '/console/indexes',
    html`<p class="quiet">“用过”是启动以来由这个索引回答的读取次数；长期为 0 的索引只让写入变慢。</p>
${table(['集合', '字段', { numbers: '用过' }], rows, '还没有集合。')}`,
  )
}

/** The last function calls, newest first, each with its log and its database requests. */
export function callsPage(calls: readonly Call[]): string {
  const rows = calls.map(
    (call) =>
      html`<details><summary data-row class="call"><span class="time">${momentText(call.startedAt).slice(11)}</span> <span class="name">${call.function}</span>
<span class="from">${CALLERS[call.caller]}</span> <span class="outcome">${outcomeText(call)}</span> <span class="duration">${call.durationMs === undefined ? '…' : durationText(call.durationMs)}</span> <span class="requests">${call.databaseRequestCount}</span></summary>${callDetails(call)}</details>`,
  )
  return layout(
    '函数调用',
    '/console/calls',
    rows.length === 0
      ? html`<p class="quiet">启动以来还没有调用。</p>`
      : html`<div class="calls"><div class="call heads" aria-hidden="true"><span class="time">时间</span><span class="name">函数</span><span class="from">来自</span><span class="outcome">结果</span><span class="duration">用时</span><span class="requests">数据库请求</span></div>
${rows}</div>`,
  )
}

/** The functions' timers, each with its next run and a button that runs it now. `started` is the call of one. */
export function timersPage(timers: readonly TimerState[], started?: string): string {
  const rows = timers.map(
    (timer) =>
      html`<tr><td>${timer.function}<br><span class="quiet">${timer.name}</span><br><span class="mono">${timer.config}</span></td><td class="tight"><div class="bar">${nextRunText(timer)}
<form method="post" action="/console/timers/${timer.function}"><button data-row>立即运行</button></form></div></td></tr>`,
  )
  return layout(
    '定时器',
    '/console/timers',
    html`${started && html`<p class="done" role="status">已开始运行，请求 ${started}；结果见<a href="/console/calls">函数调用</a>。</p>`}
${table(['函数和规则（UTC+8）', '下次运行'], rows, '没有函数带定时器。')}`,
  )
}

/** Uploaded files in the order of their paths. `links` opens each for a while. */
export function filesPage(
  files: readonly StoredFile[],
  linkTo: (path: string) => string,
  next: string | undefined,
): string {
  const rows = files.map(
    ({ path, bytes, changedAt }) =>
      html`<tr><td><a data-row href="${linkTo(path)}">${path}</a></td><td class="number">${numberText(bytes)}</td><td class="tight">${momentText(changedAt)}</td></tr>`,
  )
  return layout(
    '文件',
    '/console/files',
    html`${table(['路径', { numbers: '字节' }, '写入时间'], rows, '还没有文件。')}
<div class="bar">${next !== undefined && html`<a rel="next" href="/console/files?${new URLSearchParams({ after: next }).toString()}">下一页 →</a>`}</div>`,
  )
}

const nextRunText = ({ nextRunAt }: TimerState) =>
  nextRunAt === undefined ? '不再运行' : momentText(nextRunAt)

const CALLERS: Record<Call['caller'], string> = {
  wechat: '微信',
  http: 'HTTP',
  function: '函数',
  timer: '定时器',
  server: '服务端',
}

function outcomeText({ outcome }: Call): Html {
  if (outcome === 'running') return html`运行中`
  return outcome === 'ok' ? html`成功` : html`<span class="bad">✗ ${outcome}</span>`
}

function callDetails(call: Call): Html {
  const lines = call.lines.map(({ stream, text }) => `${stream === 'stdout' ? '' : `[${stream}] `}${text}`)
  const requests = call.databaseRequests.map(
    ({ action, collection, durationMs, ok }) =>
      `${action.replace('database.', '')} ${collection} ${durationText(durationMs)}${ok ? '' : ' ✗'}`,
  )
  return html`<pre>请求 ${call.requestId}${call.coldStartMs !== undefined && `，冷启动 ${durationText(call.coldStartMs)}`}
${[...requests, ...lines].join('\n')}</pre>`
}
