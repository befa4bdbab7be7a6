/** The arithmetic behind stacks/sizing.ts: how much each entry of its table has to be at least, and why. */
import { type Load } from "./sizing-load";
import { lokiAlone, type SizeName, type Sizing } from "./sizing";

/** Figures that others published, or that we measured; docs/sizing.md names the sources. */
export const figures = {
  /** Bytes of memory for a series, queries and rules included: Mimir's 2.5 GB for 300,000. */
  memoryPerSeries: 2.5e9 / 300_000,
  /** Memory for peaks, on top of what a server needs: Mimir's 50 %. */
  headroom: 1.5,
  /** Bytes of a Prometheus with nothing to do; measured. */
  emptyPrometheus: 64 * 1024 ** 2,
  /** Series that one core takes in, with rules and queries: Mimir. */
  seriesPerCore: 300_000,
  /** Share of the CPU at full load that is kept free: it is never a limit. */
  reserved: 0.5,
  /** Bytes of a sample on disk: the middle of Prometheus' 1 to 2. */
  bytesPerSample: 1.5,
  /** Bytes of a sample in the write-ahead log, measured, and hours for which it is kept. */
  walBytesPerSample: 12,
  walHours: 3,
  /** Share of a disk that may be full: Prometheus' 80 to 85 %. */
  fullDisk: 0.85,
  /** Queries a second for which Mimir counts one core and 1 GB, both in a querier and in a store gateway. */
  queriesPerCore: 10,
  /** Share of a store gateway's memory that is left beside its two caches (components/thanos-store.ts). */
  besideCaches: 5 / 8,
  /** Largest that Thanos gives for what a store gateway keeps on disk of a block, in bytes. */
  bytesPerBlock: 30e6,
  /** Blocks of one Prometheus at the default retention, of which about 90 are in use, and some wait to be deleted. */
  blocks: 100,
  /** Days that the largest block spans; the compactor holds it twice, once as its parts. Thanos. */
  blockDays: 14,
  /** Firing alerts that 1 GB holds, in Mimir's Alertmanager. */
  alertsPerGigabyte: 5_000,
  /** Loki's defaults: bytes of a chunk's part that is still open, hours after which a chunk is stored at the latest. */
  openBytes: 256 * 1024,
  chunkHours: 2,
  /** How much smaller log lines become. */
  compression: 5,
  /** Go keeps as much again until it collects. */
  garbage: 2,
  /** Hours for which ingesters keep what they cannot store, when object storage is away. */
  outageHours: 8,
  /** kube-state-metrics: memory and CPU of a small cluster, and for each node beyond (30 pods each). */
  objectsMemory: 250 * 1024 ** 2,
  objectsMemoryPerNode: 2 * 1024 ** 2,
  objectsCpu: 0.1,
  objectsCpuPerNode: 0.001,
} as const;

/** One entry of the table: how it is reckoned, and what comes out, in bytes or cores. */
export interface Need {
  readonly entry: string;
  readonly how: string;
  readonly given: (sizing: Sizing, size: SizeName) => string;
  readonly least: (load: Load, sizing: Sizing) => number;
}

const f = figures;
const day = 86_400;

/** Requests a second that each member has to answer while one is away. */
const eachOf = (replicas: number, all: number): number => all / Math.max(1, replicas - 1);

/** Log bytes a second that one ingester takes, its copies included. */
const perIngester = (load: Load, { loki }: Sizing): number =>
  ((load.logBytesPerDay / day) * Math.min(3, loki.replicas)) / loki.replicas;

/** Memory for streams: half of what is open, and half of what is compressed and waits to be stored. */
function streamMemory(streams: number, bytesPerSecond: number): number {
  const waiting = (bytesPerSecond * f.chunkHours * 3600) / f.compression / 2;
  return (streams * (f.openBytes / 2) + waiting) * f.garbage;
}

/** Bytes that one Prometheus adds in a day. */
export const bytesPerDay = (samplesPerSecond: number): number => samplesPerSecond * day * f.bytesPerSample;

