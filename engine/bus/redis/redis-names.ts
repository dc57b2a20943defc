// What a database's pipelines are called in Redis: databases may share one.

/** Where snapshots are published. */
export function pipelinesChannel(database: string): string {
  return `millrace:${database}:pipelines`
}

/** The newest snapshot of a pipeline, for those who come late. */
export function pipelineKey(database: string, id: string): string {
  return `millrace:${database}:pipeline:${id}`
}

/** The set of the ids whose keys may be there: nobody has to search a Redis that others fill too. */
export function pipelineIdsKey(database: string): string {
  return `millrace:${database}:pipeline-ids`
}
