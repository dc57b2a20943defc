// Vitest's environment for the dashboard: Node.js without a document, but modules are compiled as for a browser, for on a
// server runes stand still.
import type { Environment } from 'vitest/runtime'

const clientEnvironment: Environment = {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
}

export default clientEnvironment
