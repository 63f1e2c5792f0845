/** How many active catalogs for businesses a shop below Plus may have. */
export const CATALOG_LIMIT = 3
