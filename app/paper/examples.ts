import type { Language } from '../core/language.ts'
import type {
  DeliveryNote,
  Invoice,
  Party,
  PickList,
  PurchaseOrderDocument,
  TransferNote,
} from '../documents/document.ts'

// The documents of the journey that the product page tells, for tests and for looking at.

const seller: Party = {
  name: 'Huilerie du Moulin SAS',
  lines: ['12 quai Saint-Antoine', '69002 Lyon', 'France'],
  email: 'commandes@huilerie-du-moulin.example',
  phone: '+33 4 78 00 00 00',
  registrations: [
    { label: 'SIREN', value: '732 829 320' },
    { label: 'TVA', value: 'FR44732829320' },
    { label: 'RCS', value: 'Lyon B 732 829 320' },
  ],
}

const grocer: Party = {
  name: 'Épicerie du Port SARL',
  lines: ['3 quai des Belges', '13001 Marseille', 'France'],
  email: 'achats@epicerie-du-port.example',
  phone: null,
  registrations: [{ label: 'SIREN', value: '552 100 554' }],
}

const shopAddress: Party = {
  name: 'Épicerie du Port, entrepôt',
  lines: ['Hangar 7, môle J4', '13002 Marseille', 'France'],
  email: null,
  phone: '+33 4 91 00 00 00',
  registrations: [],
}

const supplier: Party = {
  name: 'Moulin Sud',
  lines: ['Route de Maussane', '13520 Les Baux-de-Provence', 'France'],
  email: 'ventes@moulin-sud.example',
  phone: null,
  registrations: [],
}

const oil = {
  line: 'gid://shopify/LineItem/1',
  sku: 'HUILE-75',
  title: "Huile d'olive vierge extra, bouteille 75 cl",
} as const

const forOrder = (language: Language) => ({
  language,
  shopName: 'Huilerie du Moulin',
  seller,
  issuedOn: '2026-11-24',
  order: { id: 'gid://shopify/Order/1042', name: '#1042', placedOn: '2026-11-24' } as const,
  purchaseOrderNumber: 'EP-2026-118',
  buyer: grocer,
  deliverTo: shopAddress,
})

export const examplePickList = (language: Language): PickList => ({
  ...forOrder(language),
  kind: 'pick-list',
  location: 'Entrepôt Lyon',
  note: 'Livrer avant 11 h, sonner au portail.',
  lines: [{ ...oil, barcode: '3760012345678', quantity: 5 }],
})

export const exampleDeliveryNote = (language: Language): DeliveryNote => ({
  ...forOrder(language),
  kind: 'delivery-note',
  location: 'Entrepôt Lyon',
  lines: [{ ...oil, ordered: 12, shipped: 5, toCome: 7, expectedOn: '2026-12-04' }],
})

export const exampleInvoice = (language: Language): Invoice => ({
  ...forOrder(language),
  kind: 'invoice',
  paid: false,
  currency: 'EUR',
  lines: [{ ...oil, charge: null, quantity: 5, net: 4370n, rate: 55_000 }],
  taxes: [{ rate: 55_000, base: 4370n, tax: 240n }],
  net: 4370n,
  tax: 240n,
  total: 4610n,
  dueOn: '2026-12-24',
  terms: language === 'fr' ? '30 jours nets' : '30 days net',
  deliveredOn: '2026-11-24',
  deliveryNotes: ['BL-2026-0001'],
  bank: { iban: 'FR76 3000 4000 0312 3456 7890 143', bic: 'BNPAFRPP' },
  mentions: [
    'Livraison de biens.',
    'Pas d’escompte pour paiement anticipé.',
    'Pénalités de retard : taux directeur de la BCE majoré de 10 points. Indemnité forfaitaire pour frais de recouvrement : 40 €.',
  ],
})

export const examplePurchaseOrder = (language: Language): PurchaseOrderDocument => ({
  kind: 'purchase-order',
  language,
  shopName: 'Huilerie du Moulin',
  seller,
  issuedOn: '2026-11-24',
  purchaseOrder: 'CF-31',
  revision: 1,
  supplier,
  deliverTo: { ...seller, name: 'Huilerie du Moulin, entrepôt Lyon', registrations: [] },
  currency: 'EUR',
  wantedOn: '2026-12-01',
  lines: [
    {
      supplierReference: 'MS-VE-075',
      sku: oil.sku,
      title: oil.title,
      quantity: 12,
      packSize: 6,
      unitCost: 510n,
      net: 6120n,
      expectedOn: '2026-12-01',
    },
  ],
  net: 6120n,
  note: null,
})

const exampleTransferNote = (language: Language): TransferNote => ({
  kind: 'transfer-note',
  language,
  shopName: 'Huilerie du Moulin',
  seller,
  issuedOn: '2026-11-24',
  origin: { ...seller, name: 'Huilerie du Moulin SAS — Entrepôt Lyon', registrations: [] },
  destination: {
    ...seller,
    name: 'Huilerie du Moulin SAS — Boutique Croix-Rousse',
    lines: ['4 place de la Croix-Rousse', '69004 Lyon', 'France'],
    registrations: [],
  },
  lines: [
    {
      item: 'gid://shopify/InventoryItem/75',
      sku: oil.sku,
      title: oil.title,
      barcode: '3760012345678',
      quantity: 4,
    },
  ],
})

export const examples = (language: Language) =>
  [
    { number: 'LP-2026-0001', document: examplePickList(language) },
    { number: 'BL-2026-0001', document: exampleDeliveryNote(language) },
    { number: 'FA-2026-0001', document: exampleInvoice(language) },
    { number: 'CF-31', document: examplePurchaseOrder(language) },
    { number: 'BT-2026-00001', document: exampleTransferNote(language) },
  ] as const
