import { createHash } from 'node:crypto'
import { BSONError, EJSON } from 'bson'
import { DatabaseRefusal } from '../semantics/refusal'
import type { Collection } from '../store/collection'
import { keyOf } from '../store/keys'
import type { Store } from '../store/store'
import { decodeStored } from '../store/values'
import { answerWire } from '../wire/actions'
import type { Cloud } from '../wire/cloud'
import { type Html, html } from './html'
import { layout, numberText, table } from './layout'
import { criteriaOf, type Found, PAGE_SIZE, search } from './search'

/** The first room: every collection, with how many documents it holds. */
export function collectionsPage(store: Store): string {
  const rows = store.collectionNames().map((name) => {
    const collection = store.collection(name)
    return html`<tr><td><a data-row href="${collectionPath(name)}">${name}</a></td><td class="number">${numberText(collection.size())}</td>
<td class="quiet">${collection.indexes.map(({ fields }) => fields.join(' + ')).join(', ')}</td></tr>`
  })
  return layout('集合', '/console', table(['集合', { numbers: '文档' }, '索引'], rows, '还没有集合。'))
}

/** A collection's documents that a typed query finds, a page at a time. A query that cannot be read is shown again. */
export async function documentsPage(
  collection: Collection,
  { typed, page, now }: { typed: string; page: number; now: number },
): Promise<string> {
  const startedAt = performance.now()
  const found = await attempt(() => search(collection, criteriaOf(typed, now), page))
  const form = html`<form class="search" role="search"><input class="mono" name="query" value="${typed}" aria-label="查询" placeholder='{"field": "value"} 或 _id' autocomplete="off" spellcheck="false">
<button class="main">查询</button></form>`
  const content =
    typeof found === 'string'
      ? html`<p class="fault" role="alert">这个查询无法执行：${found}</p>`
      : html`<p class="quiet">${foundText(found, page)}，读了 ${numberText(found.readDocuments)} 个，用时 ${Math.round(performance.now() - startedAt)} ms；共有 ${numberText(collection.size())} 个文档${typed && html`　<a href="${collectionPath(collection.name)}">看全部</a>`}</p>
${documentsTable(collection.name, found)}${pagesBar(collection.name, typed, page, found.hasMore)}`
  return layout(collection.name, '/console', html`${form}${content}`)
}

/**
 * One document, to read and to change; undefined: it is not there. `typed` is what was tried, with why it was refused, and
 * is shown even when the document is gone.
 */
export function documentPage(
  collection: Collection,
  idText: string,
  state: { typed?: { text: string; version: string; fault: string }; isSaved?: boolean } = {},
): string | undefined {
  const stored = find(collection, idText)
  if (!stored && !state.typed) return undefined
  const { text, version, fault } = state.typed ?? {
    text: prettyText(stored ?? '{}'),
    version: versionOf(stored ?? ''),
    fault: '',
  }
  const conflict = stored !== undefined && version !== versionOf(stored)
  return layout(
    `${collection.name} / ${idText}`,
    '/console',
    html`<p><a href="${collectionPath(collection.name)}">← ${collection.name}</a></p>
${fault && html`<p class="fault" role="alert">没有保存：${fault}</p>`}
${state.isSaved && html`<p class="done" role="status">已保存。</p>`}
<form method="post" action="/console/documents/${collection.name}"><input type="hidden" name="id" value="${idText}"><input type="hidden" name="version" value="${conflict ? versionOf(stored) : version}">
<textarea name="text" class="mono" ${state.typed && 'data-refused'} aria-label="文档（EJSON）" spellcheck="false" autocomplete="off">
${text}</textarea>
<div class="bar"><button class="main">保存</button><span class="quiet">EJSON：日期写作 {"$date": "2026-01-01T00:00:00Z"}；_id 不能改</span></div></form>
${conflict && html`<h2>数据库里现在的内容</h2><pre>${prettyText(stored)}</pre>`}`,
  )
}

