// How a peer's program in JavaScript is measured, and how it says so: one line of JSON on stdout.
import { peakRssBytes } from '@millrace/engine/progress/peak-rss-bytes.ts'
import type { WorkReport } from './work-report.ts'

/** Runs `work`, which resolves when `rows` rows are in. */
export async function reportWork(rows: number, work: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage()
  const startedAtMs = performance.now()
  await work()
  const seconds = (performance.now() - startedAtMs) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const report: WorkReport = { rows, seconds, cpuSeconds: (user + system) / 1e6, peakRssBytes: peakRssBytes() }
  console.log(JSON.stringify(report))
}
