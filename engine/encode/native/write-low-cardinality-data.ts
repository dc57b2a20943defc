// Native data of a LowCardinality column: a dictionary of this block's own, then each row's place in it.
import { type ByteSink, ensureBytes, writeBytes } from '../rowbinary/byte-sink.ts'

// ClickHouse, SerializationLowCardinality.cpp: the low byte says how wide an index is (2^n bytes); 0x200: keys follow;
// 0x400: they replace those of the block before.
const hasKeys = 0x200
const replacesKeys = 0x400

export type DictionaryIndexes = Uint8Array | Uint16Array | Uint32Array

/**
 * `dictionary`: RowBinary bytes of `keyCount` keys, one after the other; NULL has none. If the column is of
 * LowCardinality(Nullable), the first key, whatever it is, stands for NULL. `indexes`: the key of each row.
 * A key may occur twice or not be used.
 */
export function writeLowCardinalityData(
  sink: ByteSink,
  dictionary: Uint8Array,
  keyCount: number,
  indexes: DictionaryIndexes,
): void {
  writeDictionary(sink, dictionary, keyCount, indexes.BYTES_PER_ELEMENT, indexes.length)
  writeBytes(sink, new Uint8Array(indexes.buffer, indexes.byteOffset, indexes.byteLength))
}

/** The part before the indexes: as many as `indexCount`, each of `indexBytes`, must follow. */
export function writeDictionary(
  sink: ByteSink,
  dictionary: Uint8Array,
  keyCount: number,
  indexBytes: number,
  indexCount: number,
): void {
  // Nothing at all, not even an empty dictionary: so it is when all arrays of a block are empty.
  if (indexCount === 0) return
  writeUint64(sink, hasKeys | replacesKeys | Math.log2(indexBytes))
  writeUint64(sink, keyCount)
  writeBytes(sink, dictionary)
  writeUint64(sink, indexCount)
}

function writeUint64(sink: ByteSink, value: number): void {
  ensureBytes(sink, 8)
  sink.view.setBigUint64(sink.usedBytes, BigInt(value), true)
  sink.usedBytes += 8
}
