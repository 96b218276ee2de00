import { Transaction } from '@cloudbase/database/dist/commonjs/transaction/index'

/**
 * Counts which of the SDK's methods, commands, stages and operators the cases use. The list is read from the SDK's own
 * objects when the run starts, so a method that a later SDK adds is on it.
 */

type Callable = (...parameters: unknown[]) => unknown
type Members = Record<string, unknown>

const offered = new Set<string>()
const used = new Set<string>()

/** What localcloud refuses by name; `docs/localcloud.md` lists it. */
export const REFUSED = ['document.watch', 'query.watch']

/** Puts a counter before everything that the database handle and what it makes can do. */
export function record(database: Members & { collection: (name: string) => Members }): void {
  const collection = database.collection('any') as Members & {
    doc: (id: string) => object
    aggregate: () => object
    where: (query: object) => object
  }
  const document = collection.doc('any')
  const query = collection.where({})
  const command = database.command as Members & { eq: (value: number) => object }
  countAll('document', Object.getPrototypeOf(document))
  countAll('aggregate', Object.getPrototypeOf(collection.aggregate()))
  countAll('collection', Object.getPrototypeOf(collection))
  countAll('query', Object.getPrototypeOf(query))
  countAll('transaction', Transaction.prototype as never)
  const chained = Object.getPrototypeOf(command.eq(1))
  countAll('command.eq()', chained)
  countAll('command.eq()', Object.getPrototypeOf(chained))
  countAll('command', command)
  countAll('command.aggregate', command.aggregate as Members)
  countAll('command.project', command.project as Members)
  countAll('Geo', database.Geo as Members)
  countAll('database', database)
  countAll('database', Object.getPrototypeOf(database))
  offerOwn('document', document)
  offerOwn('query', query)
}

/** What the SDK offers and no case has used, but for what is refused. */
export function unused(): string[] {
  return [...offered].filter((name) => !used.has(name) && !REFUSED.includes(name)).sort()
}

/** How many there are, and how many have been used. */
export function counts(): { offered: number; used: number } {
  return { offered: offered.size, used: [...offered].filter((name) => used.has(name)).length }
}

/** Methods that are made anew for each instance: they are on the list, but cannot be counted. */
function offerOwn(label: string, instance: object): void {
  for (const [name, member] of Object.entries(instance))
    if (typeof member === 'function' && !name.startsWith('_')) offered.add(`${label}.${name}`)
}

function countAll(label: string, members: Members): void {
  for (const name of Object.getOwnPropertyNames(members)) {
    const member = Object.getOwnPropertyDescriptor(members, name)?.value
    if (typeof member !== 'function' || name === 'constructor' || name.startsWith('_')) continue
    const full = `${label}.${name}`
    offered.add(full)
    members[name] = counted(full, member as Callable)
  }
}

function counted(name: string, member: Callable): unknown {
  return new Proxy(member, {
    apply: (target, self, parameters) => {
      used.add(name)
      return Reflect.apply(target, self, parameters)
    },
    construct: (target, parameters, self) => {
      used.add(name)
      return Reflect.construct(target, parameters, self)
    },
  })
}
