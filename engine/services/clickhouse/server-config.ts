// The embedded ClickHouse's configuration file: a warehouse that leaves room for the pipeline on a small machine, and that no
// web page can speak to.

const notForPages = 'web pages may not ask this server'
const ownHost = '<headers><Host>regex:(127\\.0\\.0\\.1|localhost)(:\\d+)?</Host></headers>'

function refusal(condition: string, status: number, text: string): string {
  return `<rule>${condition}<handler><type>static</type><status>${status}</status><content_type>text/plain</content_type><response_content>${text}\n</response_content></handler></rule>`
}

/** More than all inserts in flight may take: four, of up to a million rows. */
const freeBytesMin = 256 * 1024 ** 2
/** ClickHouse's default for background_merges_mutations_concurrency_ratio. */
const slotsPerMergeThread = 2
/** More than an insert has, uncompressed, and less than a few of them that are merged. */
const widePartBytesMin = 128 * 1024 ** 2

/** After which Kafka gives a consumer's partitions to another one. Its default of 45 s would follow every restart of a server that died. */
const kafkaSessionMs = 10_000

/** XML for `--config-file`; paths in it are relative to the server's working directory. */
export function serverConfig(options: { logFile: string; mergeThreads: number }): string {
  // Merges are a third of what inserting costs. A larger base merges more parts at once, and each row less often: while many
  // rows are inserted it saves a tenth of the server's CPU time, and the server lowers it by itself where parts pile up or age.
  // The fewer slots are free, the smaller a merge must be, so that the last one is left to the rollups: their merges take
  // moments, but there is one part of each to an insert, and inserts are slowed down where parts pile up.
  // What an insert brings becomes a part of few files (compact) and not of some for each column (wide), as it would from 10 MB on:
  // making files is dear, and page_events are seeded a tenth faster. Merged parts are wide.
  // Parts that were merged stay for a minute instead of eight, or filling a table would take twice the disk that it needs in
  // the end. A minute is longer than Linux leaves what was written in memory (dirty_expire_centisecs: 30 s), which is what
  // they are kept for.
  // The server asks for no password. A page in a browser of this machine could send it any query by a plain form, which needs no
  // permission to be sent, and write files of this user with it. Browsers say so in Origin with whatever is not a GET, and in
  // Sec-Fetch-Site; a page that has rebound its own name to this machine has that name in Host.
  // An insert that the disk has no room for may leave its token behind without its rows, in the table or in a rollup alone, and
  // would then be taken for one that is in. So there is none when little is left: it is refused before anything is written.
  // No <query_log> and its like: the embedded server keeps a system log table only if it is configured, so nothing grows.
  // A consumer of Kafka (DRAIN=clickhouse) keeps a thread of the message broker pool for as long as there is something to read:
  // the two that the library has would leave live events waiting for a seeding run.
  const mergeSlots = options.mergeThreads * slotsPerMergeThread
  return `<clickhouse>
  <logger>
    <log>${options.logFile}</log>
    <size>10M</size>
    <count>2</count>
  </logger>
  <timezone>UTC</timezone>
  <keep_alive_timeout>30</keep_alive_timeout>
  <background_pool_size>${options.mergeThreads}</background_pool_size>
  <background_schedule_pool_size>16</background_schedule_pool_size>
  <background_message_broker_schedule_pool_size>16</background_message_broker_schedule_pool_size>
  <kafka>
    <session_timeout_ms>${kafkaSessionMs}</session_timeout_ms>
  </kafka>
  <http_handlers>
    ${refusal('<headers><Origin>regex:.+</Origin></headers>', 403, notForPages)}
    ${refusal('<headers><Sec-Fetch-Site>regex:.+</Sec-Fetch-Site></headers>', 403, notForPages)}
    <rule>
      ${ownHost}
      <url>/ping</url>
      <handler><type>ping</type></handler>
    </rule>
    <rule>
      ${ownHost}
      <handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler>
    </rule>
    ${refusal('', 421, 'this server answers to 127.0.0.1 and localhost alone')}
  </http_handlers>
  <mark_cache_size>536870912</mark_cache_size>
  <merge_tree>
    <merge_selector_base>20</merge_selector_base>
    <min_bytes_for_wide_part>${widePartBytesMin}</min_bytes_for_wide_part>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>${mergeSlots}</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <old_parts_lifetime>60</old_parts_lifetime>
    <max_cleanup_delay_period>60</max_cleanup_delay_period>
    <min_free_disk_bytes_to_perform_insert>${freeBytesMin}</min_free_disk_bytes_to_perform_insert>
  </merge_tree>
</clickhouse>
`
}
