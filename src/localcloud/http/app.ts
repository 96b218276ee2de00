import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * The static website: files as they lie, compressed siblings where there are any, `index.html` for the app's own paths.
 * `headers` go with each of them.
 */
export function addApp(server: FastifyInstance, folder: string, headers: Record<string, string>): void {
  if (!existsSync(join(folder, 'index.html'))) return
  server.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    // Its own cache-control would replace the one set here.
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = /\.[0-9a-f]{8,}\.\w+(\.(br|gz))?$/.test(path)
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      response.setHeader('x-content-type-options', 'nosniff')
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    },
  })
  server.setNotFoundHandler((request, reply) => {
    // A person who opens an address gets the app, which says what it makes of it; a script gets a plain 404.
    const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html')
    return isPage ? reply.sendFile('index.html') : reply.code(404).send({ message: 'not found' })
  })
}
