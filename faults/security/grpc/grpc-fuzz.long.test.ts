import { test } from 'vitest'
import { servedApi } from '../served-api.ts'
import { fuzzGrpc } from './fuzz-grpc.ts'

const api = await servedApi({ CLICKHOUSE_URL: 'http://127.0.0.1:1' }) // events are staged without it

test('made-up calls', () => fuzzGrpc(api, 12000))
