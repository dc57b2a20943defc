// The local broker's configuration files: one KRaft node on the loopback interface, for large blocks that are soon deleted.

const blockBytesMax = 32 * 1024 * 1024

/** `server.properties`. Clients are told to come to the advertised port. Paths in it are relative to the working directory: none needs escaping, whatever DATA_DIR is called. */
export function serverProperties(brokerPort: number, controllerPort: number, advertisedPort = brokerPort): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=BROKER://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=BROKER://127.0.0.1:${advertisedPort}
listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=BROKER
controller.listener.names=CONTROLLER
log.dirs=topics
auto.create.topics.enable=false
message.max.bytes=${blockBytesMax}
replica.fetch.max.bytes=${blockBytesMax}
log.segment.bytes=${blockBytesMax}
log.retention.check.interval.ms=1000
log.initial.task.delay.ms=1000
log.segment.delete.delay.ms=1000
log.cleaner.dedupe.buffer.size=16777216
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
`
}

/** `log4j2.properties`: warnings, in one file that is kept small. */
export function log4j2Properties(logFile: string): string {
  return `appender.file.type=RollingFile
appender.file.name=file
appender.file.fileName=${logFile}
appender.file.filePattern=${logFile}.%i
appender.file.layout.type=PatternLayout
appender.file.layout.pattern=%d %p %c: %m%n
appender.file.policies.type=SizeBasedTriggeringPolicy
appender.file.policies.size=10MB
appender.file.strategy.type=DefaultRolloverStrategy
appender.file.strategy.max=2
rootLogger.level=warn
rootLogger.appenderRef.file.ref=file
`
}
