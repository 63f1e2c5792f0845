import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'

// Files that only decide. Everything else in app/ carries `.server.ts`, shows (`.tsx`) or starts a process.
const pure = ['app/**/*.ts', 'extensions/**/*.ts']
const notPure = [
  '**/*.server.ts',
  '**/*.test.ts',
  'app/server.ts',
  'app/worker/main.ts',
  'app/routes.ts',
  'app/{routes,ui}/**',
  'app/entry*.ts',
]

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Name what you export; only routes and configuration files have a default export.',
}
const spokenText = {
  selector: 'JSXText[value=/[\\p{L}]{2,}/u]',
  message: 'Every text a person sees comes from app/messages.',
}
const spokenAttribute = {
  selector:
    'JSXAttribute[name.name=/^(title|label|helpText|placeholder|content|accessibilityLabel|alt|heading)$/] > Literal[value=/[\\p{L}]{2,}/u]',
  message: spokenText.message,
}
const impurities = [
  {
    selector: 'CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name="now"]',
    message: 'A pure file has no clock: take `now` as an argument.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'A pure file has no clock: take `now` as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'A pure file has no dice: take ids as arguments.',
  },
  {
    selector: 'MemberExpression[object.name="crypto"]',
    message: 'A pure file has no dice: take ids and hashes as arguments.',
  },
  {
    selector: 'Identifier[name="process"]',
    message: 'A pure file has no environment: take settings as arguments.',
  },
  { selector: ':function[async=true]', message: 'A pure file does not wait: fetch first, then decide.' },
  { selector: 'AwaitExpression', message: 'A pure file does not wait: fetch first, then decide.' },
  { selector: ':matches(ClassDeclaration, ClassExpression)', message: 'A pure file has no class.' },
  {
    selector: 'CallExpression[callee.name=/^(fetch|setTimeout|setInterval|queueMicrotask)$/]',
    message: 'A pure file does no I/O.',
  },
]

export default defineConfig(
  globalIgnores([
    'node_modules',
    'tools/node24',
    'build',
    'public',
    'coverage',
    '.carnet',
    'store/schema',
    '**/*.generated.ts',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noDefaultExport],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.test.ts', 'app/messages/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.tsx', 'app/ui/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    // The plugin's other rules are for the React compiler, which is not used here.
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Remix and the configuration files of tools ask for default exports.
    files: ['app/root.tsx', 'app/entry*.tsx', 'app/routes/**', '*.config.ts', 'tests/support/start-*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['app/routes/**/*.tsx', 'app/root.tsx'],
    rules: { 'no-restricted-syntax': ['error', spokenText, spokenAttribute] },
  },
  {
    files: ['app/**/*.tsx'],
    ignores: ['app/routes/**', 'app/root.tsx', 'app/entry*.tsx'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, spokenText, spokenAttribute] },
  },
  {
    files: pure,
    ignores: notPure,
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...impurities] },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    ignores: [
      'app/{flows,inbox,effects,worker,access}/**',
      'app/db.server.ts',
      'app/adapters/shopify/token.server.ts', // sessions are looked up before their shop is known
      '**/*.test.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/db\\.server\\.ts$',
              importNames: ['withShop', 'aloneInShop', 'database'],
              message: 'Only flows and the inbox open a transaction; a route reads through `readShop`.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'Request',
          'Headers',
          'Response',
          'fetch',
          'setTimeout',
          'setInterval',
          'clearInterval',
          'module',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
)
