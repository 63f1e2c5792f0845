import { randomUUID } from 'node:crypto'
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Button, Card, FormLayout, InlineStack, Page, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { merchant } from '#app/access/merchant.server.ts'
import { readShop } from '#app/db.server.ts'
import { draftTransfer } from '#app/flows/transfer-drafted.server.ts'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { Nothing } from '#app/ui/Nothing.tsx'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { refused, saidOfCommon } from '#app/ui/said.ts'
import { useAction } from '#app/ui/useAction.ts'
import { useWords } from '#app/ui/words.tsx'

const Draft = z.object({ id: z.uuid(), origin: z.string(), destination: z.string() })

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request)
  const settings = await readShop(shop, (tx) => readSettings(tx, shop))
  return {
    newTransfer: randomUUID(),
    locations: settings?.locations ?? [],
    preferred: settings?.preferredLocation ?? '',
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  const read = Draft.safeParse(Object.fromEntries(await request.formData()))
  if (!read.success) throw new Response(null, { status: 400 })
  const outcome = await draftTransfer(shop, read.data, who)
  switch (outcome.kind) {
    case 'done':
      return redirect(`/app/transfers/${read.data.id}`)
    case 'same-place':
    case 'closed-place':
      return refused(`transfer.${outcome.kind}`)
    default:
      return saidOfCommon('not-found')
  }
}

export default function NewTransfer() {
  const { newTransfer, locations, preferred } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const act = useAction()
  const [id] = useState(newTransfer)
  const first = locations.find((one) => one.id === preferred) ?? locations[0]
  const [origin, setOrigin] = useState(first?.id ?? '')
  const [destination, setDestination] = useState(locations.find((one) => one !== first)?.id ?? '')
  const options = locations.map((one) => ({ value: one.id, label: one.name }))
  const back = { content: t('nav.transfers'), url: '/app/transfers' }
  return (
    <Page title={t('transfer.new')} backAction={back}>
      <Card>
        {locations.length < 2 ? (
          <Nothing title={t('transfer.one-place')}>{t('transfer.one-place-why')}</Nothing>
        ) : (
          <BlockStack gap="400">
            <Text as="p" tone="subdued">
              {t('transfer.new-why')}
            </Text>
            <Refusal said={act.refusal} />
            <FormLayout>
              <FormLayout.Group>
                <Select label={t('transfer.from')} options={options} value={origin} onChange={setOrigin} />
                <Select
                  label={t('transfer.to')}
                  options={options}
                  value={destination}
                  onChange={setDestination}
                  error={origin === destination ? t('transfer.same-place') : undefined}
                />
              </FormLayout.Group>
            </FormLayout>
            <InlineStack>
              <Button
                variant="primary"
                loading={act.busy}
                disabled={act.busy || origin === destination}
                onClick={() => act.run('draft', { id, origin, destination })}
              >
                {t('transfer.begin')}
              </Button>
            </InlineStack>
          </BlockStack>
        )}
      </Card>
    </Page>
  )
}

export const ErrorBoundary = RouteError
