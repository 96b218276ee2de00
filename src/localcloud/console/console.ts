import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Collection } from '../store/collection'
import type { TimerState } from '../timers/timers'
import type { Cloud } from '../wire/cloud'
import {
  collectionPath,
  collectionsPage,
  documentPage,
  documentPath,
  documentsPage,
  saveDocument,
} from './documents'
import { guard } from './guard'
import { missingPage } from './layout'
import { callsPage, filesPage, indexesPage, timersPage } from './rooms'
import { SCRIPT } from './script'
import { STYLE } from './style'

const PATH = '/console'
const NO_COLLECTION = '没有这个集合。'
const FILES_A_PAGE = 100
/** A link in the list of files opens its file for so long. */
const LINK_SECONDS = 600

/** What the console shows beside the cloud itself. */
export type ConsoleOptions = {
  cloud: Cloud
  /** `http://127.0.0.1:<port>`, once it is known. */
  origin: () => string
  timers: () => TimerState[]
  runTimerNow: (functionName: string) => string | undefined
}

/** The pages at `/console`. `address`, once the server listens, opens them; nothing else does. See `guard`. */
export function addConsole(server: FastifyInstance, options: ConsoleOptions): { address: () => string } {
  const { cloud, timers } = options
  const { store } = cloud
  let address = () => options.origin()
  server.register(
    async (scope) => {
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string' },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      )
      address = guard(scope, PATH, options.origin).address
      scope.get('/console.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))
      scope.get('/console.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT))
      scope.get('/', (_request, reply) => page(reply, collectionsPage(store)))
      // A website would take what the console does not.
      scope.get('/*', (_request, reply) => missing(reply))
      scope.get('/indexes', (_request, reply) => page(reply, indexesPage(store)))
      scope.get('/calls', (_request, reply) => page(reply, callsPage(cloud.functions.recentCalls())))
      scope.get<Asked<'started'>>('/timers', ({ query }, reply) =>
        page(reply, timersPage(timers(), query.started)),
      )
      scope.post<Named>('/timers/:name', ({ params }, reply) => {
        const started = options.runTimerNow(params.name)
        return started ? reply.redirect(`${PATH}/timers?started=${started}`, 303) : missing(reply)
      })
      scope.get<Asked<'after'>>('/files', async ({ query }, reply) => {
        const files = await cloud.storage.files.list({ after: query.after, limit: FILES_A_PAGE })
        const next = files.length === FILES_A_PAGE ? files.at(-1)?.path : undefined
        return page(
          reply,
          filesPage(files, (path) => cloud.storage.link(path, LINK_SECONDS, true), next),
        )
      })
      scope.get<Named & Asked<'query' | 'page'>>('/collections/:name', async ({ params, query }, reply) => {
        if (!store.hasCollection(params.name)) return missing(reply, NO_COLLECTION)
        const number = /^[1-9]\d{0,6}$/.test(query.page ?? '') ? Number(query.page) : 1
        const asked = { typed: query.query ?? '', page: number, now: cloud.now() }
        return page(reply, await documentsPage(store.collection(params.name), asked))
      })
      scope.get<Named & Asked<'id' | 'saved'>>('/documents/:name', ({ params, query }, reply) => {
        if (!store.hasCollection(params.name)) return missing(reply, NO_COLLECTION)
        const state = { isSaved: query.saved !== undefined }
        const collection = store.collection(params.name)
        return sendDocument(reply, collection, documentPage(collection, query.id ?? '', state))
      })
      scope.post<Named>('/documents/:name', async ({ params, body }, reply) => {
        if (!store.hasCollection(params.name) || !(body instanceof URLSearchParams))
          return missing(reply, NO_COLLECTION)
        const collection = store.collection(params.name)
        const idText = body.get('id') ?? ''
        // A form sends every line end as CR LF.
        const typed = {
          text: (body.get('text') ?? '').replaceAll('\r\n', '\n'),
          version: body.get('version') ?? '',
        }
        const fault = await saveDocument(cloud, collection, { idText, ...typed })
        if (fault === undefined) return reply.redirect(`${documentPath(params.name, idText)}&saved`, 303)
        const text = documentPage(collection, idText, { typed: { ...typed, fault } })
        return sendDocument(reply.code(422), collection, text)
      })
    },
    { prefix: PATH },
  )
  return { address: () => address() }
}

type Named = { Params: { name: string } }
type Asked<Name extends string> = { Querystring: Partial<Record<Name, string>> }

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(text)
}

function sendDocument(reply: FastifyReply, { name }: Collection, text: string | undefined): FastifyReply {
  return text === undefined
    ? missing(reply, '这个文档不在这里：它已被删除，或 _id 写得不对。', { path: collectionPath(name), name })
    : page(reply, text)
}

function missing(
  reply: FastifyReply,
  what = '没有这一页。',
  way = { path: PATH, name: '集合' },
): FastifyReply {
  return page(reply.code(404), missingPage(what, way))
}
