import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { languageOf } from '#app/access/language.ts'
import { translator } from '#app/messages/message.ts'
import { Plain } from '#app/ui/Plain.tsx'

const NAME = 'Carnet'

/** Where an address leads that says no shop: a shop's domain is never asked for, Shopify's admin knows it. */
export function loader({ request }: LoaderFunctionArgs) {
  return { language: languageOf(request.headers.get('accept-language')) ?? 'fr' } as const
}

export const meta: MetaFunction = () => [{ title: NAME }, { name: 'robots', content: 'noindex' }]

export default function OpenInShopify() {
  const t = translator(useLoaderData<typeof loader>().language)
  return (
    <Plain title={NAME}>
      <p>{t('access.open-in-shopify')}</p>
    </Plain>
  )
}
