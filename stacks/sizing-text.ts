/** The prose of docs/sizing.md; the tables between are made from the figures (stacks/sizing-page.ts). */

export const introduction = `# Sizing

<!-- Made by \`./observatory render\` from stacks/sizing*.ts. Change it there. -->

On the target \`kubernetes\`, one word decides how much of everything a stack gets:

\`\`\`yaml
observatory:size: medium
\`\`\`

A size is the largest cluster that it is made for, and the load that such a cluster brings:`;

export const sources = `CPU is reserved, never limited: half of what the server would need at the full load is kept free. Memory is reserved and
limited.

Sources:

- [Mimir, planning capacity](https://grafana.com/docs/mimir/latest/manage/run-production-environment/planning-capacity/):
  memory and CPU of series (2.5 GB and one core for 300,000, at a scrape each 15 s), of queries, and of alerts; 50 % more
  memory for peaks. Mimir's ingester keeps series as Prometheus does.
- Memory of a series at least: [3 kB in the head](https://www.robustperception.io/why-does-prometheus-use-so-much-ram/),
  before any query. We measured 1.6 kB and 0.025 of a core for 200,000 series in their first minutes, without rules and
  queries, and 12 bytes of a sample in the write-ahead log.
- [Prometheus, storage](https://prometheus.io/docs/prometheus/latest/storage/): 1 to 2 bytes of a sample on disk; at most
  80 to 85 % of a disk for data.
- [Thanos, compactor](https://thanos.io/tip/components/compact.md/): two weeks of blocks twice; about 100 GB of disk and
  10 GB of memory for a bucket of medium size. [Thanos, store](https://thanos.io/tip/components/store.md/): 6 MB of disk
  for a block, 30 MB for one with many series. One Prometheus has about 90 blocks in the bucket at the default retention:
  16 of full samples, 19 of averages of five minutes, 52 of an hour.
- [Loki, deployment modes](https://grafana.com/docs/loki/latest/get-started/deployment-modes/): one process for about
  20 GB of logs a day. [Loki, size the cluster](https://grafana.com/docs/loki/latest/setup/size/): up to 3 TB a day, six
  ingesters of 2 cores and 4 GiB, and 38 cores and 59 GiB for all parts together. Our streams are many and slow, as those
  of pods are, and fill memory more than lines do: so the ingesters of \`large\` have more memory for fewer lines. A part
  of Loki in \`distributed\` mode gets its share of \`loki.memory\` and \`loki.cpu\` (components/loki-parts.ts). A single
  process also answers queries, for which Loki counts 1 GiB.
- [kube-state-metrics](https://github.com/kubernetes/kube-state-metrics#resource-recommendation): 250 MiB and 0.1 core;
  its older advice of 2 MiB and 0.001 core for each node more, at 30 pods on a node.

Chosen by us, for want of published figures: \`thanos.compact.memory\`, which stays below the 10 GB above;
\`collector.memory\` and \`collector.cpu\`, which are the same on every node, whatever the size of the cluster, and those of
its gateways, which depend on what services send; \`grafana\`, from the 512 MB that Grafana asks for at least; the disk of
the Alertmanager; that logs shrink to a fifth.`;

export const cost = `## Cost of 100 nodes

What the servers of a size reserve, with \`objectStorage\` and \`grafana.database\`, at the number of nodes that it is made
for; and the same for 100 nodes, which is five clusters of \`small\`, one of \`medium\`, and a fifth of \`large\`. The buckets are
those of the default retention: metrics for 30 days in full, 180 days as averages of five minutes and two years as averages
of an hour, from both replicas; logs for 7 days. Each ingester writes its own copy of a chunk, and copies that are not
exactly the same lie beside each other: logs can take up to three times as much.`;

export const override = `In money, with the prices of your provider for a month of a core, and of a GiB of memory, of a volume and of object
storage:

\`\`\`
cores × price + memory × price + volumes × price + object storage × price
\`\`\`

Requests to the object storage, traffic between zones and the database of Grafana come on top.

## Another size for one server

Every entry can be written by itself, and the rest stays as the size has it:

\`\`\`yaml
observatory:size: medium
observatory:prometheus:
  memory: 24Gi
  disk: 400Gi
  retention: 30d
observatory:loki:
  replicas: 5
observatory:thanos:
  store: { replicas: 3 }
\`\`\`

A longer \`prometheus.retention\` needs more \`prometheus.disk\`: twice the days, twice the disk. With \`objectStorage\` it can be
shorter, as the store gateway answers for what is older: \`2d\` takes an eighth of the disk. It has to be at least 6h, so that
nothing is deleted before it is stored. A volume can grow and never shrink.

## Is it the right size?

Look at what there is, in Grafana under Explore:`;

/** What to ask a running stack, in words and in PromQL. */
export const questions: readonly (readonly [question: string, query: string])[] = [
  ["series of each Prometheus", "prometheus_tsdb_head_series"],
  ["series of a pod, in the middle", 'quantile(0.5, count by (namespace, pod) ({pod!=""}))'],
  ["jobs with most series", "topk(10, sum by (job) (scrape_samples_post_metric_relabeling))"],
  ["samples a second", "rate(prometheus_tsdb_head_samples_appended_total[5m])"],
  [
    "bytes of a sample",
    "rate(prometheus_tsdb_compaction_chunk_size_bytes_sum[1d]) / rate(prometheus_tsdb_compaction_chunk_samples_sum[1d])",
  ],
  ["bytes of logs a day", "sum(rate(loki_distributor_bytes_received_total[1d])) * 86400"],
  [
    "memory as a share of its limit",
    'max by (container) (container_memory_working_set_bytes{namespace="observatory"}) / on (container) max by (container) (kube_pod_container_resource_limits{namespace="observatory", resource="memory"})',
  ],
];

export const nextSize = `The next size is due when Prometheus stays above 80 % of its memory, or when logs exceed what the size is made for.`;
