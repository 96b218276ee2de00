import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The static website: files as they lie, compressed siblings where there are any, `index.html` for the app's own paths. */
export function addApp(server: FastifyInstance, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return
  server.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    wildcard: true,
    setHeaders: (response, path) => {
      const isHashed = /\.[0-9a-f]{8,}\.\w+(\.(br|gz))?$/.test(path)
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/\.\w+$/.test(request.url.split('?')[0] ?? '')
    return isPage ? reply.sendFile('index.html') : reply.code(404).send({ message: 'not found' })
  })
}
