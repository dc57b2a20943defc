// Starts this machine's Chromium without a window.
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const quietArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
]

/** Throws when there is none. `moreArguments` are Chromium's own. */
export async function launchChromium(...moreArguments: readonly string[]): Promise<Browser> {
  const executablePath = programs.find((program) => existsSync(program))
  if (executablePath === undefined) throw new Error('Chromium is needed: apt-get install chromium')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium has none for root
  return chromium.launch({ executablePath, args: [...quietArguments, ...sandbox, ...moreArguments] })
}
