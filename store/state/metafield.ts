export type Metafield = {
  id: string
  ownerId: string
  namespace: string
  key: string
  type: string
  value: string
  createdAt: string
  updatedAt: string
}

export type MetafieldDefinition = {
  id: string
  ownerType: string
  namespace: string
  key: string
  name: string
  description: string | null
  type: string
  pinned: boolean
}

/** The app that every namespace of its own carries the id of. */
export const APP_ID = '312069464001'

/** `$app` and `$app:part` as Shopify keeps them; without a namespace it is the app's own. */
export function ownNamespace(name: string | null | undefined): string {
  if (name == null || name === '$app') return `app--${APP_ID}`
  return name.startsWith('$app:') ? `app--${APP_ID}--${name.slice(5)}` : name
}
