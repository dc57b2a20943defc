// A bench's report as Markdown, for a repository or a ticket.
import type { BenchReport } from './bench-report.ts'
import { findings } from './findings.ts'
import { machineTable } from './tables/machine-table.ts'
import { escapeMarkdown, markdownTable } from './tables/markdown-table.ts'
import { peerTable } from './tables/peer-table.ts'
import { runDetailsTable } from './tables/run-details-table.ts'
import { runTable } from './tables/run-table.ts'
import { skippedTable } from './tables/skipped-table.ts'
import { stageTable } from './tables/stage-table.ts'
import { sweepTable } from './tables/sweep-table.ts'
import type { Table } from './tables/table.ts'
import { explanations } from './explanations.ts'

export function markdownReport(report: BenchReport): string {
  const runs = report.runs.filter(({ kind }) => kind !== 'peer')
  return [
    `# Millrace bench, ${report.startedAt.slice(0, 10)}\n\n`,
    ...findings(report).map((sentence) => `- ${escapeMarkdown(sentence)}\n`),
    '\n',
    markdownTable(machineTable(report)),
    section('End to end', explanations.runs, runTable(runs)),
    section('Peers', explanations.peers, peerTable(report)),
    section('Stages', explanations.stages, stageTable(report.stages)),
    ...sweepsSection(report),
    section('Inserts, and what is left', explanations.details, runDetailsTable(report.runs)),
    section('Not measured', '', skippedTable(report)),
  ].join('')
}

/** Nothing without rows. */
function section(title: string, explanation: string, table: Table): string {
  if (table.rows.length === 0) return ''
  return `\n## ${title}\n\n${explanation === '' ? '' : `${explanation}\n\n`}${markdownTable(table)}`
}

function sweepsSection({ sweeps }: BenchReport): string[] {
  if (sweeps.length === 0) return []
  return [`\n## Sweeps\n\n${explanations.sweeps}\n`, ...sweeps.map((sweep) => `\n${markdownTable(sweepTable(sweep))}`)]
}
