// The seeded buyers: businesses with their terms and price list, and private customers. All invented.

export type SeedCompany = {
  name: string
  siren: string
  termsDays: number
  list: 'epicerie' | 'restauration'
  contact: [first: string, last: string, title: string, email: string]
  address: [street: string, zip: string, city: string, phone: string]
  delivery?: [street: string, zip: string, city: string]
  note?: string
}

export const SEED_COMPANIES: SeedCompany[] = [
  {
    name: 'Épicerie du Port SARL',
    siren: '811274508',
    termsDays: 30,
    list: 'epicerie',
    contact: ['Nadia', 'Ferrand', 'Gérante', 'commandes@epicerie-du-port.example.com'],
    address: ['14 quai des Pêcheurs', '34200', 'Sète', '+33467001234'],
    note: 'Livraison le matin, avant 11 h.',
  },
  {
    name: 'Bistrot des Halles',
    siren: '804512367',
    termsDays: 30,
    list: 'restauration',
    contact: ['Paul', 'Girard', 'Chef', 'cuisine@bistrot-halles.example.com'],
    address: ['102 cours Lafayette', '69003', 'Lyon', '+33478001102'],
  },
  {
    name: 'Maison Carrel Traiteur',
    siren: '793641288',
    termsDays: 45,
    list: 'restauration',
    contact: ['Hélène', 'Carrel', 'Directrice', 'achats@maison-carrel.example.com'],
    address: ['8 rue de la Charité', '69002', 'Lyon', '+33478002208'],
  },
  {
    name: 'Fromagerie Sainte-Anne SAS',
    siren: '829903147',
    termsDays: 30,
    list: 'epicerie',
    contact: ['Luc', 'Morel', 'Responsable des achats', 'achats@fromagerie-sainte-anne.example.com'],
    address: ['21 place du Marché', '38000', 'Grenoble', '+33476003321'],
  },
  {
    name: 'Le Panier Vert SCOP',
    siren: '838215504',
    termsDays: 30,
    list: 'epicerie',
    contact: ['Amina', 'Benali', 'Acheteuse', 'appro@panier-vert.example.com'],
    address: ['5 avenue Jean Jaurès', '42000', 'Saint-Étienne', '+33477004405'],
    delivery: ['ZA du Stade, quai 2', '42100', 'Saint-Étienne'],
  },
  {
    name: 'Hôtel Bellevue',
    siren: '775903310',
    termsDays: 60,
    list: 'restauration',
    contact: ['Sophie', 'Lambert', 'Économe', 'economat@hotel-bellevue.example.com'],
    address: ['1 promenade du Lac', '74000', 'Annecy', '+33450005501'],
  },
  {
    name: 'Cave et Comptoir EURL',
    siren: '842770196',
    termsDays: 0,
    list: 'epicerie',
    contact: ['Thomas', 'Petit', 'Gérant', 'bonjour@cave-comptoir.example.com'],
    address: ['33 rue Saint-Jean', '69005', 'Lyon', '+33478006633'],
  },
]

export const SEED_CUSTOMERS: [
  first: string,
  last: string,
  email: string,
  street: string,
  zip: string,
  city: string,
][] = [
  ['Camille', 'Durand', 'camille.durand@example.com', '17 rue Paul Bert', '69003', 'Lyon'],
  ['Julien', 'Marchand', 'julien.marchand@example.com', '4 impasse des Lilas', '26000', 'Valence'],
  ['Inès', 'Roche', 'ines.roche@example.com', '88 boulevard Voltaire', '75011', 'Paris'],
  ['Antoine', 'Lefebvre', 'antoine.lefebvre@example.com', '12 rue des Carmes', '44000', 'Nantes'],
  ['Margaux', 'Perrin', 'margaux.perrin@example.com', '3 chemin de la Source', '01000', 'Bourg-en-Bresse'],
  ['Hugo', 'Blanchard', 'hugo.blanchard@example.com', '56 rue Nationale', '59000', 'Lille'],
  ['Léa', 'Fontaine', 'lea.fontaine@example.com', '9 place de la Croix-Rousse', '69004', 'Lyon'],
  ['Bruno', 'Castel', 'bruno.castel@example.com', '27 allée des Platanes', '84000', 'Avignon'],
  ['Élise', 'Garnier', 'elise.garnier@example.com', '41 rue du Faubourg', '67000', 'Strasbourg'],
]
