import { expect, test } from 'vitest'
import { PartitionAssignment } from './partition-assignment.ts'

/** An assignment of partition 0, whose committed offset the group tells when it is told to. */
function askedAssignment() {
  const answers: ((offset: bigint) => void)[] = []
  const assignment = new PartitionAssignment({
    membership: {
      partitions: [0],
      committed: () => new Promise((resolve) => answers.push((offset) => resolve(new Map([[0, offset]])))),
    },
    recovery: { recoverMsMax: 0, onTrouble: () => undefined, signal: new AbortController().signal },
    onCommitted: () => undefined,
    onChanged: () => undefined,
  })
  const update = async (offset: bigint, meanwhile: () => void = () => undefined): Promise<void> => {
    const updated = assignment.update()
    meanwhile()
    answers.shift()?.(offset)
    await updated
  }
  return { update, progress: () => assignment.progresses.get(0) }
}

test('an answer that is older than a commit made meanwhile sets nothing back', async () => {
  const { update, progress } = askedAssignment()
  await update(1n)
  await update(1n, () => progress()?.advance(2n))
  expect(progress()).toMatchObject({ committed: 2n, position: 2n, era: 0 })
})

test('a group whose offset was set back is followed', async () => {
  const { update, progress } = askedAssignment()
  await update(5n)
  await update(3n)
  expect(progress()).toMatchObject({ committed: 3n, position: 3n, era: 1 })
})
