// One simulated run, from the first command to the last check.
import type { Scenario } from './faults/scenario.ts'
import { checkEnd } from './check-end.ts'
import { Commands, type Program } from './commands.ts'
import type { Mutant } from './mutants/mutant.ts'
import { replayProgram } from './programs/ingest-program.ts'
import { installVirtualTimers } from './time/virtual-timers.ts'
import { World } from './world.ts'

const eventsMax = 60_000

export interface ScenarioResult {
  /** What was wrong, in words; nothing when all held. */
  readonly violations: readonly string[]
  readonly trace: readonly string[]
  readonly eventCount: number
}

export interface RunScenarioOptions {
  readonly mutant?: Mutant | undefined
  readonly isTraced?: boolean
}

export async function runScenario(
  scenario: Scenario,
  { mutant, isTraced = false }: RunScenarioOptions = {},
): Promise<ScenarioResult> {
  const world = new World(scenario, mutant, isTraced)
  const uninstall = installVirtualTimers(world.scheduler)
  try {
    await play(world)
  } finally {
    uninstall()
  }
  const { violations, trace, scheduler } = world
  return { violations, trace, eventCount: scheduler.eventCount }
}

async function play(world: World): Promise<void> {
  const { scheduler, scenario } = world
  const commands = new Commands(world)
  const until = async (what: string, isOver: () => boolean): Promise<void> => {
    if (world.violations.length > 0) return
    const came = await scheduler.runUntil(() => isOver() || world.violations.length > 0, eventsMax)
    if (!came) world.violate(`it never came to this: ${what}`)
  }
  const runOnce = async (name: string, program: Program): Promise<void> => {
    if (world.violations.length > 0) return
    const process = commands.start(name, program)
    await until(`${name} ends`, () => !process.isAlive)
    if (process.outcome?.ok === false) world.violate(`${name} fails: ${String(process.outcome.error)}`)
  }

  /** What was under way to the staging may come when nobody drains any more. */
  const drainAll = async (): Promise<void> => {
    do {
      if (!commands.isIngesting) commands.startIngest()
      await until('nothing is staged', () => world.staged.count === 0)
      commands.interruptIngest()
      await until('ingest ends', () => !commands.isIngesting && scheduler.isWorldQuiet)
    } while (world.staged.count > 0 && world.violations.length === 0)
  }

  const faults = [...scenario.faults]
  commands.startAll()
  await until('all commands end and all requests are acknowledged', () => {
    while (faults[0] !== undefined && faults[0].atEvent <= scheduler.eventCount) {
      const fault = faults.shift()
      if (fault !== undefined) world.strike(fault)
    }
    return commands.areDone
  })

  world.endFaults()
  commands.endIntake()
  const isReplayedFirst = scheduler.random.happens(0.5)
  if (isReplayedFirst) await runOnce('replay', replayProgram)
  for (const { name, program } of commands.seedPrograms) await runOnce(`last ${name}`, program)
  if (scenario.staging !== 'none') await drainAll()
  await runOnce('replay', replayProgram)
  await runOnce('check', (parts) => checkEnd(world, commands, parts))
}
