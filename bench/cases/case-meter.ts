// Counts what the iterations of a case cost in time and CPU time, without what lies between them.
import { ServiceCpuMeter } from '../measure/service-cpu-meter.ts'
import type { StageCase } from './stage-case.ts'

export class CaseMeter {
  readonly #case: StageCase
  readonly #services: ServiceCpuMeter
  #cpuSeconds = 0
  #iterationCount = 0

  /** `dataDir`: where the service of the case runs. */
  constructor(stageCase: StageCase, dataDir: string) {
    this.#case = stageCase
    this.#services = new ServiceCpuMeter(dataDir)
  }

  /** One iteration, as tinybench takes it: the duration leaves out the reading of the CPU times. */
  async iterate(): Promise<{ overriddenDuration: number }> {
    const cpuBefore = this.#cpuSecondsSoFar()
    const startedAtMs = performance.now()
    await this.#case.work()
    const overriddenDuration = performance.now() - startedAtMs
    this.#cpuSeconds += this.#cpuSecondsSoFar() - cpuBefore
    this.#iterationCount++
    return { overriddenDuration }
  }

  /** CPU-seconds per million rows since the last call. */
  takeCpuSecondsPerMillionRows(): number {
    const rowCount = this.#iterationCount * this.#case.rowCount
    const cpuSeconds = this.#cpuSeconds
    this.#cpuSeconds = 0
    this.#iterationCount = 0
    return (cpuSeconds / rowCount) * 1e6
  }

  #cpuSecondsSoFar(): number {
    const { user, system } = process.cpuUsage()
    const { service } = this.#case
    return (user + system) / 1e6 + (service === undefined ? 0 : this.#services.read()[service])
  }
}
