import { useNavigate } from '@remix-run/react'
import { Box, InlineStack, Pagination } from '@shopify/polaris'
import { useAddress } from './useAddress.ts'
import { useWords } from './words.tsx'

/** Goes on in a list by keyset: `next` is where the following page begins, null on the last one. */
export function Pager({ next }: { next: string | null }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { params, change } = useAddress()
  const began = params.get('after')
  if (!next && !began) return null
  return (
    <Box padding="300">
      <InlineStack align="center">
        <Pagination
          hasPrevious={began !== null}
          hasNext={next !== null}
          onPrevious={() => void navigate(-1)}
          onNext={() => change({ after: next })}
          accessibilityLabel={t('common.pages')}
        />
      </InlineStack>
    </Box>
  )
}
