// The most memory that this program ever had.
//
// On Linux from /proc, because getrusage(2), which Node.js asks, counts what the parent had when it started this program,
// too: a program of 50 MB that a bench of 1 GB has started would have 1 GB.
// Source: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
import { readFileSync } from 'node:fs'

export function peakRssBytes(): number {
  const kibibytes = highWaterMark() ?? process.resourceUsage().maxRSS
  return Number(kibibytes) * 1024
}

/** In KiB; undefined where there is no such file. */
function highWaterMark(): string | undefined {
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  } catch {
    return undefined
  }
}
