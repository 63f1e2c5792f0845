// The catalogue of the seeded wholesaler: olive oil and épicerie fine. Prices before tax; all invented.

export type SeedVariant = {
  sku: string
  option?: string | undefined
  price: string
  cost: string | null
  lyon: number
  shop?: number
  grams: number
  tracked?: boolean
}
export type SeedProduct = {
  title: string
  vendor: string
  type: string
  vat?: string
  optionName?: string | undefined
  requiresShipping?: boolean
  giftCard?: boolean
  tags?: string[]
  variants: SeedVariant[]
}

// sku | title | option | price | cost | on hand in Lyon | in the shop | grams | VAT rate | vendor | type | name of the option | flags
const TABLE = `
HUILE-75 | Huile d'olive vierge extra 75 cl |  | 10.00 | 5.10 | 8 | 0 | 1240 | 0.055 | Moulin Sud | Huiles |  |
HUILE-50 | Huile d'olive vierge extra 50 cl |  | 7.40 | 3.70 | 96 | 14 | 880 | 0.055 | Moulin Sud | Huiles |  |
HUILE-25 | Huile d'olive vierge extra 25 cl |  | 4.60 | 2.15 | 120 | 24 | 470 | 0.055 | Moulin Sud | Huiles |  |
BIDON-3L | Huile d'olive bidon | 3 litres | 34.00 | 18.40 | 30 | 0 | 2950 | 0.055 | Moulin Sud | Huiles | Contenance |
BIDON-5L | Huile d'olive bidon | 5 litres | 52.00 | 29.00 | 24 | 0 | 4800 | 0.055 | Moulin Sud | Huiles | Contenance |
HUILE-CITRON | Huile d'olive au citron 25 cl |  | 6.20 | 2.90 | 48 | 10 | 470 | 0.055 | Moulin Sud | Huiles aromatisées |  |
HUILE-BASILIC | Huile d'olive au basilic 25 cl |  | 6.20 | 2.90 | 44 | 8 | 470 | 0.055 | Moulin Sud | Huiles aromatisées |  |
HUILE-NOIX | Huile de noix 25 cl |  | 8.90 | 4.80 | 36 | 6 | 460 | 0.055 | Noyeraie du Vercors | Huiles |  |
VINAIGRE-BALSA | Vinaigre balsamique de Modène 25 cl |  | 7.80 | 3.95 | 60 | 12 | 520 | 0.055 | Acetaia Ferri | Vinaigres |  |
VINAIGRE-CIDRE | Vinaigre de cidre fermier 50 cl |  | 4.20 | 1.85 | 54 | 9 | 760 | 0.055 | Vergers du Bugey | Vinaigres |  |
OLIVE-VERTE | Olives vertes de Nyons 250 g |  | 4.80 | 2.30 | 72 | 18 | 420 | 0.055 | Coopérative de Nyons | Olives |  |
OLIVE-NOIRE | Olives noires de Nyons AOP 250 g |  | 5.60 | 2.85 | 66 | 15 | 420 | 0.055 | Coopérative de Nyons | Olives |  |
OLIVE-SEAU | Olives seau professionnel 3 kg |  | 31.50 | 17.20 | 18 | 0 | 3300 | 0.055 | Coopérative de Nyons | Olives |  |
TAPENADE-NOIRE | Tapenade noire 180 g |  | 4.50 | 1.95 | 84 | 20 | 310 | 0.055 | Conserverie Bastide | Tartinables |  |
TAPENADE-VERTE | Tapenade verte 180 g |  | 4.50 | 1.95 | 80 | 16 | 310 | 0.055 | Conserverie Bastide | Tartinables |  |
AUBERGINE | Caviar d'aubergine 180 g |  | 4.70 | 2.05 | 58 | 12 | 310 | 0.055 | Conserverie Bastide | Tartinables |  |
TOMATE-SECHEE | Tomates séchées à l'huile 280 g |  | 5.90 | 2.70 | 62 | 11 | 460 | 0.055 | Conserverie Bastide | Conserves |  |
ARTICHAUT | Artichauts grillés 280 g |  | 6.40 | 3.10 | 40 | 7 | 460 | 0.055 | Conserverie Bastide | Conserves |  |
ANCHOIS | Anchois de Collioure 100 g |  | 6.90 | 3.60 | 45 | 10 | 190 | 0.055 | Maison Roca | Conserves |  |
SARDINE | Sardines à l'huile d'olive 115 g |  | 3.90 | 1.75 | 110 | 25 | 150 | 0.055 | Maison Roca | Conserves |  |
PATES-PENNE | Pâtes artisanales 500 g | Penne | 2.90 | 1.20 | 90 | 20 | 520 | 0.055 | Pastificio Lenti | Épicerie | Forme |
PATES-LINGUINE | Pâtes artisanales 500 g | Linguine | 2.90 | 1.20 | 90 | 20 | 520 | 0.055 | Pastificio Lenti | Épicerie | Forme |
PATES-ORECC | Pâtes artisanales 500 g | Orecchiette | 3.10 | 1.30 | 60 | 12 | 520 | 0.055 | Pastificio Lenti | Épicerie | Forme |
RIZ-CAMARGUE | Riz de Camargue IGP 1 kg |  | 4.10 | 1.90 | 70 | 14 | 1020 | 0.055 | Rizerie du Delta | Épicerie |  |
FLEUR-SEL | Fleur de sel de Camargue 125 g |  | 5.20 | 2.20 | 95 | 22 | 210 | 0.055 | Salins du Delta | Épicerie |  |
HERBES | Herbes de Provence Label Rouge 40 g |  | 3.60 | 1.35 | 130 | 30 | 90 | 0.055 | Herbier du Ventoux | Épices |  |
ESPELETTE | Piment d'Espelette AOP 40 g |  | 6.80 | 3.55 | 55 | 12 | 90 | 0.055 | Herbier du Ventoux | Épices |  |
MIEL-LAVANDE | Miel de lavande 500 g |  | 9.50 | 5.20 | 42 | 9 | 760 | 0.055 | Rucher des Baronnies | Miels et confitures |  |
MIEL-CHATAIGNE | Miel de châtaignier 500 g |  | 8.90 | 4.80 | 38 | 8 | 760 | 0.055 | Rucher des Baronnies | Miels et confitures |  |
CONF-ABRICOT | Confiture d'abricots Bergeron 370 g |  | 4.90 | 2.10 | 64 | 15 | 580 | 0.055 | Vergers du Bugey | Miels et confitures |  |
MOUTARDE | Moutarde à l'ancienne 200 g |  | 3.20 | 1.25 | 85 | 18 | 350 | 0.055 | Moutarderie Fallet | Épicerie |  |
NOUGAT | Nougat de Montélimar 200 g |  | 6.50 | 3.20 | 50 | 14 | 220 | 0.2 | Nougaterie Arnal | Confiserie |  |
CROQUANT | Croquants aux amandes 150 g |  | 4.40 | 1.90 | 60 | 16 | 180 | 0.055 | Biscuiterie Vial | Confiserie |  |
SAVON-300 | Savon à l'huile d'olive 300 g |  | 4.80 | 1.70 | 100 | 25 | 300 | 0.2 | Savonnerie du Vieux-Port | Maison |  |
COFFRET-3 | Coffret découverte trois huiles |  | 24.00 | 11.60 | 26 | 8 | 1700 | 0.055 | Huilerie du Moulin | Coffrets |  |
BEC-VERSEUR | Bec verseur inox |  | 3.50 | 1.10 | 75 | 12 | 30 | 0.2 | Inox Rhône | Maison |  |
PLANCHE-S | Planche d'olivier | Petite | 18.00 | 8.90 | 15 | 4 | 650 | 0.2 | Ateliers de l'Olivier | Maison | Taille |
PLANCHE-L | Planche d'olivier | Grande | 29.00 | 14.50 | 9 | 3 | 1300 | 0.2 | Ateliers de l'Olivier | Maison | Taille |
SAC-KRAFT | Sac en papier kraft |  | 0.40 | 0.12 | 0 | 0 | 40 | 0.2 | Huilerie du Moulin | Emballage |  | untracked
ECHANTILLON | Échantillons de dégustation |  | 1.50 |  | 0 | 0 | 60 | 0.055 | Huilerie du Moulin | Épicerie |  | untracked
DEGUSTATION | Dégustation au moulin (2 heures) |  | 45.00 |  | 0 | 0 | 0 | 0.2 | Huilerie du Moulin | Services |  | untracked no-shipping
CARTE-50 | Carte cadeau 50 € |  | 50.00 |  | 0 | 0 | 0 | 0 | Huilerie du Moulin | Cartes cadeaux |  | untracked no-shipping gift-card
`

/** Rows with the same title are variants of one product. */
function read(table: string): SeedProduct[] {
  const products = new Map<string, SeedProduct>()
  for (const row of table.trim().split('\n')) {
    const [sku, title, option, price, cost, lyon, shop, grams, vat, vendor, type, optionName, flags] = row
      .split('|')
      .map((cell) => cell.trim()) as [string, string, ...string[]]
    const has = (flag: string) => (flags ?? '').split(' ').includes(flag)
    const product = products.get(title) ?? {
      title,
      vendor: vendor ?? '',
      type: type ?? '',
      vat: vat ?? '0',
      optionName: optionName || undefined,
      requiresShipping: !has('no-shipping'),
      giftCard: has('gift-card'),
      variants: [],
    }
    product.variants.push({
      sku,
      option: option || undefined,
      price: price ?? '0',
      cost: cost || null,
      lyon: Number(lyon),
      shop: Number(shop),
      grams: Number(grams),
      tracked: !has('untracked'),
    })
    products.set(title, product)
  }
  return [...products.values()]
}

export const SEED_PRODUCTS: SeedProduct[] = read(TABLE)
