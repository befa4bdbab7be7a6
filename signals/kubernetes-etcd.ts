/** etcd, the store of a cluster. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const etcd = (s: Scope): string => s.select("etcd");
const by = ["instance"] as const;

const p99 = (s: Scope, metric: string, labels = "instance"): Promql =>
  promql`histogram_quantile(0.99, sum by (${labels}, le) (rate(${metric}_bucket{${etcd(s)}}[${s.range}])))`;

export const etcdHasLeader = signal({
  title: "etcd has a leader",
  unit: "bool",
  by,
  min: 0,
  max: 1,
  meaning: "1 where a member knows a leader. Without one nothing can be written.",
  value: (s) => promql`max by (instance) (etcd_server_has_leader{${etcd(s)}})`,
});

export const etcdLeaderChanges = signal({
  title: "etcd leader changes",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Times that the members chose another leader. Writes stand still meanwhile.",
  value: (s) => promql`max(increase(etcd_server_leader_changes_seen_total{${etcd(s)}}[${s.range}]))`,
});

export const etcdFsync = signal({
  title: "etcd log to disk, 99 %",
  unit: "s",
  by,
  min: 0,
  meaning:
    "Time until the disk has an entry of the log, in 99 % of the cases. Every write of the cluster waits for it.",
  value: (s) => p99(s, "etcd_disk_wal_fsync_duration_seconds"),
});

export const etcdCommit = signal({
  title: "etcd commit, 99 %",
  unit: "s",
  by,
  min: 0,
  meaning: "Time that etcd takes to write a batch of changes into its database, in 99 % of the cases.",
  value: (s) => p99(s, "etcd_disk_backend_commit_duration_seconds"),
});

export const etcdPeerTime = signal({
  title: "etcd between members, 99 %",
  unit: "s",
  by: ["instance", "To"],
  min: 0,
  meaning: "Time to another member and back, in 99 % of the cases.",
  value: (s) => p99(s, "etcd_network_peer_round_trip_time_seconds", "instance, To"),
});

export const etcdProposalsFailed = signal({
  title: "etcd proposals failed",
  unit: "short",
  by,
  tone: "error",
  min: 0,
  meaning: "Changes that the members did not agree on.",
  value: (s) =>
    promql`max by (instance) (increase(etcd_server_proposals_failed_total{${etcd(s)}}[${s.range}]))`,
});

export const etcdProposalsPending = signal({
  title: "etcd proposals pending",
  unit: "short",
  by,
  tone: "saturation",
  min: 0,
  meaning: "Changes that wait for the members to agree.",
  value: (s) => promql`max by (instance) (etcd_server_proposals_pending{${etcd(s)}})`,
});

export const etcdSlowApplies = signal({
  title: "etcd slow applies",
  unit: "short",
  by,
  tone: "error",
  min: 0,
  meaning: "Changes that a member took longer than 100 ms to carry out.",
  value: (s) => promql`max by (instance) (increase(etcd_server_slow_apply_total{${etcd(s)}}[${s.range}]))`,
});

export const etcdSize = signal({
  title: "etcd database",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Size of the database file of a member.",
  value: (s) => promql`max by (instance) (etcd_mvcc_db_total_size_in_bytes{${etcd(s)}})`,
});

const quota = (s: Scope): Promql =>
  promql`max by (instance) (etcd_server_quota_backend_bytes{${etcd(s)}}) > 0`;

export const etcdQuotaUsed = signal({
  title: "etcd quota used",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Size of the database of a member as a share of its quota. At 1 it takes no more writes.",
  value: (s) => promql`${etcdSize.value(s)} / (${quota(s)})`,
});

/** How far ahead `etcdQuotaPredicted` looks, in seconds: four days. */
export const etcdPredictionSeconds = 4 * 24 * 60 * 60;

export const etcdQuotaPredicted = signal({
  title: "etcd quota used in four days",
  unit: "percentunit",
  by,
  tone: "saturation",
  meaning:
    "Share of its quota that the database of a member will use in four days, at the pace of the last 6 hours.",
  value: (s) =>
    promql`max by (instance) (predict_linear(etcd_mvcc_db_total_size_in_bytes{${etcd(s)}}[6h], ${etcdPredictionSeconds})) / (${quota(s)})`,
});

export const etcdFragmented = signal({
  title: "etcd database, free inside",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the database file of a member that holds nothing any more. Only defragmenting gives it back.",
  value: (s) =>
    promql`1 - max by (instance) (etcd_mvcc_db_total_size_in_use_in_bytes{${etcd(s)}}) / (${etcdSize.value(s)} > 0)`,
});

export const etcdErrors = signal({
  title: "etcd failed requests",
  unit: "percentunit",
  by: ["instance", "grpc_method"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the requests that a member answered with a fault of its own.",
  value: (s) =>
    promql`sum by (instance, grpc_method) (rate(grpc_server_handled_total{${etcd(s)}, grpc_type="unary", grpc_code=~"DataLoss|DeadlineExceeded|Internal|ResourceExhausted|Unavailable"}[${s.range}])) / (sum by (instance, grpc_method) (rate(grpc_server_handled_total{${etcd(s)}, grpc_type="unary"}[${s.range}])) > 0)`,
});

export const etcdPeers = signal({
  title: "etcd connections to members",
  unit: "short",
  by: ["instance", "Remote"],
  min: 0,
  meaning: "Connections of a member to another. At 0 the two do not reach each other.",
  value: (s) => promql`max by (instance, Remote) (etcd_network_active_peers{${etcd(s)}})`,
});
