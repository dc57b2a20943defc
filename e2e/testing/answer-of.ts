// What the API answers to a question, asked beside the page, to compare with what the page shows.
import type { AnswerOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import { z } from 'zod'
import type { TestApi } from '../../api/testing/test-api.ts'

export async function answerOf<const Route extends RouteDefinition>(
  api: Pick<TestApi, 'get'>,
  route: Route,
  query: Readonly<Record<string, string>> = {},
): Promise<AnswerOf<Route>> {
  const { status, body } = await api.get(`${route.path}?${new URLSearchParams(query).toString()}`)
  if (status !== 200) throw new Error(`${route.path} answered ${status}: ${JSON.stringify(body)}`)
  return z.parse<Route['answer']['schema']>(route.answer.schema, body)
}
