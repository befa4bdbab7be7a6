/** What each size is made for: the load, and the assumptions behind it. docs/sizing.md is made from these figures. */
import { bySize, type SizeName } from "./sizing";

/**
 * What one node and one pod bring along. No cluster is average: whoever knows better figures of his own goes by those.
 */
export const assumed = {
  /** The density of the scalability tests behind the advice of kube-state-metrics; a kubelet takes 110 at most. */
  podsPerNode: 30,
  /** node exporter about 1,000, processes by name 1,200, kubelet 600, collector 100. */
  seriesPerNode: 3_000,
  /** cAdvisor about 65 for one and a half containers, and 135 of the pod's own. */
  seriesPerPod: 200,
  /** kube-state-metrics: pod, its containers, its share of Deployments and of their old ReplicaSets. */
  objectSeriesPerPod: 50,
  /** The servers of the stack itself, and the control plane. */
  seriesOfServers: 50_000,
  /** Default of `scrapeInterval`, in seconds. */
  scrapeInterval: 15,
  /** Log lines a second, and bytes of each with its labels. */
  linesPerPod: 1,
  bytesPerLine: 400,
  /** One for each container. */
  streamsPerPod: 1.5,
} as const;

/** The largest cluster that each size is made for, and how often people and rules ask about it. */
const clusters: Readonly<Record<SizeName, { readonly nodes: number; readonly queriesPerSecond: number }>> = {
  small: { nodes: 20, queriesPerSecond: 10 },
  medium: { nodes: 100, queriesPerSecond: 20 },
  large: { nodes: 500, queriesPerSecond: 60 },
};

export interface Load {
  readonly nodes: number;
  readonly pods: number;
  /** Series that exist at one time. */
  readonly series: number;
  /** Series of the Prometheus that has most: the first shard has what cannot be divided, and each what rules join with. */
  readonly seriesPerShard: number;
  /** Series of all shards together, with those that each of them has. */
  readonly seriesOfShards: number;
  /** Of all targets, each counted once. */
  readonly samplesPerSecond: number;
  /** Of that Prometheus. */
  readonly samplesPerShard: number;
  /** Before compression. */
  readonly logBytesPerDay: number;
  readonly streams: number;
  readonly queriesPerSecond: number;
}

/** The load that a size is made for. */
export function load(size: SizeName): Load {
  const { nodes, queriesPerSecond } = clusters[size];
  const pods = nodes * assumed.podsPerNode;
  const divided = nodes * assumed.seriesPerNode + pods * assumed.seriesPerPod;
  const everywhere = pods * assumed.objectSeriesPerPod;
  const series = divided + everywhere + assumed.seriesOfServers;
  const { shards } = bySize[size].prometheus;
  const seriesPerShard = divided / shards + everywhere + assumed.seriesOfServers;
  return {
    nodes,
    pods,
    series,
    seriesPerShard,
    seriesOfShards: divided + shards * everywhere + assumed.seriesOfServers,
    samplesPerSecond: series / assumed.scrapeInterval,
    samplesPerShard: seriesPerShard / assumed.scrapeInterval,
    logBytesPerDay: pods * assumed.linesPerPod * assumed.bytesPerLine * 86_400,
    streams: pods * assumed.streamsPerPod,
    queriesPerSecond,
  };
}

/** So many series take as much memory as a Prometheus and its sidecar do that have nothing to do. */
export const leastSeriesPerShard = 50_000;

/** How many shards are at most worth it at a size; never fewer than the size itself has. */
export function maxShards(size: SizeName): number {
  const worth = Math.floor(load(size).series / leastSeriesPerShard);
  return Math.min(32, Math.max(worth, bySize[size].prometheus.shards));
}
