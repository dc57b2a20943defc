// Which broker to ask for which partitions, and which partitions nobody leads: the client must not be asked for those.

interface PartitionsByLeader<Asked> {
  readonly byNode: ReadonlyMap<number, readonly Asked[]>
  readonly unknown: readonly number[]
}

/** `partitions` are those of the topic, by number. */
export function byLeader<Asked extends { readonly partition: number }>(
  asked: Iterable<Asked>,
  partitions: readonly { readonly leader: number }[],
): PartitionsByLeader<Asked> {
  const byNode = new Map<number, Asked[]>()
  const unknown: number[] = []
  for (const each of asked) {
    const leader = partitions[each.partition]?.leader
    if (leader === undefined) unknown.push(each.partition)
    else byNode.set(leader, [...(byNode.get(leader) ?? []), each])
  }
  return { byNode, unknown }
}
