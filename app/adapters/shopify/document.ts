import type { Documents } from './documents.generated.ts'

/** A GraphQL document of ours. One that was written or changed since is none, until `npm run documents`. */
export type Document = keyof Documents

/** What a document wants to be told. */
export type VariablesOf<D extends Document> = Documents[D]['variables']

/** What it is answered when the answer is whole: any other is an error. */
export type AnswerTo<D extends Document> = Documents[D]['answer']

/** Nothing to say where a document has no variables. */
export type VariablesArgument<D extends Document> =
  Record<string, never> extends VariablesOf<D> ? [variables?: VariablesOf<D>] : [variables: VariablesOf<D>]
