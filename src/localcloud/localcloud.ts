import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { FunctionHost, type WechatIdentity } from './functions/host'
import { addApp } from './http/app'
import { addCompression } from './http/compression'
import { addDoor } from './http/door'
import { type IndexDeclarations, Store } from './store/store'
import { answerWire } from './wire/actions'
import type { Cloud } from './wire/cloud'

/** What one local environment is made of. */
export type LocalcloudOptions = {
  /** The database file. */
  storeFile: string
  /** Declared collections and their indexes. */
  indexes: IndexDeclarations
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  port: number
  /** Built functions and their own settings; absent: none run. `environment` is called when the address is known. */
  functions?: {
    folder: string
    runner: string
    environment: (url: string) => Record<string, string>
    timeLimitMs?: number
  }
  /** Built files of the website; absent: none are served. */
  appFolder?: string
  /** Headers that go with every file of the website. */
  appHeaders?: Record<string, string>
}

/** A running local environment. */
export type Localcloud = {
  /** `http://127.0.0.1:<port>` */
  url: string
  store: Store
  /** Process environment with which `@cloudbase/node-sdk` talks to this environment. */
  environment: Record<string, string>
  /** `wx.cloud.callFunction`, with the identity that WeChat would give. Throws WireError. */
  callFunction: (name: string, data: unknown, identity?: WechatIdentity) => Promise<unknown>
  /** Database requests answered so far. */
  databaseRequests: () => number
  close: () => Promise<void>
}

const ENVIRONMENT_ID = 'localcloud'
/** CloudBase's limit of a request is 6 MB; batches of a few hundred documents stay far below. */
const MAXIMUM_REQUEST_BYTES = 6 * 1024 * 1024

/** Starts the environment on the loopback interface. Throws StoreUnavailableError, or Node's EADDRINUSE error. */
export async function startLocalcloud(options: LocalcloudOptions): Promise<Localcloud> {
  const store = new Store(options.storeFile, options.indexes)
  const server = fastify({ bodyLimit: MAXIMUM_REQUEST_BYTES, forceCloseConnections: true })
  try {
    return await serve(options, store, server)
  } catch (fault) {
    await server.close()
    store.close()
    throw fault
  }
}

async function serve(options: LocalcloudOptions, store: Store, server: FastifyInstance): Promise<Localcloud> {
  // Whoever has not been given this id, such as a page in the browser, cannot speak the wire protocol.
  const secretId = randomBytes(16).toString('hex')
  const functionEnvironment: Record<string, string> = {}
  const functions = new FunctionHost({
    folder: options.functions?.folder ?? '',
    runner: options.functions?.runner ?? '',
    timeLimitMs: options.functions?.timeLimitMs,
    environment: functionEnvironment,
  })
  const cloud: Cloud = { store, functions, now: Date.now }
  let databaseRequests = 0

  server.post('/admin', async (request, reply) => {
    if (!isSignedBy(request.headers.authorization, secretId)) {
      return reply
        .code(403)
        .send({ code: 'SIGN_PARAM_INVALID', message: 'the credentials are not this environment’s' })
    }
    if ((request.body as { action?: string } | null)?.action?.startsWith('database.')) databaseRequests++
    return answerWire(cloud, request.id, request.body)
  })
  addCompression(server)
  addDoor(server, functions, ENVIRONMENT_ID)
  if (options.appFolder) addApp(server, options.appFolder, options.appHeaders ?? {})

  await server.listen({ host: '127.0.0.1', port: options.port })
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const environment = sdkEnvironment(url, secretId)
  Object.assign(functionEnvironment, environment, options.functions?.environment(url))
  return {
    url,
    store,
    environment,
    callFunction: (name, data, identity) => functions.invoke(name, data, identity),
    databaseRequests: () => databaseRequests,
    close: async () => {
      functions.close()
      await server.close()
      store.close()
    },
  }
}

function sdkEnvironment(url: string, secretId: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TCB_ENV: ENVIRONMENT_ID,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: ENVIRONMENT_ID,
    TENCENTCLOUD_SECRETID: secretId,
    TENCENTCLOUD_SECRETKEY: randomBytes(16).toString('hex'),
    TZ: 'UTC',
  }
}

/** The SDK's signature names the id it signs with: `... Credential=<id>/<date>/tcb/tc3_request, ...`. */
function isSignedBy(authorization: string | undefined, secretId: string): boolean {
  const found = Buffer.from(/Credential=([^/]+)\//.exec(authorization ?? '')?.[1] ?? '')
  const expected = Buffer.from(secretId)
  return found.length === expected.length && timingSafeEqual(found, expected)
}
