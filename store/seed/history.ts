// The orders that are there when the demo starts: #1021 to #1041.

/** done = fulfilled and paid, shipped = fulfilled on terms, open = nothing happened yet. */
export type Past = {
  at: string
  buyer: string
  lines: [sku: string, quantity: number][]
  state: 'done' | 'shipped' | 'open'
  pos?: boolean
  poNumber?: string
}

export const HISTORY: Past[] = [
  {
    at: '2026-10-05T07:12:00Z',
    buyer: 'Épicerie du Port SARL',
    lines: [
      ['HUILE-75', 24],
      ['TAPENADE-NOIRE', 12],
    ],
    state: 'done',
  },
  {
    at: '2026-10-06T13:40:00Z',
    buyer: 'camille.durand@example.com',
    lines: [
      ['HUILE-75', 2],
      ['FLEUR-SEL', 1],
    ],
    state: 'done',
  },
  {
    at: '2026-10-08T08:05:00Z',
    buyer: 'Bistrot des Halles',
    lines: [
      ['BIDON-5L', 4],
      ['OLIVE-SEAU', 2],
    ],
    state: 'done',
  },
  {
    at: '2026-10-12T09:30:00Z',
    buyer: 'Fromagerie Sainte-Anne SAS',
    lines: [
      ['CONF-ABRICOT', 24],
      ['MIEL-LAVANDE', 12],
    ],
    state: 'done',
  },
  { at: '2026-10-14T16:22:00Z', buyer: 'ines.roche@example.com', lines: [['COFFRET-3', 1]], state: 'done' },
  {
    at: '2026-10-17T10:15:00Z',
    buyer: 'lea.fontaine@example.com',
    lines: [
      ['SAVON-300', 3],
      ['NOUGAT', 2],
    ],
    state: 'done',
    pos: true,
  },
  {
    at: '2026-10-19T07:50:00Z',
    buyer: 'Hôtel Bellevue',
    lines: [
      ['BIDON-5L', 6],
      ['HERBES', 12],
    ],
    state: 'shipped',
    poNumber: 'HB-2026-118',
  },
  {
    at: '2026-10-21T11:08:00Z',
    buyer: 'Le Panier Vert SCOP',
    lines: [
      ['HUILE-50', 24],
      ['RIZ-CAMARGUE', 20],
      ['PATES-PENNE', 24],
    ],
    state: 'done',
  },
  {
    at: '2026-10-26T08:41:00Z',
    buyer: 'Maison Carrel Traiteur',
    lines: [
      ['TOMATE-SECHEE', 18],
      ['ARTICHAUT', 12],
    ],
    state: 'shipped',
  },
  {
    at: '2026-10-28T18:03:00Z',
    buyer: 'hugo.blanchard@example.com',
    lines: [
      ['HUILE-75', 1],
      ['VINAIGRE-BALSA', 1],
    ],
    state: 'done',
  },
  {
    at: '2026-11-02T07:33:00Z',
    buyer: 'Épicerie du Port SARL',
    lines: [
      ['HUILE-75', 12],
      ['OLIVE-NOIRE', 24],
    ],
    state: 'done',
    poNumber: 'PO-61',
  },
  {
    at: '2026-11-04T09:57:00Z',
    buyer: 'Cave et Comptoir EURL',
    lines: [
      ['HUILE-25', 24],
      ['CROQUANT', 12],
    ],
    state: 'done',
  },
  {
    at: '2026-11-06T14:19:00Z',
    buyer: 'margaux.perrin@example.com',
    lines: [
      ['MIEL-CHATAIGNE', 2],
      ['DEGUSTATION', 1],
    ],
    state: 'done',
  },
  {
    at: '2026-11-09T08:12:00Z',
    buyer: 'Bistrot des Halles',
    lines: [
      ['HUILE-75', 6],
      ['BIDON-5L', 2],
    ],
    state: 'shipped',
  },
  {
    at: '2026-11-12T10:44:00Z',
    buyer: 'Fromagerie Sainte-Anne SAS',
    lines: [
      ['TAPENADE-VERTE', 24],
      ['CONF-ABRICOT', 12],
    ],
    state: 'shipped',
  },
  {
    at: '2026-11-14T15:30:00Z',
    buyer: 'bruno.castel@example.com',
    lines: [
      ['PLANCHE-L', 1],
      ['BEC-VERSEUR', 2],
    ],
    state: 'done',
    pos: true,
  },
  {
    at: '2026-11-17T07:26:00Z',
    buyer: 'Le Panier Vert SCOP',
    lines: [
      ['HUILE-50', 12],
      ['MOUTARDE', 24],
    ],
    state: 'shipped',
    poNumber: 'PV-0412',
  },
  {
    at: '2026-11-20T17:51:00Z',
    buyer: 'antoine.lefebvre@example.com',
    lines: [
      ['HUILE-CITRON', 2],
      ['SARDINE', 4],
    ],
    state: 'done',
  },
  // #1039: the older order that holds 3 of the 8 bottles.
  { at: '2026-11-23T09:12:00Z', buyer: 'Bistrot des Halles', lines: [['HUILE-75', 3]], state: 'open' },
  {
    at: '2026-11-23T10:05:00Z',
    buyer: 'julien.marchand@example.com',
    lines: [
      ['HUILE-25', 2],
      ['HERBES', 1],
    ],
    state: 'done',
  },
  {
    at: '2026-11-23T14:48:00Z',
    buyer: 'Cave et Comptoir EURL',
    lines: [
      ['OLIVE-VERTE', 12],
      ['TAPENADE-NOIRE', 6],
    ],
    state: 'done',
  },
]
