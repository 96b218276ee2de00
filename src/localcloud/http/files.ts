import type { Readable } from 'node:stream'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Storage } from '../storage/storage'
import { WireError } from '../wire/errors'

/** Forms are held in memory while they are read. More than this many of the largest are asked to come back. */
const MAXIMUM_FORMS_AT_ONCE = 3
/** What a form has beside its file. */
const FORM_EXTRA_BYTES = 64 * 1024
/** What a browser would run, in the name of the app that is served from here; such files are handed out to be saved. */
const ACTIVE = /\.(x?html?|svgz?|xml|xsl|m?js|wasm|swf)$/i

/**
 * The storage's own doors, shaped like Tencent Cloud's object storage: the second step of an upload, by PUT as
 * `@cloudbase/node-sdk` does it or by form as WeChat and browsers do, and links to download.
 */
export function addFiles(server: FastifyInstance, storage: Storage): void {
  server.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    door.setErrorHandler(answerFault)
    door.put('/upload', (request, reply) => takeBody(storage, request, reply))
    const largestForm = storage.files.maximumBytes + FORM_EXTRA_BYTES
    let bytesAtOnce = 0
    door.post('/upload', async (request, reply) => {
      const bytes = Math.min(Number(request.headers['content-length'] ?? largestForm), largestForm)
      if (bytesAtOnce + bytes > MAXIMUM_FORMS_AT_ONCE * largestForm) {
        return answerXml(request, reply, 503, 'SlowDown', 'come back in a moment')
      }
      bytesAtOnce += bytes
      try {
        return await takeForm(storage, largestForm, request, reply)
      } finally {
        bytesAtOnce -= bytes
      }
    })
  })
  server.register(async (door) => {
    door.setErrorHandler(answerFault)
    door.addHook('onRequest', (request, reply) => checkLink(storage, request, reply))
    door.register(fastifyStatic, {
      root: storage.files.storedFolder,
      prefix: '/files/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader('cache-control', 'private, no-cache')
        response.setHeader('x-content-type-options', 'nosniff')
        if (ACTIVE.test(path)) response.setHeader('content-disposition', 'attachment')
      },
    })
  })
}

async function takeBody(
  storage: Storage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = storage.uploadPath(request.headers.authorization ?? '')
  await storage.files.write(path, bodyOf(request))
  return reply.code(200).send('')
}

async function takeForm(
  storage: Storage,
  maximumBytes: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = await readForm(request, maximumBytes)
  const path = storage.uploadPath(String(form.get('Signature') ?? form.get('signature') ?? ''))
  const file = form.get('file')
  if (form.get('key') !== path || !(file instanceof Blob)) {
    throw new WireError(
      'STORAGE_REQUEST_FAIL',
      'the form needs the key that it has the permission for, and a file',
    )
  }
  await storage.files.write(path, [Buffer.from(await file.arrayBuffer())])
  const status = Number(form.get('success_action_status'))
  return reply.code([200, 201].includes(status) ? status : 204).send('')
}

/** A request without a body is an empty file. Whoever stops reading leaves the connection open for the answer. */
function bodyOf(request: FastifyRequest): AsyncIterable<Buffer> | Iterable<Buffer> {
  return (request.body as Readable | undefined)?.iterator({ destroyOnReturn: false }) ?? []
}

async function readForm(request: FastifyRequest, maximumBytes: number): Promise<FormData> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of bodyOf(request)) {
    bytes += chunk.length
    if (bytes > maximumBytes)
      throw new WireError('STORAGE_REQUEST_FAIL', `the form has more than ${maximumBytes} bytes`)
    chunks.push(chunk)
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  try {
    return await new Response(Buffer.concat(chunks), { headers }).formData()
  } catch (fault) {
    // What `formData` throws when the text is no form.
    if ((fault as Error).name === 'TypeError')
      throw new WireError('STORAGE_REQUEST_FAIL', 'the body is no form')
    throw fault
  }
}

async function checkLink(storage: Storage, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { sign = '', t = '' } = request.query as Record<string, string | undefined>
  const path = (request.params as Record<string, string>)['*'] ?? ''
  if (!storage.isOpen(path, String(sign), String(t))) {
    return void (await answerXml(request, reply, 403, 'AccessDenied', 'the link is altered or out of date'))
  }
  if (!(await storage.files.find(path)))
    await answerXml(request, reply, 404, 'NoSuchKey', 'there is no such file')
}

function answerFault(fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The client went away in the midst of an upload: nobody reads the answer.
  if ((fault as { code?: string }).code === 'ECONNRESET')
    return answerXml(request, reply, 400, 'IncompleteBody', 'aborted')
  const { statusCode = 500, message } = fault as { statusCode?: number; message?: string }
  // fastify's own refusals, such as a content type that is none.
  if (statusCode < 500) return answerXml(request, reply, statusCode, 'InvalidRequest', message ?? '')
  if (!(fault instanceof WireError)) {
    console.error(fault)
    return answerXml(request, reply, 500, 'InternalError', 'localcloud has a fault; its log says more')
  }
  return fault.code === 'STORAGE_EXCEED_AUTHORITY'
    ? answerXml(request, reply, 403, 'AccessDenied', fault.message)
    : answerXml(request, reply, 400, 'InvalidRequest', fault.message)
}

/** Faults as the object storage tells them and the SDK reads them. */
function answerXml(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
) {
  const escaped = message.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  // What is left of the body is read and dropped: a client that is cut off in the midst of it sees no answer.
  request.raw.resume()
  return reply
    .code(status)
    .type('application/xml')
    .send(
      `<?xml version="1.0" encoding="utf-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message>` +
        `<RequestId>${request.id}</RequestId><TraceId>${request.id}</TraceId></Error>`,
    )
}
