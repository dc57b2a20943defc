import { expect, test } from 'vitest'
import type { IntakeAnswer } from './intake-answer.ts'
import { RecentAnswers } from './recent-answers.ts'

const answer = (rejectedCount: number): IntakeAnswer => ({
  accepted: 1,
  rejected: Array.from({ length: rejectedCount }, (_, line) => ({ line: line + 1, reason: 'no' })),
  rejectedTotal: rejectedCount,
})

async function keep(answers: RecentAnswers, key: string, kept: Promise<IntakeAnswer>): Promise<void> {
  answers.keep(key, kept)
  await kept.catch(() => undefined)
  await Promise.resolve()
}

test('an answer is kept, one that failed or is long is not', async () => {
  const answers = new RecentAnswers()
  await keep(answers, 'short', Promise.resolve(answer(100)))
  await keep(answers, 'long', Promise.resolve(answer(101)))
  await keep(answers, 'failed', Promise.reject(new Error('no')))
  expect(await answers.get('short')).toEqual(answer(100))
  expect([answers.get('long'), answers.get('failed')]).toEqual([undefined, undefined])
})

test('the oldest make room when what they reject is too much together', async () => {
  const answers = new RecentAnswers()
  for (let index = 0; index < 1_100; index++) await keep(answers, String(index), Promise.resolve(answer(100)))
  expect([answers.get('0'), answers.get('99')]).toEqual([undefined, undefined])
  expect(await answers.get('100')).toEqual(answer(100))
  await keep(answers, '100', Promise.resolve(answer(0)))
  await keep(answers, 'other', Promise.resolve(answer(100)))
  expect(await answers.get('101')).toEqual(answer(100))
})
