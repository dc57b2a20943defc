// What else people use to fill ClickHouse, each with good settings: the contenders that Millrace is held against.
import type { Contender } from '../end-to-end/contender.ts'
import { clickhouseCsvPeer } from './clickhouse-csv/clickhouse-csv-peer.ts'
import { goPeer } from './go/go-peer.ts'
import { kafkajsPeer } from './kafkajs/kafkajs-peer.ts'
import { naiveJsPeer } from './naive-js/naive-js-peer.ts'
import { pythonPeers } from './python/python-peers.ts'

export function peers(): Contender[] {
  return [kafkajsPeer(), clickhouseCsvPeer(), goPeer(), naiveJsPeer(), ...pythonPeers()]
}
