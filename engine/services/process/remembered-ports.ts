// Gives a service the ports it had before if they are still free, so that clients find it again after any restart.
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorMessage, systemErrorCode } from '../../errors/error-message.ts'
import { freePort, isPortFree } from './free-port.ts'

const portsFile = 'ports.json'
const ports = z.array(z.int().min(1).max(65_535))

/** `wanted` holds one entry per port, undefined where any will do; the file is in the working directory. */
export async function rememberedPorts(wanted: readonly (number | undefined)[]): Promise<number[]> {
  const before = await portsBefore()
  const chosen: number[] = []
  for (const [index, port] of wanted.entries()) {
    const previous = before[index]
    if (port !== undefined) chosen.push(port)
    else if (previous !== undefined && !chosen.includes(previous) && (await isPortFree(previous))) chosen.push(previous)
    else chosen.push(await freePort([...chosen, ...wanted.filter((other) => other !== undefined)]))
  }
  await writeFile(`${portsFile}.new`, JSON.stringify(chosen))
  await rename(`${portsFile}.new`, portsFile)
  return chosen
}

async function portsBefore(): Promise<number[]> {
  try {
    return ports.parse(JSON.parse(await readFile(portsFile, 'utf8')))
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') console.error(`${portsFile} is ignored: ${errorMessage(error)}`)
    return []
  }
}