/** Everything that is reckoned. What is missing here was chosen by us, and docs/sizing.md says so. */
export const needs: readonly Need[] = [
  {
    entry: "prometheus.memory",
    how: "(series of the fullest shard × 8.3 kB + 64 MiB) × 1.5",
    given: ({ prometheus }) => prometheus.memory,
    least: (load) => (load.seriesPerShard * f.memoryPerSeries + f.emptyPrometheus) * f.headroom,
  },
  {
    entry: "prometheus.cpu",
    how: "half of one core for each 300,000 series",
    given: ({ prometheus }) => prometheus.cpu,
    least: (load) => (load.seriesPerShard / f.seriesPerCore) * f.reserved,
  },
  {
    entry: "prometheus.disk",
    how: "(samples/s × 15 days × 1.5 bytes + samples/s × 3 hours × 12 bytes) / 85 %",
    given: ({ prometheus }) => prometheus.disk,
    least: (load) =>
      (bytesPerDay(load.samplesPerShard) * 15 +
        load.samplesPerShard * f.walHours * 3600 * f.walBytesPerSample) /
      f.fullDisk,
  },
  {
    entry: "alertmanager.memory",
    how: "64 MiB, and 1 GB for each 5,000 alerts: two of each node, and one of each tenth pod",
    given: ({ alertmanager }) => alertmanager.memory,
    least: ({ nodes, pods }) => 64 * 1024 ** 2 + ((2 * nodes + pods / 10) / f.alertsPerGigabyte) * 1e9,
  },
  {
    entry: "loki.memory",
    how: "streams of an ingester × 128 KiB, and 2 hours of its lines / 5 / 2; twice that for Go",
    given: ({ loki }) => loki.memory,
    least: (load, sizing) =>
      streamMemory(
        (load.streams * Math.min(3, sizing.loki.replicas)) / sizing.loki.replicas,
        perIngester(load, sizing),
      ),
  },
  {
    entry: "loki.disk",
    how: "lines of an ingester while object storage is away for 8 hours",
    given: ({ loki }) => loki.disk,
    least: (load, sizing) => perIngester(load, sizing) * f.outageHours * 3600,
  },
  {
    entry: "loki.memory, alone",
    how: "as above, for all streams",
    given: (_, size) => lokiAlone[size].memory,
    least: (load) => streamMemory(load.streams, load.logBytesPerDay / day),
  },
  {
    entry: "loki.disk, alone",
    how: "7 days of lines / 5 / 85 %",
    given: (_, size) => lokiAlone[size].disk,
    least: (load) => (load.logBytesPerDay * 7) / f.compression / f.fullDisk,
  },
  {
    entry: "thanos.query.memory",
    how: "1 GB for each 10 queries/s, with one of the queriers away, × 1.5",
    given: ({ thanos }) => thanos.query.memory,
    least: (load, { thanos }) =>
      (eachOf(thanos.query.replicas, load.queriesPerSecond) / f.queriesPerCore) * 1e9 * f.headroom,
  },
  {
    entry: "thanos.query.cpu",
    how: "half of one core for each 10 queries/s",
    given: ({ thanos }) => thanos.query.cpu,
    least: (load, { thanos }) =>
      (load.queriesPerSecond / thanos.query.replicas / f.queriesPerCore) * f.reserved,
  },
  {
    entry: "thanos.store.memory",
    how: "1 GB for each 10 queries/s, with one of them away, in the 5/8 beside the caches",
    given: ({ thanos }) => thanos.store.memory,
    least: (load, { thanos }) =>
      ((eachOf(thanos.store.replicas, load.queriesPerSecond) / f.queriesPerCore) * 1e9) / f.besideCaches,
  },
  {
    entry: "thanos.store.cpu",
    how: "half of one core for each 10 queries/s",
    given: ({ thanos }) => thanos.store.cpu,
    least: (load, { thanos }) =>
      (load.queriesPerSecond / thanos.store.replicas / f.queriesPerCore) * f.reserved,
  },
  {
    entry: "thanos.store.disk",
    how: "Prometheus servers × 100 blocks × 30 MB",
    given: ({ thanos }) => thanos.store.disk,
    least: (_, { prometheus }) => prometheus.shards * prometheus.replicas * f.blocks * f.bytesPerBlock,
  },
  {
    entry: "thanos.compact.disk",
    how: "two weeks of one Prometheus, twice",
    given: ({ thanos }) => thanos.compact.disk,
    least: (load) => bytesPerDay(load.samplesPerShard) * f.blockDays * 2,
  },
  {
    entry: "kubeStateMetrics.memory",
    how: "(250 MiB and 2 MiB for each node) × 1.5",
    given: ({ kubeStateMetrics }) => kubeStateMetrics.memory,
    least: ({ nodes }) => (f.objectsMemory + nodes * f.objectsMemoryPerNode) * f.headroom,
  },
  {
    entry: "kubeStateMetrics.cpu",
    how: "0.1 core and 0.001 for each node",
    given: ({ kubeStateMetrics }) => kubeStateMetrics.cpu,
    least: ({ nodes }) => f.objectsCpu + nodes * f.objectsCpuPerNode,
  },
];
