// Builds the dashboard, and serves it while it is developed: requests to the API go on to the one that runs.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { brotliFiles } from './build/brotli-files.ts'
import { withoutJsonSchema } from './build/without-json-schema.ts'

const apiPort = process.env['API_PORT'] ?? '8080'
const uiPort = Number(process.env['UI_PORT'] ?? 5173)
const api = `http://127.0.0.1:${apiPort}`

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false }), withoutJsonSchema(), brotliFiles()],
  server: {
    host: '127.0.0.1',
    port: uiPort,
    strictPort: true,
    proxy: {
      '^/(metrics|events|pipeline|healthz|readyz|openapi.json)': api,
      // The API refuses pages of other origins: the proxy asks as one of its own.
      '/live': { target: api, ws: true, changeOrigin: true, rewriteWsOrigin: true },
    },
  },
  build: { target: 'es2022', reportCompressedSize: true },
})
