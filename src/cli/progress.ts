/** Shows the share of a long piece of work on a terminal, in one line that is written over; elsewhere each quarter. */
export function progressLine(label: string): (share: number) => void {
  const { stderr } = process
  let shown = -1
  return (share) => {
    const percent = Math.floor(share * 100)
    const step = stderr.isTTY ? percent : Math.floor(percent / 25) * 25
    if (step === shown) return
    shown = step
    stderr.write(stderr.isTTY ? `\r${label} ${step} %${step === 100 ? '\n' : ''}` : `${label} ${step} %\n`)
  }
}
