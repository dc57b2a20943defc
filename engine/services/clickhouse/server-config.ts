// The embedded ClickHouse's configuration file: a warehouse that leaves room for the pipeline on a small machine.

/** XML for `--config-file`; paths in it are relative to the server's working directory. */
export function serverConfig(options: { logFile: string; mergeThreads: number }): string {
  // Merges are a third of what inserting costs. A larger base merges more parts at once, and each row less often: while many
  // rows are inserted it saves a tenth of the server's CPU time, and the server lowers it by itself where parts pile up or age.
  // Parts that were merged stay for a minute instead of eight, or filling a table would take twice the disk that it needs in
  // the end. A minute is longer than Linux leaves what was written in memory (dirty_expire_centisecs: 30 s), which is what
  // they are kept for.
  // No <query_log> and its like: the embedded server keeps a system log table only if it is configured, so nothing grows.
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
  <mark_cache_size>536870912</mark_cache_size>
  <merge_tree>
    <merge_selector_base>20</merge_selector_base>
    <old_parts_lifetime>60</old_parts_lifetime>
    <max_cleanup_delay_period>60</max_cleanup_delay_period>
  </merge_tree>
</clickhouse>
`
}
