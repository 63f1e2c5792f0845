// Who may import whom. The folder is the feature, the suffix is the layer, and features meet only in flows/.

// The ladder: a rung imports only lower rungs; neighbours on a rung do not know each other.
const LADDER = [
  ['core'],
  ['shop', 'customers', 'catalog', 'suppliers'],
  ['pricing'],
  ['orders', 'quotes', 'stock'],
  ['deliveries', 'allocation'],
  ['documents'],
  ['purchasing', 'returns', 'payments'],
  ['paper'],
  ['insight', 'tasks'],
]
const FEATURES = LADDER.flat().filter((name) => name !== 'core')
const folder = (names, parent = 'app') => `^${parent}/(${names.join('|')})/`

const TESTS = '\\.test\\.tsx?$'
const SERVER = '\\.server\\.tsx?$'
// Decides and nothing else: not I/O, not a screen, not the start of a process.
const PURE = '^(app|extensions)/.*\\.ts$'
const NOT_PURE = [TESTS, SERVER, '^app/(server|routes)\\.ts$', '^app/worker/main\\.ts$', '^app/(routes|ui)/']

const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const ladder = LADDER.flatMap((rung, height) => {
  const above = LADDER.slice(height + 1).flat()
  const from = { path: folder(rung), pathNot: TESTS }
  return above.length
    ? [
        error(`${rung[0]}-knows-no-higher-rung`, 'A lower rung never imports a higher one.', from, {
          path: folder(above),
        }),
      ]
    : []
})
const siblings = LADDER.filter((rung) => rung.length > 1).flatMap((rung) =>
  rung.map((name) =>
    error(
      `${name}-knows-no-sibling`,
      'Features of one rung meet in flows/.',
      { path: folder([name]), pathNot: TESTS },
      { path: folder(rung.filter((other) => other !== name)) },
    ),
  ),
)

module.exports = {
  forbidden: [
    error(
      'pure-never-looks-at-impure',
      'A pure file imports pure files, not even a type of anything else.',
      { path: PURE, pathNot: NOT_PURE },
      { path: [SERVER, '\\.tsx$', '^app/worker/main\\.ts$', '^app/server\\.ts$'] },
    ),
    error(
      'pure-does-no-io',
      'A pure file has no Node, no database, no network: of packages, only those that compute.',
      { path: PURE, pathNot: [...NOT_PURE, '^app/adapters/'] },
      {
        dependencyTypesNot: ['local', 'localmodule', 'aliased', 'aliased-subpath-import'],
        pathNot: '(^|/)node_modules/(zod|bwip-js)/',
      },
    ),
    ...ladder,
    ...siblings,
    error(
      'features-meet-in-flows',
      "A feature's .server.ts never imports another feature's: a flow calls both.",
      { path: `^app/(${FEATURES.join('|')})/.*${SERVER}`, pathNot: TESTS },
      { path: `^app/(${FEATURES.join('|')})/.*${SERVER}`, pathNot: '^app/$1/' },
    ),
    error(
      'features-are-called',
      'A feature does not know the flows, the inbox, the worker or the routes that call it.',
      { path: folder(['core', ...FEATURES]), pathNot: TESTS },
      { path: folder(['flows', 'inbox', 'worker', 'routes']) },
    ),
    error(
      'core-imports-nothing',
      'core/ is what every file may lean on.',
      { path: folder(['core']), pathNot: TESTS },
      { path: '^(app|store|scripts|extensions|tests)/', pathNot: folder(['core']) },
    ),
    error(
      'messages-know-only-core',
      'The catalogue is below every feature.',
      { path: folder(['messages']), pathNot: TESTS },
      { path: '^app/', pathNot: folder(['messages', 'core']) },
    ),
    error(
      'adapters-know-no-feature',
      'An adapter is the outside behind a verb.',
      { path: folder(['adapters']), pathNot: TESTS },
      { path: folder([...FEATURES, 'flows', 'inbox', 'worker', 'effects', 'routes', 'ui']) },
    ),
    error(
      'routes-hold-no-adapter',
      'A route authenticates, parses, calls one flow or feature, and renders.',
      { path: folder(['routes']), pathNot: TESTS },
      { path: '^app/adapters/' },
    ),
    error(
      'ui-knows-no-feature',
      'app/ui holds pieces that any feature may use.',
      { path: folder(['ui']), pathNot: TESTS },
      { path: folder([...FEATURES, 'flows', 'inbox', 'worker', 'effects', 'adapters', 'routes']) },
    ),
    error(
      'extensions-import-pure-core-and-pricing',
      'Extensions run inside Shopify: only pure files of core and pricing go there.',
      { path: '^extensions/', pathNot: TESTS },
      { path: '^(app|store|scripts|tests)/', pathNot: '^app/(core|pricing)/(?!.*\\.server\\.ts$)' },
    ),
    error(
      'production-knows-no-stand-in',
      'What runs in production imports neither the practice store nor tests nor scripts.',
      { path: '^(app|extensions)/', pathNot: TESTS },
      { path: '^(store|tests|scripts)/' },
    ),
    error(
      'the-practice-store-is-not-carnet',
      'The practice store stands for Shopify: sharing code would hide a difference between the two.',
      { path: '^store/', pathNot: TESTS },
      { path: '^app/' },
    ),
    error(
      'no-circles',
      'Two files that need each other are one idea. (Types of a GraphQL schema do refer to each other.)',
      { pathNot: '^store/graphql/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    error('resolvable', 'The imported file or package does not exist.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|public|tools)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      mainFields: ['module', 'main'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
}
