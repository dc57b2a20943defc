// Limits take turns with what is held against them: a machine that becomes slower within a round does so for both.
import type { Contender } from './contender.ts'

export function inTurns<Each extends Pick<Contender, 'kind'>>(contenders: readonly Each[]): Each[] {
  const limits = contenders.filter(isLimit)
  const others = contenders.filter((contender) => !isLimit(contender))
  const longer = limits.length > others.length ? limits : others
  return longer.flatMap((_, i) => [...limits.slice(i, i + 1), ...others.slice(i, i + 1)])
}

function isLimit({ kind }: Pick<Contender, 'kind'>): boolean {
  return kind === 'limit' || kind === 'server'
}
