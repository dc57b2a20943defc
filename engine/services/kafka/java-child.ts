// Becomes a Java process that the kernel kills when its parent, the supervisor, dies: same process id, same files.
//
// Arguments: the parent's process id, java's path, then java's own arguments. Standard input is kept open as it is, so a
// lock on it is held for as long as Java runs.
import { dieWithParent } from '../supervisor/die-with-parent.ts'

const [parentProcessId = '', java = '', ...javaArguments] = process.argv.slice(2)
dieWithParent(Number(parentProcessId))
process.execve?.(java, [java, ...javaArguments], process.env)
