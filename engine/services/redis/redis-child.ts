// Becomes redis-server, which the kernel kills when its parent dies: same process id, same files.
//
// Arguments: the parent's process id, folders of shared libraries (may be empty), redis-server's path and its arguments.
import { dieWithParent } from '../supervisor/die-with-parent.ts'

const [parentProcessId = '', libraryPath = '', redisServer = '', ...redisArguments] = process.argv.slice(2)
dieWithParent(Number(parentProcessId))
const libraries = libraryPath === '' ? {} : { LD_LIBRARY_PATH: libraryPath }
process.execve?.(redisServer, [redisServer, ...redisArguments], { ...process.env, ...libraries })
