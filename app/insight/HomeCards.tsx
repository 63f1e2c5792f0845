import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { TO_DO_STEPS, WAITING_STEPS, type StepKey, type WorkStep } from '../orders/next-step.ts'
import { useWords } from '../ui/words.tsx'
import type { HomeView } from './read-home.server.ts'

/** Open orders by what comes next; every count leads to its orders. */
export function OrdersCard({ steps }: { steps: [StepKey, number][] }) {
  const { t } = useWords()
  const counts = new Map(steps)
  const waiting = WAITING_STEPS.filter((step) => counts.has(step))
  const nothing = TO_DO_STEPS.every((step) => !counts.has(step))
  return (
    <HomeCard title={t('home.orders')} action={<Button url="/app/orders">{t('home.all-orders')}</Button>}>
      {nothing && <Text as="p">{t('home.nothing-to-do')}</Text>}
      {TO_DO_STEPS.map((step) => (
        <StepRow key={step} step={step} count={counts.get(step) ?? 0} />
      ))}
      {waiting.length > 0 && (
        <Text as="h3" variant="headingSm">
          {t('home.waiting-orders')}
        </Text>
      )}
      {waiting.map((step) => (
        <StepRow key={step} step={step} count={counts.get(step) ?? 0} />
      ))}
    </HomeCard>
  )
}

function StepRow({ step, count }: { step: WorkStep; count: number }) {
  const { t, quantity } = useWords()
  const tab = step.startsWith('wait-') ? '' : 'tab=to-do&'
  return (
    <InlineStack align="space-between" blockAlign="center" wrap={false}>
      {count > 0 ? (
        <Link url={`/app/orders?${tab}step=${step}`} removeUnderline>
          {t(`step.${step}`)}
        </Link>
      ) : (
        <Text as="span" tone="subdued">
          {t(`step.${step}`)}
        </Text>
      )}
      <Text
        as="span"
        numeric
        fontWeight={count > 0 ? 'semibold' : 'regular'}
        tone={count > 0 ? undefined : 'subdued'}
      >
        {quantity(count)}
      </Text>
    </InlineStack>
  )
}

/** Purchase orders to send, to wait for, and late. */
export function BuyingCard({ home }: { home: HomeView }) {
  const { t } = useWords()
  return (
    <HomeCard
      title={t('home.buying')}
      action={<Button url="/app/purchase-orders">{t('home.all-purchase-orders')}</Button>}
    >
      <Row label={t('home.drafts')} count={home.drafts} url="/app/purchase-orders" />
      <Row label={t('home.sent')} count={home.sent} url="/app/purchase-orders?tab=open" />
      {home.late > 0 && (
        <InlineStack>
          <Badge tone="warning">{t('home.late', { count: home.late })}</Badge>
        </InlineStack>
      )}
    </HomeCard>
  )
}

/** How many exceptions wait for a person. */
export function TasksCard({ home }: { home: HomeView }) {
  const { t } = useWords()
  return (
    <HomeCard title={t('home.tasks')} action={<Button url="/app/tasks">{t('home.all-tasks')}</Button>}>
      <Text as="p">{t('home.tasks-open', { count: home.tasks })}</Text>
    </HomeCard>
  )
}

/** Whether Shopify's news arrive. */
export function ConnectionCard({ home }: { home: HomeView }) {
  const { t, dateTime } = useWords()
  return (
    <HomeCard title={t('home.connection')}>
      <Text as="p">
        {home.lastAt ? t('home.last-event', { at: dateTime(home.lastAt) }) : t('home.no-event')}
      </Text>
      <Text as="p" tone="subdued">
        {t('home.events-waiting', { count: home.waiting })}
      </Text>
      {home.dead > 0 && (
        <InlineStack>
          <Badge tone="critical">{t('home.events-dead', { count: home.dead })}</Badge>
        </InlineStack>
      )}
      {home.importedAt === null && (
        <Text as="p" tone="subdued">
          {t('home.importing')}
        </Text>
      )}
    </HomeCard>
  )
}

function Row({ label, count, url }: { label: string; count: number; url: string }) {
  const { quantity } = useWords()
  return (
    <InlineStack align="space-between" wrap={false}>
      <Link url={url} removeUnderline>
        {label}
      </Link>
      <Text as="span" numeric fontWeight="semibold">
        {quantity(count)}
      </Text>
    </InlineStack>
  )
}

type CardProps = { title: string; action?: ReactNode; children: ReactNode }

/** A card of the home page: its title, where to see more, and what it says. */
export function HomeCard({ title, action, children }: CardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {action}
        </InlineStack>
        {children}
      </BlockStack>
    </Card>
  )
}
