// Builds the dashboard, and serves it while it is developed: requests to the API go on to the one that runs.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { apiBaseMark } from './build/api-base-mark.ts'
import { brotliFiles } from './build/brotli-files.ts'
import { isOwnPage } from './build/is-own-page.ts'
import { withoutJsonSchema } from './build/without-json-schema.ts'

/** A variable that is empty counts as not given. */
const given = (name: string): string | undefined => process.env[name] || undefined
const apiHost = given('API_HOST') ?? '127.0.0.1'
// An API that listens everywhere listens here.
const hereHost = { '0.0.0.0': '127.0.0.1', '::': '::1' }[apiHost] ?? apiHost
const api = `http://${hereHost.includes(':') ? `[${hereHost}]` : hereHost}:${given('API_PORT') ?? '8080'}`
const uiPort = Number(given('UI_PORT') ?? 5173)

export default defineConfig({
  root: import.meta.dirname,
  // VITE_API_BASE stands in the same `.env` as everything else.
  envDir: '..',
  plugins: [svelte({ configFile: false }), withoutJsonSchema(), apiBaseMark(), brotliFiles()],
  server: {
    host: '127.0.0.1',
    port: uiPort,
    strictPort: true,
    proxy: {
      '^/(metrics|events|pipeline|healthz|readyz|openapi.json)': api,
      // The API refuses pages of other origins: the proxy asks as one of its own.
      '/live': {
        target: api,
        ws: true,
        changeOrigin: true,
        rewriteWsOrigin: true,
        bypass: (request) => (isOwnPage(request, uiPort) ? undefined : false),
      },
    },
  },
  build: {
    target: 'es2022',
    reportCompressedSize: true,
    // The styles of panels that are loaded later come with the page: Vite never asks again for a style that failed to load.
    cssCodeSplit: false,
  },
})
