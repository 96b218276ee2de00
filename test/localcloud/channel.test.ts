import * as fc from 'fast-check'
import { FrameReader, frameOf } from '../../src/localcloud/functions/channel'

/** The channel between localcloud and a function's process. */

const message = fc.record({ kind: fc.string(), line: fc.string() })
const json = fc.oneof(
  fc.constant(''),
  fc.json().map((text) => JSON.stringify(JSON.parse(text))),
)

test('messages arrive whole and in order, however the pipe cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(message, json)),
      fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
      (sent, sizes) => {
        const arrived: [unknown, string][] = []
        const reader = new FrameReader((...frame) => arrived.push(frame))
        let rest = sent.map(([what, text]) => frameOf(what, text)).join('')
        while (rest) {
          const [size] = sizes.take(1)
          reader.push(rest.slice(0, size))
          rest = rest.slice(size)
        }
        expect(arrived).toEqual(sent)
      },
    ),
  )
})

test('what is no JSON arrives as undefined, and the next message is not lost', () => {
  const arrived: unknown[] = []
  const reader = new FrameReader((what) => arrived.push(what))
  reader.push('{"kind":\n\n')
  reader.push(frameOf({ kind: 'ready' }))
  expect(arrived).toEqual([undefined, { kind: 'ready' }])
})
