// The table behind a plot, for whoever wants the figures or cannot see the picture.
import { element } from '../plot/element.ts'
import type { Table } from '../tables/table.ts'
import { htmlTable } from './html-table.ts'

export function tableBehind(table: Table, caption: string): string {
  return element('details', {}, element('summary', {}, 'Figures as a table'), htmlTable(table, caption))
}
