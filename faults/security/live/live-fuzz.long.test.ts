import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { test } from 'vitest'
import { servedApi } from '../served-api.ts'
import { fuzzLive } from './fuzz-live.ts'

const { url } = await testClickHouse()
const api = await servedApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: 'attacked_live' })

test('made-up handshakes and frames', () => fuzzLive(api, 12000))
