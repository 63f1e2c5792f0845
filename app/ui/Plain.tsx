import type { ReactNode } from 'react'

const PAGE = {
  font: '16px/1.5 system-ui, sans-serif',
  maxWidth: '32em',
  margin: '20vh auto',
  padding: '0 1em',
}

/** A page without Shopify's look, for whoever is outside the admin. */
export function Plain({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main style={PAGE}>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
