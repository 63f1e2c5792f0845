// The catalogue of the seeded wholesaler: olive oil and épicerie fine. Prices before tax.

export type SeedVariant = {
  sku: string
  option?: string
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
  optionName?: string
  requiresShipping?: boolean
  giftCard?: boolean
  tags?: string[]
  variants: SeedVariant[]
}

const one = (
  sku: string,
  price: string,
  cost: string | null,
  lyon: number,
  grams: number,
  shop = 0,
  more: Partial<SeedVariant> = {},
): SeedVariant[] => [{ sku, price, cost, lyon, shop, grams, ...more }]

export const SEED_PRODUCTS: SeedProduct[] = [
  {
    title: "Huile d'olive vierge extra 75 cl",
    vendor: 'Moulin Sud',
    type: 'Huiles',
    tags: ['huile', 'bio'],
    variants: one('HUILE-75', '10.00', '5.10', 8, 1240),
  },
  {
    title: "Huile d'olive vierge extra 50 cl",
    vendor: 'Moulin Sud',
    type: 'Huiles',
    tags: ['huile', 'bio'],
    variants: one('HUILE-50', '7.40', '3.70', 96, 880, 14),
  },
  {
    title: "Huile d'olive vierge extra 25 cl",
    vendor: 'Moulin Sud',
    type: 'Huiles',
    tags: ['huile'],
    variants: one('HUILE-25', '4.60', '2.15', 120, 470, 24),
  },
  {
    title: "Huile d'olive bidon",
    vendor: 'Moulin Sud',
    type: 'Huiles',
    optionName: 'Contenance',
    tags: ['huile', 'chr'],
    variants: [
      { sku: 'BIDON-3L', option: '3 litres', price: '34.00', cost: '18.40', lyon: 30, grams: 2950 },
      { sku: 'BIDON-5L', option: '5 litres', price: '52.00', cost: '29.00', lyon: 24, grams: 4800 },
    ],
  },
  {
    title: "Huile d'olive au citron 25 cl",
    vendor: 'Moulin Sud',
    type: 'Huiles aromatisées',
    variants: one('HUILE-CITRON', '6.20', '2.90', 48, 470, 10),
  },
  {
    title: "Huile d'olive au basilic 25 cl",
    vendor: 'Moulin Sud',
    type: 'Huiles aromatisées',
    variants: one('HUILE-BASILIC', '6.20', '2.90', 44, 470, 8),
  },
  {
    title: 'Huile de noix 25 cl',
    vendor: 'Noyeraie du Vercors',
    type: 'Huiles',
    variants: one('HUILE-NOIX', '8.90', '4.80', 36, 460, 6),
  },
  {
    title: 'Vinaigre balsamique de Modène 25 cl',
    vendor: 'Acetaia Ferri',
    type: 'Vinaigres',
    variants: one('VINAIGRE-BALSA', '7.80', '3.95', 60, 520, 12),
  },
  {
    title: 'Vinaigre de cidre fermier 50 cl',
    vendor: 'Vergers du Bugey',
    type: 'Vinaigres',
    variants: one('VINAIGRE-CIDRE', '4.20', '1.85', 54, 760, 9),
  },
  {
    title: 'Olives vertes de Nyons 250 g',
    vendor: 'Coopérative de Nyons',
    type: 'Olives',
    variants: one('OLIVE-VERTE', '4.80', '2.30', 72, 420, 18),
  },
  {
    title: 'Olives noires de Nyons AOP 250 g',
    vendor: 'Coopérative de Nyons',
    type: 'Olives',
    variants: one('OLIVE-NOIRE', '5.60', '2.85', 66, 420, 15),
  },
  {
    title: 'Olives seau professionnel 3 kg',
    vendor: 'Coopérative de Nyons',
    type: 'Olives',
    tags: ['chr'],
    variants: one('OLIVE-SEAU', '31.50', '17.20', 18, 3300),
  },
  {
    title: 'Tapenade noire 180 g',
    vendor: 'Conserverie Bastide',
    type: 'Tartinables',
    variants: one('TAPENADE-NOIRE', '4.50', '1.95', 84, 310, 20),
  },
  {
    title: 'Tapenade verte 180 g',
    vendor: 'Conserverie Bastide',
    type: 'Tartinables',
    variants: one('TAPENADE-VERTE', '4.50', '1.95', 80, 310, 16),
  },
  {
    title: "Caviar d'aubergine 180 g",
    vendor: 'Conserverie Bastide',
    type: 'Tartinables',
    variants: one('AUBERGINE', '4.70', '2.05', 58, 310, 12),
  },
  {
    title: "Tomates séchées à l'huile 280 g",
    vendor: 'Conserverie Bastide',
    type: 'Conserves',
    variants: one('TOMATE-SECHEE', '5.90', '2.70', 62, 460, 11),
  },
  {
    title: 'Artichauts grillés 280 g',
    vendor: 'Conserverie Bastide',
    type: 'Conserves',
    variants: one('ARTICHAUT', '6.40', '3.10', 40, 460, 7),
  },
  {
    title: 'Anchois de Collioure 100 g',
    vendor: 'Maison Roca',
    type: 'Conserves',
    variants: one('ANCHOIS', '6.90', '3.60', 45, 190, 10),
  },
  {
    title: "Sardines à l'huile d'olive 115 g",
    vendor: 'Maison Roca',
    type: 'Conserves',
    variants: one('SARDINE', '3.90', '1.75', 110, 150, 25),
  },
  {
    title: 'Pâtes artisanales 500 g',
    vendor: 'Pastificio Lenti',
    type: 'Épicerie',
    optionName: 'Forme',
    variants: [
      { sku: 'PATES-PENNE', option: 'Penne', price: '2.90', cost: '1.20', lyon: 90, shop: 20, grams: 520 },
      {
        sku: 'PATES-LINGUINE',
        option: 'Linguine',
        price: '2.90',
        cost: '1.20',
        lyon: 90,
        shop: 20,
        grams: 520,
      },
      {
        sku: 'PATES-ORECC',
        option: 'Orecchiette',
        price: '3.10',
        cost: '1.30',
        lyon: 60,
        shop: 12,
        grams: 520,
      },
    ],
  },
  {
    title: 'Riz de Camargue IGP 1 kg',
    vendor: 'Rizerie du Delta',
    type: 'Épicerie',
    variants: one('RIZ-CAMARGUE', '4.10', '1.90', 70, 1020, 14),
  },
  {
    title: 'Fleur de sel de Camargue 125 g',
    vendor: 'Salins du Delta',
    type: 'Épicerie',
    variants: one('FLEUR-SEL', '5.20', '2.20', 95, 210, 22),
  },
  {
    title: 'Herbes de Provence Label Rouge 40 g',
    vendor: 'Herbier du Ventoux',
    type: 'Épices',
    variants: one('HERBES', '3.60', '1.35', 130, 90, 30),
  },
  {
    title: "Piment d'Espelette AOP 40 g",
    vendor: 'Herbier du Ventoux',
    type: 'Épices',
    variants: one('ESPELETTE', '6.80', '3.55', 55, 90, 12),
  },
  {
    title: 'Miel de lavande 500 g',
    vendor: 'Rucher des Baronnies',
    type: 'Miels et confitures',
    variants: one('MIEL-LAVANDE', '9.50', '5.20', 42, 760, 9),
  },
  {
    title: 'Miel de châtaignier 500 g',
    vendor: 'Rucher des Baronnies',
    type: 'Miels et confitures',
    variants: one('MIEL-CHATAIGNE', '8.90', '4.80', 38, 760, 8),
  },
  {
    title: "Confiture d'abricots Bergeron 370 g",
    vendor: 'Vergers du Bugey',
    type: 'Miels et confitures',
    variants: one('CONF-ABRICOT', '4.90', '2.10', 64, 580, 15),
  },
  {
    title: "Moutarde à l'ancienne 200 g",
    vendor: 'Moutarderie Fallet',
    type: 'Épicerie',
    variants: one('MOUTARDE', '3.20', '1.25', 85, 350, 18),
  },
  {
    title: 'Nougat de Montélimar 200 g',
    vendor: 'Nougaterie Arnal',
    type: 'Confiserie',
    variants: one('NOUGAT', '6.50', '3.20', 50, 220, 14),
  },
  {
    title: 'Croquants aux amandes 150 g',
    vendor: 'Biscuiterie Vial',
    type: 'Confiserie',
    variants: one('CROQUANT', '4.40', '1.90', 60, 180, 16),
  },
  {
    title: "Savon à l'huile d'olive 300 g",
    vendor: 'Savonnerie du Vieux-Port',
    type: 'Maison',
    vat: '0.2',
    variants: one('SAVON-300', '4.80', '1.70', 100, 300, 25),
  },
  {
    title: 'Coffret découverte trois huiles',
    vendor: 'Huilerie du Moulin',
    type: 'Coffrets',
    variants: one('COFFRET-3', '24.00', '11.60', 26, 1700, 8),
  },
  {
    title: 'Bec verseur inox',
    vendor: 'Inox Rhône',
    type: 'Maison',
    vat: '0.2',
    variants: one('BEC-VERSEUR', '3.50', '1.10', 75, 30, 12),
  },
  {
    title: "Planche d'olivier",
    vendor: "Ateliers de l'Olivier",
    type: 'Maison',
    vat: '0.2',
    optionName: 'Taille',
    variants: [
      { sku: 'PLANCHE-S', option: 'Petite', price: '18.00', cost: '8.90', lyon: 15, shop: 4, grams: 650 },
      { sku: 'PLANCHE-L', option: 'Grande', price: '29.00', cost: '14.50', lyon: 9, shop: 3, grams: 1300 },
    ],
  },
  {
    title: 'Sac en papier kraft',
    vendor: 'Huilerie du Moulin',
    type: 'Emballage',
    vat: '0.2',
    variants: one('SAC-KRAFT', '0.40', '0.12', 0, 40, 0, { tracked: false }),
  },
  {
    title: 'Échantillons de dégustation',
    vendor: 'Huilerie du Moulin',
    type: 'Épicerie',
    variants: one('ECHANTILLON', '1.50', null, 0, 60, 0, { tracked: false }),
  },
  {
    title: 'Dégustation au moulin (2 heures)',
    vendor: 'Huilerie du Moulin',
    type: 'Services',
    vat: '0.2',
    requiresShipping: false,
    variants: one('DEGUSTATION', '45.00', null, 0, 0, 0, { tracked: false }),
  },
  {
    title: 'Carte cadeau 50 €',
    vendor: 'Huilerie du Moulin',
    type: 'Cartes cadeaux',
    vat: '0',
    requiresShipping: false,
    giftCard: true,
    variants: one('CARTE-50', '50.00', null, 0, 0, 0, { tracked: false }),
  },
]
