import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Button, Page } from '@shopify/polaris'
import { merchant } from '#app/access/merchant.server.ts'
import { now } from '#app/clock.server.ts'
import { readShop } from '#app/db.server.ts'
import {
  DaysSettings,
  DeliverySettings,
  MailSettings,
  SellerSettings,
  typedSettings,
} from '#app/shop/SettingsCards.tsx'
import { ImportCard } from '#app/shop/ImportCard.tsx'
import { holidayCountries, readCalendar } from '#app/shop/read-calendar.server.ts'
import { readImport } from '#app/shop/import-steps.server.ts'
import { NumbersCard } from '#app/shop/NumbersCard.tsx'
import { readSettings } from '#app/shop/read-settings.server.ts'
import { Refusal } from '#app/ui/Refusal.tsx'
import { RouteError } from '#app/ui/RouteError.tsx'
import { SaveBar } from '#app/ui/SaveBar.tsx'
import { useAction } from '#app/ui/useAction.ts'
import { useForm } from '#app/ui/useForm.ts'
import { useWords } from '#app/ui/words.tsx'
import { doToSettings } from './do-to-settings.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await merchant(request)
  const read = await readShop(shop, async (tx) => ({
    settings: await readSettings(tx, shop),
    imported: await readImport(tx, shop),
    calendar: await readCalendar(tx, shop, now()),
  }))
  const { settings, imported, calendar } = read
  if (!settings || !calendar) throw new Response(null, { status: 404 })
  return { settings, imported, calendar, countries: await holidayCountries(language) }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, who } = await merchant(request)
  return doToSettings(shop, await request.formData(), who)
}

export default function Settings() {
  const { settings } = useLoaderData<typeof loader>()
  const saved = typedSettings(settings, useWords())
  return <SettingsPage key={JSON.stringify(saved)} />
}

function SettingsPage() {
  const { settings, imported, calendar, countries } = useLoaderData<typeof loader>()
  const words = useWords()
  const { t } = words
  const act = useAction()
  const form = useForm(typedSettings(settings, words), act)
  const save = () => act.run('save', form.values)
  return (
    <Page title={t('nav.settings')} subtitle={settings.name}>
      <BlockStack gap="400">
        <Refusal said={act.refusal} />
        <SellerSettings form={form} />
        <DeliverySettings form={form} locations={settings.locations} />
        <DaysSettings form={form} countries={countries} calendar={calendar} />
        <MailSettings form={form} />
        <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button variant="primary" onClick={save} loading={act.busy} disabled={!form.changed}>
            {t('common.save')}
          </Button>
        </div>
        <NumbersCard series={settings.series} />
        {imported.state !== 'none' && <ImportCard view={imported} act={act} />}
      </BlockStack>
      <SaveBar id="settings" open={form.changed} loading={act.busy} onSave={save} onDiscard={form.reset} />
    </Page>
  )
}

export const ErrorBoundary = RouteError
