/** Languages in which Carnet speaks to people. */
export type Language = 'fr' | 'en'
