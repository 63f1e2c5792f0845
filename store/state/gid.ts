// Ids are decimal strings: Shopify's are integers beyond what some programs keep exactly in a number.

/** "gid://shopify/Order/123" from a kind and an id. */
export const gid = (kind: string, id: string) => `gid://shopify/${kind}/${id}`

/** The id at the end of a gid of that kind (or a bare number), else undefined. */
export function idFrom(kind: string, value: string | null | undefined): string | undefined {
  if (!value) return undefined
  if (/^\d+$/.test(value)) return value
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(value)
  return match && match[1] === kind ? match[2] : undefined
}

/** The kind that a gid names. */
export const kindOf = (value: string) => /^gid:\/\/shopify\/(\w+)\//.exec(value)?.[1]

/** Where the ids of a kind start; the sizes are those of a young shop of 2026. */
const FIRST: Record<string, bigint> = {
  Shop: 68_412_309_733n,
  Location: 84_512_309_461n,
  Product: 8_912_340_156_213n,
  ProductVariant: 47_812_340_156_309n,
  InventoryItem: 50_112_340_156_441n,
  Customer: 7_412_340_156_117n,
  Company: 2_312_340_156n,
  CompanyLocation: 3_112_340_157n,
  CompanyContact: 4_412_340_153n,
  Order: 6_312_069_464_308n,
  LineItem: 16_312_069_464_501n,
  FulfillmentOrder: 7_812_069_464_117n,
  FulfillmentOrderLineItem: 18_112_069_464_229n,
  Fulfillment: 5_912_069_464_013n,
  Refund: 987_412_069_461n,
  OrderTransaction: 8_412_069_464_709n,
  StaffMember: 91_705_382_102n,
}

/** Hands out ids that are the same at each run: n-th of a kind, as far apart as Shopify's often are. */
export function nextId(counters: Record<string, number>, kind: string): string {
  const n = (counters[kind] ?? 0) + 1
  counters[kind] = n
  return ((FIRST[kind] ?? elsewhere(kind)) + BigInt(n) * 32_768n).toString()
}

/** A start of its own for every other kind, so that no two kinds share ids. */
function elsewhere(kind: string): bigint {
  let hash = 7n
  for (const letter of kind) hash = (hash * 31n + BigInt(letter.charCodeAt(0))) % 900_000_000_000n
  return 100_000_000_000n + hash
}
