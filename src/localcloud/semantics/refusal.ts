/** The database refuses a request for what it says: an unknown operator, a wrong operand, a value that cannot change so. */
export class DatabaseRefusal extends Error {}

/** MongoDB would answer this, localcloud does not; `docs/localcloud.md` lists it. */
export class NotAnswered extends Error {
  constructor(what: string) {
    super(`localcloud does not answer ${what}`)
  }
}