/**
 * Saves what was typed, by the same wire action that the SDK's `doc().set()` uses: its checks, its limits. Returns why it
 * was refused; undefined: it is saved. What somebody else has changed meanwhile is not overwritten.
 */
export async function saveDocument(
  cloud: Cloud,
  collection: Collection,
  { idText, text, version }: { idText: string; text: string; version: string },
): Promise<string | undefined> {
  const stored = find(collection, idText)
  if (stored === undefined) return '这个文档已被删除。要留下写好的内容，请先复制。'
  if (versionOf(stored) !== version)
    return '打开以后，别人改过这个文档；它现在的内容在下面。再按一次保存，就以您写的为准。'
  // Written and read once more: EJSON lets a date through that is none.
  const document = await attempt(() => EJSON.parse(EJSON.stringify(EJSON.parse(text))) as unknown)
  if (typeof document === 'string') return `不是 EJSON：${document}`
  if (!isObject(document)) return '文档必须是一个对象 { … }。'
  const { _id } = decodeStored(stored)
  if ('_id' in document && keyOf(document._id) !== keyOf(_id)) return '_id 不能改。'
  const answer = await answerWire(cloud, 'console', {
    action: 'database.modifyDocument',
    collectionName: collection.name,
    query: EJSON.stringify({ _id }),
    queryType: 'DOC',
    data: text,
    multi: false,
    merge: false,
    upsert: false,
  })
  return 'code' in answer ? answer.message : undefined
}

/** The path of a collection. */
export function collectionPath(collectionName: string): string {
  return `/console/collections/${collectionName}`
}

/** The path of a document. */
export function documentPath(collectionName: string, idText: string): string {
  return `/console/documents/${collectionName}?id=${encodeURIComponent(idText)}`
}

function foundText({ documents, hasMore }: Found, page: number): string {
  if (documents.length === 0) return '没有找到文档'
  const first = (page - 1) * PAGE_SIZE + 1
  return `第 ${first}–${first + documents.length - 1} 个${hasMore ? '，后面还有' : ''}`
}

function documentsTable(collectionName: string, found: Found): Html | false {
  const rows = found.documents.map(({ document, text }) => {
    const idText = EJSON.stringify(document._id)
    return html`<tr><td class="tight mono"><a data-row href="${documentPath(collectionName, idText)}">${shortId(document._id)}</a></td><td class="preview mono">${text.slice(0, 400)}</td></tr>`
  })
  return rows.length > 0 && table(['_id', '内容'], rows, '')
}

function pagesBar(collectionName: string, typed: string, page: number, hasMore: boolean): Html {
  const address = (to: number) =>
    `${collectionPath(collectionName)}?${new URLSearchParams({ query: typed, page: String(to) })}`
  return html`<div class="bar">${page > 1 && html`<a rel="prev" href="${address(page - 1)}">← 上一页</a>`}
${hasMore && html`<a rel="next" href="${address(page + 1)}">下一页 →</a>`}</div>`
}

function shortId(id: unknown): string {
  const text = typeof id === 'string' ? id : EJSON.stringify(id)
  return text.length > 40 ? `${text.slice(0, 38)}…` : text
}

function find(collection: Collection, idText: string): string | undefined {
  try {
    return collection.byId(keyOf(EJSON.parse(idText)))?.text
  } catch (fault) {
    if (isNoEjson(fault)) return undefined
    throw fault
  }
}

/** What a person has typed wrong, as a sentence; a bug is thrown on. */
async function attempt<T>(work: () => T | Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (fault) {
    if (isNoEjson(fault) || fault instanceof DatabaseRefusal) return (fault as Error).message
    throw fault
  }
}

const isNoEjson = (fault: unknown) => fault instanceof SyntaxError || fault instanceof BSONError
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
const prettyText = (text: string) => JSON.stringify(JSON.parse(text), null, 2)
const versionOf = (text: string) => createHash('sha256').update(text).digest('hex')
