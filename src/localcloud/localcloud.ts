import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { addBackupDoor } from './backup/door'
import { addConsole } from './console/console'
import { type Call, noteDatabaseRequest } from './functions/calls'
import { FunctionHost } from './functions/host'
import type { Caller, NamedIdentity, WechatIdentity } from './functions/identity'
import { type Limits, readLimits } from './functions/limits'
import { REQUEST_NUMBER_HEADER } from './functions/requestStack'
import { addApp } from './http/app'
import { addCompression } from './http/compression'
import { addDoor } from './http/door'
import { addFiles } from './http/files'
import { Files, type UploadLimits } from './storage/files'
import { Storage } from './storage/storage'
import type { IndexDeclarations } from './store/indexDeclarations'
import { Store } from './store/store'
import { Transactions } from './store/transactions'
import { keepTicking, type TimerState, Timers } from './timers/timers'
import { readTriggers } from './timers/triggers'
import { answerWire } from './wire/actions'
import type { Cloud } from './wire/cloud'
import { answerUnreadable } from './wire/unreadable'

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
    /** What holds for a function that states no limits of its own; absent: CloudBase's 20 s and 256 MB. */
    limits?: Partial<Limits>
    /** The file of the deployment (`cloudbaserc.json`) with each function's own limits; absent: none has any. */
    deploymentFile?: string
  }
  /** Where uploaded files are kept; absent: in `files` beside the database. */
  filesFolder?: string
  uploadLimits?: UploadLimits
  /**
   * Identities to try things with: an HTTP caller may name one of them (`x-localcloud-identity`) and is then that
   * person; `GET /identities` lists them. For demo and tests only: whoever reaches the port may be anybody here.
   * Absent: the header is ignored, and there is no list.
   */
  identities?: Record<string, NamedIdentity>
  /** Gets what functions write and what localcloud has to say; absent: standard error. */
  log?: (line: string) => void
  /** Built files of the website; absent: none are served. */
  appFolder?: string
  /** What happens to a query that reads more than 1,000 documents without an index; absent: it fails. */
  unindexedReads?: 'fail' | 'warn'
  /** Whether timers run by the clock, or only when `runTimerNow` asks for it; absent: by the clock. */
  timers?: 'byClock' | 'whenAsked'
  /** The clock, in epoch milliseconds; absent: the machine's. */
  now?: () => number
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
  /** A call that nobody waits for; returns its request id. Throws WireError when it cannot begin. */
  callFunctionLater: (name: string, data: unknown, identity?: WechatIdentity) => string
  /** The names of the functions that there are. */
  functionNames: () => string[]
  /** The last calls of functions, newest first, with their log and their database requests. */
  recentCalls: () => readonly Call[]
  /** Uploaded files, permissions to upload (the first step of `wx.cloud.uploadFile`) and links. */
  storage: Storage
  /** The functions' timers with their next runs. */
  timers: () => TimerState[]
  /** Runs a function's timer once, now; returns the request id, or undefined when the function has no timer. */
  runTimerNow: (functionName: string) => string | undefined
  /** Opens the console in a browser on this machine; it holds a secret of this start. */
  consoleUrl: string
  /** Database requests answered so far. */
  databaseRequests: () => number
  close: () => Promise<void>
}

const ENVIRONMENT_ID = 'localcloud'
/** CloudBase's limit of a request is 6 MB; batches of a few hundred documents stay far below. */
const MAXIMUM_REQUEST_BYTES = 6 * 1024 * 1024
/** Whoever has not sent a whole request by then is let go. */
const MAXIMUM_SENDING_MS = 60_000

