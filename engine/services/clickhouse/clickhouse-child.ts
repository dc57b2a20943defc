// The embedded ClickHouse's process: the server inside libchdb.so, which lives until its stdin closes or its parent dies.
//
// Arguments: the library's path, the parent's process id, then ClickHouse's own command line.
import { DataType, isNullPointer, load, open, restorePointer, wrapPointer } from 'ffi-rs'
import { dieWithParent } from '../supervisor/die-with-parent.ts'

const [libraryPath = '', parentProcessId = '', ...clickHouseArguments] = process.argv.slice(2)
dieWithParent(Number(parentProcessId))

open({ library: 'chdb', path: libraryPath })
const result = load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [clickHouseArguments.length + 1, ['clickhouse', ...clickHouseArguments]],
})
const failure = load({
  library: 'chdb',
  funcName: 'chdb_result_error',
  retType: DataType.External,
  paramsType: [DataType.External],
  paramsValue: [result],
})
if (!isNullPointer(failure)) {
  console.error(...restorePointer({ retType: [DataType.String], paramsValue: wrapPointer([failure]) }))
  process.exitCode = 1
}
