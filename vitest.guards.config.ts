import { defineConfig } from 'vitest/config'

// The tests that guards name, on a server that runs already; nothing is built.
export default defineConfig({
  test: {
    include: ['{app,scripts,tests}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    bail: 1,
  },
})
