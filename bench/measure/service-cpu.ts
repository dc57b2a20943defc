// CPU time of the processes that a DATA_DIR's services run in: the embedded ClickHouse and the local broker.
//
// Source of the fields: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Linux' USER_HZ, which is 100 wherever Node.js runs. */
const ticksPerSecond = 100

export interface ServiceCpu {
  /** CPU-seconds since the process was started. */
  readonly clickhouse: number
  readonly kafka: number
}

/** Services that do not run have used nothing. */
export function serviceCpu(dataDir: string): ServiceCpu {
  const seconds = { clickhouse: 0, kafka: 0 }
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const folder = workingDirectory(entry)
    for (const service of ['clickhouse', 'kafka'] as const) {
      if (folder?.startsWith(join(dataDir, service) + sep)) seconds[service] += cpuSeconds(entry)
    }
  }
  return seconds
}

/** Undefined when the process is gone or is another user's. */
function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) + sep
  } catch {
    return undefined
  }
}

function cpuSeconds(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold anything; user and system time are the 12th and 13th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  } catch {
    return 0
  }
}
