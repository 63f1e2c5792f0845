export type Translation = {
  resourceId: string
  key: string
  locale: string
  value: string
  /** The digest of the text it translates: another one now means the translation is outdated. */
  digest: string
  updatedAt: string
}
