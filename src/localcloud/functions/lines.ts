const MAXIMUM_LINES = 1000
const MAXIMUM_LINE_CHARACTERS = 2000

/** Cuts what a function writes into lines, within bounds: the rest of a long line, and of too many lines, is dropped. */
export class LineCutter {
  private begun = ''
  private count = 0

  /** `onLine` gets each line without its end; `onDropped` is called once when there are too many. */
  constructor(
    private readonly onLine: (text: string) => void,
    private readonly onDropped: (message: string) => void,
  ) {}

  /** Takes the next piece of text. */
  push(text: string): void {
    const lines = text.split('\n')
    lines[0] = this.begun + lines[0]
    this.begun = (lines.pop() as string).slice(0, MAXIMUM_LINE_CHARACTERS)
    for (const line of lines) this.pass(line)
  }

  /** Takes what has no end yet for a line, and counts anew: an invocation is over. */
  finish(): void {
    if (this.begun) this.pass(this.begun)
    this.begun = ''
    this.count = 0
  }

  private pass(line: string): void {
    this.count++
    if (this.count <= MAXIMUM_LINES) this.onLine(line.slice(0, MAXIMUM_LINE_CHARACTERS))
    if (this.count === MAXIMUM_LINES + 1)
      this.onDropped(`more than ${MAXIMUM_LINES} lines: the rest is dropped`)
  }
}
