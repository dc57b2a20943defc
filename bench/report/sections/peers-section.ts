// Millrace's fastest run and everything else that could fill the same tables.
import type { BenchReport } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { fastestFirst } from '../fastest-first.ts'
import { card } from '../html/card.ts'
import { rowFigures } from '../html/row-figures.ts'
import { tableBehind } from '../html/table-behind.ts'
import { peerTable } from '../tables/peer-table.ts'
import { cpuFigure } from './cpu-figure.ts'
import { rateFigure } from './rate-figure.ts'

const nameWidth = 150

export function peersSection(report: BenchReport): string {
  const peers = fastestFirst(report.runs, 'peer')
  if (peers.length === 0) return ''
  const [fastest] = fastestFirst(report.runs, 'seed')
  const groups = [
    ...(fastest === undefined ? [] : [{ name: 'Millrace', runs: [fastest] }]),
    { name: 'Peers', runs: peers },
  ]
  return card(
    'Against peers',
    explanations.peers,
    rowFigures([rateFigure(groups), cpuFigure(groups)], nameWidth),
    tableBehind(peerTable(report), 'Peers, and how many times faster Millrace is'),
  )
}
