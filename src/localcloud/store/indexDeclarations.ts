/** One declared index; every collection has the one on `_id` besides. */
export type IndexDeclaration = { fields: string[]; unique?: boolean }
/** The declared collections and their indexes; deployment reads the same declarations. */
export type IndexDeclarations = Record<string, IndexDeclaration[]>
