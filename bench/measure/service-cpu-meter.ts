// CPU time of the processes that a DATA_DIR's services run in: the embedded ClickHouse and the local broker.
//
// Source of the fields: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Linux' USER_HZ, which is 100 wherever Node.js runs. */
const ticksPerSecond = 100

const services = ['clickhouse', 'kafka'] as const

/** CPU-seconds. */
export type ServiceCpu = Readonly<Record<(typeof services)[number], number>>

export class ServiceCpuMeter {
  readonly #dataDir: string
  /** By process, so that one that ends between two readings does not take back what it had used. */
  readonly #used = { clickhouse: new Map<string, number>(), kafka: new Map<string, number>() }

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  /** What the services have used, ever; it never shrinks. Services that do not run use nothing. */
  read(): ServiceCpu {
    for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      const folder = workingDirectory(pid)
      for (const service of services) {
        if (folder?.startsWith(join(this.#dataDir, service) + sep)) this.#note(service, pid)
      }
    }
    return { clickhouse: sum(this.#used.clickhouse), kafka: sum(this.#used.kafka) }
  }

  #note(service: keyof ServiceCpu, pid: string): void {
    const seconds = cpuSeconds(pid)
    if (seconds !== undefined) this.#used[service].set(pid, seconds)
  }
}

function sum(seconds: ReadonlyMap<string, number>): number {
  return [...seconds.values()].reduce((total, each) => total + each, 0)
}

/** Undefined when the process is gone or is another user's. */
function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) + sep
  } catch {
    return undefined
  }
}

/** Undefined when the process is gone. */
function cpuSeconds(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold anything; user and system time are the 12th and 13th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return undefined
  }
}
