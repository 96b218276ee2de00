import { JSDOM } from 'jsdom'

/** A visit to the console with the address that localcloud printed, without a browser. */
export type ConsoleVisit = {
  html: (path: string) => Promise<string>
  /** What a reader sees of a page. */
  text: (path: string) => Promise<string>
  /** Looks again until the page shows the text. */
  textWhen: (path: string, shown: string) => Promise<string>
  /** The value of a form's field. */
  field: (path: string, name: string) => Promise<string | undefined>
  post: (path: string, fields?: Record<string, string>) => Promise<{ status: number; text: string }>
}

/** Opens the address that is in what was printed. */
export async function openConsole(printed: string): Promise<ConsoleVisit> {
  const address = new URL(/(http:\S+\/console\?token=\S+)/.exec(printed)?.[1] as string)
  const entrance = await fetch(address, { redirect: 'manual' })
  const cookie = entrance.headers.get('set-cookie')?.split(';')[0] as string
  const base = `${address.origin}/console`
  const page = async (path: string) => (await fetch(base + path, { headers: { cookie } })).text()
  const readable = (source: string) => new JSDOM(source).window.document.body.textContent ?? ''
  return {
    html: page,
    text: async (path) => readable(await page(path)),
    textWhen: async (path, shown) => {
      for (;;) {
        const text = readable(await page(path))
        if (text.includes(shown)) return text
      }
    },
    field: async (path, name) => {
      const { document } = new JSDOM(await page(path)).window
      return document.querySelector<HTMLTextAreaElement>(`[name=${name}]`)?.value
    },
    post: async (path, fields = {}) => {
      const answer = await fetch(base + path, {
        method: 'POST',
        headers: { cookie, origin: address.origin },
        body: new URLSearchParams(fields),
      })
      return { status: answer.status, text: await answer.text() }
    },
  }
}
