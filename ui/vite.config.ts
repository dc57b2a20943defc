// Builds the dashboard, and serves it while it is developed: requests to the API go on to the one that runs.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const apiPort = process.env['API_PORT'] ?? '8080'
const uiPort = Number(process.env['UI_PORT'] ?? 5173)
const api = `http://127.0.0.1:${apiPort}`

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte()],
  server: {
    host: '127.0.0.1',
    port: uiPort,
    strictPort: true,
    proxy: {
      '^/(metrics|events|pipeline|healthz|readyz|openapi.json)': api,
      '/live': { target: api, ws: true },
    },
  },
  build: { target: 'es2022', reportCompressedSize: true },
})
