// What a reader has to know to read each part of the report.

export const explanations = {
  runs:
    'Medians over the rounds, with the lowest and the highest. L is the faster way of giving the server ready-made frames of ' +
    'the same format with nothing else running; “of server” compares with its own INSERT SELECT. Ratios are taken within a round. ' +
    'CPU is seconds of one core per million rows.',
  peers:
    'What else could fill the same tables, on the same server in the same rounds, and how many times faster the fastest ' +
    'run of Millrace is.',
  stages:
    'Each stage alone: one worker’s work, and what the server makes of one insert at a time or of four (x4). Bounds are what ' +
    'memory and random numbers allow.',
  sweeps: 'One setting varied at a time, all others as they are by default.',
  details:
    'Latency is that of an insert as its sender sees it. Parts, merges and bytes are what was in the table right after ' +
    'the last row.',
  timeline:
    'Rows that arrived, by the second of the last round. A run that ends as it began has no queue that fills up.',
  latency: 'How long the inserts of the last round took, on a logarithmic axis.',
  cpu: 'What a million rows cost, in seconds of one core.',
} as const
