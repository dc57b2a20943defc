// What axe finds on a page that keeps someone from using it. The page must be opened with `bypassCSP`: its own policy would keep
// a foreign script out.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { DashboardPage } from './dashboard-page.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const serious = `axe.run().then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`

export async function seriousOf({ page }: DashboardPage): Promise<unknown> {
  await page.addScriptTag({ content: await readFile(axe, 'utf8') })
  return page.evaluate(serious)
}
