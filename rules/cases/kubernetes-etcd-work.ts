/** Cases of the alerts on the work of etcd. */
import { quiet, type Series } from "./case";
import { buckets, fast, seriesOf, slow } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter } from "./series";

export const times = {
  applies: { for: "15m", keepFiringFor: "10m" },
  failing: { for: "5m", keepFiringFor: "15m" },
  pending: { for: "5m", keepFiringFor: "5m" },
  requests: { for: "10m", keepFiringFor: "10m" },
  slow: { for: "10m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const etcd = seriesOf("etcd");
const one = { instance: "node-1" } as const;
const two = { instance: "node-2" } as const;
const steady = (rate: number): string => counter([["4h", rate]]);

const slowMember = (metric: string, limit: number, values: string): Series => ({
  ...buckets("etcd", metric, one, limit, values),
  ...buckets("etcd", metric, two, limit, steady(fast)),
});

export const fsync = proof(times.slow, {
  ...slow,
  series: (values) => slowMember("etcd_disk_wal_fsync_duration_seconds", 0.5, values),
  labels: one,
  text: {
    summary: "etcd on node-1: the disk takes 509.8ms for an entry of the log",
    description:
      "One in a hundred entries of the log of the member node-1 has taken longer than 500 ms to reach the disk for 10 minutes. Every change in the cluster waits for it, and slow members lose the leadership.",
  },
});

export const commit = proof(times.slow, {
  ...slow,
  series: (values) => slowMember("etcd_disk_backend_commit_duration_seconds", 0.25, values),
  labels: one,
  text: {
    summary: "etcd on node-1: a commit takes 254.9ms",
    description:
      "One in a hundred batches of changes has taken the member node-1 longer than 250 ms to write into its database for 10 minutes. Requests wait for it.",
  },
});

export const peer = proof(times.slow, {
  ...slow,
  series: (values) => ({
    ...buckets("etcd", "etcd_network_peer_round_trip_time_seconds", { ...one, To: "b2" }, 0.15, values),
    ...buckets("etcd", "etcd_network_peer_round_trip_time_seconds", { ...one, To: "c3" }, 0.15, steady(fast)),
  }),
  labels: { ...one, To: "b2" },
  text: {
    summary: "etcd on node-1: it takes 152.9ms to the member b2 and back",
    description:
      "For 10 minutes one in a hundred messages from node-1 to the member b2 has taken longer than 150 ms. Decisions take as long as the second fastest member, and elections follow.",
  },
});

/** So many in 15 minutes. */
const inWindow = { shape: counter, since: "885s", good: 0, lag: "15s" } as const;

export const failing = proof(times.failing, {
  ...inWindow,
  over: 5.1 / 900,
  under: 4.9 / 900,
  series: (values) => ({
    ...etcd("etcd_server_proposals_failed_total", one, values),
    ...etcd("etcd_server_proposals_failed_total", two, 9),
  }),
  labels: one,
  text: {
    summary: "etcd on node-1: 5.1 changes failed in 15 minutes",
    description:
      "The members of etcd did not agree on more than 5 changes in 15 minutes that node-1 was asked for, for 5 minutes now. A leader is chosen just then, or there is no majority.",
  },
});

export const pending = proof(times.pending, {
  over: 51,
  under: 49,
  series: (values) => ({
    ...etcd("etcd_server_proposals_pending", one, values),
    ...etcd("etcd_server_proposals_pending", two, 1),
  }),
  labels: one,
  text: {
    summary: "etcd on node-1: 51 changes wait",
    description:
      "More than 50 changes have waited at node-1 for the members of etcd to agree, for 5 minutes. More is asked of etcd than its disks and network can do.",
  },
});

export const applies = proof(times.applies, {
  ...inWindow,
  over: 51 / 900,
  under: 49 / 900,
  series: (values) => ({
    ...etcd("etcd_server_slow_apply_total", one, values),
    ...etcd("etcd_server_slow_apply_total", two, 900),
  }),
  labels: one,
  text: {
    summary: "etcd on node-1: 51 changes were slow in 15 minutes",
    description:
      "The member node-1 has taken longer than it should for more than 50 changes in each 15 minutes for 15 minutes. It is the first sign of a slow disk, want of CPU or requests that are too large.",
  },
});

const handled = (code: string, values: string | number, type = "unary"): Series =>
  etcd(
    "grpc_server_handled_total",
    { ...one, grpc_code: code, grpc_method: "Range", grpc_service: "etcdserverpb.KV", grpc_type: type },
    values,
  );

export const requests = [
  ...proof(times.requests, {
    over: 2.08,
    under: 2,
    shape: counter,
    since: "15s",
    good: 0,
    series: (values) => ({
      ...handled("Unavailable", values),
      ...handled("OK", steady(100)),
      ...handled("Unavailable", steady(9), "server_stream"),
      ...handled("OK", steady(1), "server_stream"),
    }),
    labels: { ...one, grpc_method: "Range" },
    text: {
      summary: "etcd on node-1: 2.038% of the requests Range fail",
      description:
        "The member node-1 has answered more than 2 % of the requests Range with a fault of its own for 10 minutes. The API server tries others and, in the end, fails as well.",
    },
  }),
  quiet("what clients did wrong", {
    series: { ...handled("InvalidArgument", steady(50)), ...handled("OK", steady(50)) },
    at: "1h",
  }),
  quiet("nothing is asked for", { series: { ...handled("Unavailable", 5), ...handled("OK", 5) }, at: "1h" }),
];
