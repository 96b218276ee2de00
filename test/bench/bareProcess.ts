import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The bare peer of a bench, in a process of its own as localcloud is: reads each request and answers the bytes it was
 * given first, always. Tells its port.
 */
process.once('message', (answer: string) => {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(answer),
  }
  const server = createServer((request, response) => {
    request.on('end', () => response.writeHead(200, headers).end(answer)).resume()
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
process.on('disconnect', () => process.exit(0))