/** Starts the environment on the loopback interface. Throws StoreUnavailableError, TriggerError, DeploymentError, or Node's EADDRINUSE error. */
export async function startLocalcloud(options: LocalcloudOptions): Promise<Localcloud> {
  const store = new Store(options.storeFile, options.indexes)
  const server = fastify({
    bodyLimit: MAXIMUM_REQUEST_BYTES,
    forceCloseConnections: true,
    requestTimeout: MAXIMUM_SENDING_MS,
  })
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
  const log = options.log ?? console.error
  const deploymentFile = options.functions?.deploymentFile
  const functions = new FunctionHost({
    folder: options.functions?.folder ?? '',
    runner: options.functions?.runner ?? '',
    limits: options.functions?.limits,
    ownLimits: deploymentFile === undefined ? undefined : readLimits(deploymentFile),
    environment: functionEnvironment,
    log,
  })
  const now = options.now ?? Date.now
  const files = new Files(
    resolve(options.filesFolder ?? join(dirname(options.storeFile), 'files')),
    options.uploadLimits,
  )
  const origin = () => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const storage = new Storage(files, ENVIRONMENT_ID, origin, randomBytes(32).toString('hex'), now)
  const cloud: Cloud = {
    store,
    transactions: new Transactions(store),
    functions,
    storage,
    now,
    log,
    unindexedReads: options.unindexedReads ?? 'fail',
  }
  const timers = new Timers(
    {
      triggers: readTriggers(options.functions?.folder ?? '', functions.names()),
      stateFile: join(dirname(options.storeFile), 'timers.json'),
      run: (name, event) => functions.invokeLater(name, event, { kind: 'timer' }),
      log,
    },
    now(),
  )
  let databaseRequests = 0

  server.post('/admin', { errorHandler: answerUnreadable }, async (request, reply) => {
    const processKey = signedProcessKey(request.headers.authorization, secretId)
    const call = processKey ? functions.callOfProcess(processKey) : undefined
    if (processKey === undefined || (processKey && !call)) {
      return reply
        .code(403)
        .send({ code: 'SIGN_PARAM_INVALID', message: 'the credentials are not this environment’s' })
    }
    const { action, collectionName } = (request.body ?? {}) as { action?: unknown; collectionName?: unknown }
    const startedAt = performance.now()
    const asked: Cloud = call
      ? {
          ...cloud,
          call,
          log: (line) => functions.tell(line, call),
          codeLine: () =>
            functions.codeLineOf(processKey, String(request.headers[REQUEST_NUMBER_HEADER] ?? '')),
        }
      : cloud
    const answer = await answerWire(asked, request.id, request.body)
    if (typeof action === 'string' && action.startsWith('database.')) {
      databaseRequests++
      if (call)
        noteDatabaseRequest(call, {
          action,
          collection: String(collectionName ?? ''),
          durationMs: performance.now() - startedAt,
          ok: !('code' in answer),
        })
    }
    return answer
  })
  addCompression(server)
  addDoor(server, functions, ENVIRONMENT_ID, options.identities)
  addFiles(server, storage)
  const consolePages = addConsole(server, {
    cloud,
    origin,
    timers: () => timers.list(),
    runTimerNow: (functionName) => timers.runNow(functionName, now()),
  })
  const operator = addBackupDoor(server, store, options.storeFile, cloud.now)
  if (options.appFolder) addApp(server, options.appFolder, options.appHeaders ?? {})

  await server.listen({ host: '127.0.0.1', port: options.port })
  const url = origin()
  const environment = sdkEnvironment(url, secretId)
  Object.assign(functionEnvironment, environment, options.functions?.environment(url))
  const stopTimers = options.timers === 'whenAsked' ? () => undefined : keepTicking(timers, now)
  operator.announce(url)
  return {
    url,
    store,
    environment,
    callFunction: async (name, data, identity) => {
      const resultText = await functions.invoke(name, data, callerOf(identity))
      return resultText === undefined ? undefined : JSON.parse(resultText)
    },
    callFunctionLater: (name, data, identity) => functions.invokeLater(name, data, callerOf(identity)),
    functionNames: () => functions.names(),
    recentCalls: () => functions.recentCalls(),
    storage,
    timers: () => timers.list(),
    runTimerNow: (functionName) => timers.runNow(functionName, now()),
    consoleUrl: consolePages.address(),
    databaseRequests: () => databaseRequests,
    close: async () => {
      stopTimers()
      operator.conceal()
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

function callerOf(identity: WechatIdentity | undefined): Caller {
  return identity ? { kind: 'wechat', identity } : { kind: 'server' }
}

/**
 * The SDK's signature names the id it signs with: `... Credential=<id>/<date>/tcb/tc3_request, ...`. A function's
 * process signs with the environment's id and its own key behind it, others with the id alone. Undefined: neither.
 */
function signedProcessKey(authorization: string | undefined, secretId: string): string | undefined {
  const id = /Credential=([^/]+)\//.exec(authorization ?? '')?.[1] ?? ''
  const found = Buffer.from(id.slice(0, secretId.length))
  const expected = Buffer.from(secretId)
  const isSigned = found.length === expected.length && timingSafeEqual(found, expected)
  return isSigned ? id.slice(secretId.length) : undefined
}
