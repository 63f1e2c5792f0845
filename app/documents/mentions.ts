/** What a seller's situation asks an invoice to say. */
export type Situation = {
  readonly country: string | null
  /** The buyer is a business. */
  readonly business: boolean
  /** The seller's own late penalty; the legal default when null. */
  readonly latePenalty: string | null
}

/**
 * The legal mentions of an invoice, in the seller's language. France, between businesses: late penalties and the 40 €
 * indemnity (Code de commerce L441-10, D441-5), no early payment discount (L441-9).
 */
export function mentionsOf({ country, business, latePenalty }: Situation): string[] {
  if (country !== 'FR' || !business) return []
  const penalty = latePenalty ?? 'taux de refinancement de la BCE majoré de 10 points'
  return [
    `En cas de retard de paiement, pénalités exigibles sans rappel : ${penalty}.`,
    'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.',
    "Pas d'escompte pour paiement anticipé.",
    'Nature de l’opération : livraison de biens.',
  ]
}
