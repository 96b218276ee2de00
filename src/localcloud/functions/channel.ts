/**
 * The channel between the host and the process of a function: two pipes, on which each message is two lines, what it
 * is as JSON, and the event or the result as the JSON text that it is already (JSON text holds no line end). So a long
 * answer is written and read once on its way, and not once more at each station.
 */

/** The descriptor on which a function's process gets messages. */
export const FROM_HOST = 3
/** The descriptor on which it sends them. */
export const TO_HOST = 4

/** One message as it goes over the channel. `text` is JSON text, or empty. */
export function frameOf(message: object, text = ''): string {
  return `${JSON.stringify(message)}\n${text}\n`
}

/** Puts pieces of the channel together again. */
export class FrameReader {
  private begun = ''

  /** `onFrame` gets each message, still to be checked; undefined is one that is no JSON. */
  constructor(private readonly onFrame: (message: unknown, text: string) => void) {}

  /** Takes the next piece of text. */
  push(piece: string): void {
    this.begun += piece
    // Whoever writes a frame writes all of it: looking for its end once it may have come keeps long ones cheap.
    if (!piece.endsWith('\n')) return
    const lines = this.begun.split('\n')
    this.begun = lines.length % 2 === 0 ? `${lines.at(-2)}\n` : ''
    for (let line = 0; line + 2 < lines.length; line += 2)
      this.onFrame(parsed(lines[line] as string), lines[line + 1] as string)
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}
