// Becomes one of the programs that `make up` runs, which the kernel kills when its parent dies, however it dies.
//
// Arguments: the parent's process id, then Node.js's own. The parent starts it as the leader of a group of its own, so that
// Ctrl-C in the terminal reaches the parent alone, which then stops one after the other.
import { dieWithParent } from '@millrace/engine/services/supervisor/die-with-parent.ts'

const [parentProcessId = '', ...nodeArguments] = process.argv.slice(2)
dieWithParent(Number(parentProcessId))
process.execve?.(process.execPath, [process.execPath, ...nodeArguments], process.env)
