/** What a command cannot do, as one sentence for the terminal with the way out. */
export class Refusal extends Error {}
