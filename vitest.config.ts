import { defineConfig } from 'vitest/config'

// Three projects: `unit` decides in memory, `flows` writes to a real PostgreSQL, `e2e` clicks in a browser.
// One PostgreSQL server serves the whole run; each test file clones its own database from a template.
const DATABASE = 'tests/support/start-database.ts'
const BUILD = 'tests/support/start-build.ts'

export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,store,scripts,extensions,tests/support}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.flow.test.ts', '**/node_modules/**'],
          testTimeout: 15_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: ['app/**/*.flow.test.ts', 'store/**/*.flow.test.ts', 'tests/flows/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup: [DATABASE, BUILD],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: [DATABASE, BUILD],
        },
      },
    ],
  },
})
