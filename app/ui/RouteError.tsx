import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { Banner, BlockStack, Button, InlineStack, Page, Text } from '@shopify/polaris'
import { useWords, type Words } from './words.tsx'

/** What a page says when it could not be shown: what happened and what to do, by status. */
export function RouteError() {
  const error = useRouteError()
  const { t } = useWords()
  // Shopify's library signs people in by throwing a small page of its own.
  if (isRouteErrorResponse(error) && typeof error.data === 'string' && error.data.includes('<script')) {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />
  }
  const status = isRouteErrorResponse(error) ? error.status : 500
  return (
    <Page title={status === 404 ? t('error.not-found-title') : t('error.title')}>
      <Banner tone={status === 404 ? 'warning' : 'critical'}>
        <BlockStack gap="300">
          <Text as="p">{sentenceOf(status, t)}</Text>
          <InlineStack gap="200">
            {status !== 404 && <Button onClick={() => window.location.reload()}>{t('error.again')}</Button>}
            <Button url="/app">{t('error.home')}</Button>
          </InlineStack>
        </BlockStack>
      </Banner>
    </Page>
  )
}

function sentenceOf(status: number, t: Words['t']): string {
  if (status === 404) return t('error.not-found')
  if (status === 401 || status === 403) return t('error.signed-out')
  if (status === 503) return t('error.unavailable')
  return t('error.failed')
}
