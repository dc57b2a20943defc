// What a page costs the machine, as Chromium itself counts it.
import type { Page } from 'playwright-core'
import { z } from 'zod'

export interface PageCost {
  /** CPU time of the page's process since it began, all of its threads. */
  readonly cpuSeconds: number
  /** Time in which its main thread was at work. */
  readonly busySeconds: number
  /** Live JavaScript objects, after collecting garbage. */
  readonly heapBytes: number
  readonly nodeCount: number
}

const metrics = z.object({
  ProcessTime: z.number(),
  TaskDuration: z.number(),
  JSHeapUsedSize: z.number(),
  Nodes: z.number(),
})

/** Gives a function that tells the cost so far. */
export async function pageCost(page: Page): Promise<() => Promise<PageCost>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable')
  return async () => {
    const { ProcessTime, TaskDuration } = await read()
    // What is only held by what is held by garbage goes the second time.
    for (let time = 0; time < 2; time++) await devTools.send('HeapProfiler.collectGarbage')
    const { JSHeapUsedSize, Nodes } = await read()
    return { cpuSeconds: ProcessTime, busySeconds: TaskDuration, heapBytes: JSHeapUsedSize, nodeCount: Nodes }
  }

  async function read(): Promise<z.output<typeof metrics>> {
    const { metrics: list } = await devTools.send('Performance.getMetrics')
    return metrics.parse(Object.fromEntries(list.map(({ name, value }) => [name, value])))
  }
}
