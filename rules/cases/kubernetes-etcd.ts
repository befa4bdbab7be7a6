/** Cases of the alerts on members, leader and size of etcd. */
import { fires, quiet, resolves, type Series } from "./case";
import { seriesOf } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, lines, type Point } from "./series";

export const times = {
  changes: { for: "1m", keepFiringFor: "15m" },
  filling: { for: "1h", keepFiringFor: "30m" },
  fragmented: { for: "1h", keepFiringFor: "15m" },
  full: { for: "5m", keepFiringFor: "15m" },
  leader: { for: "1m", keepFiringFor: "5m" },
  peer: { for: "5m", keepFiringFor: "5m" },
  quorum: { for: "1m", keepFiringFor: "5m" },
} as const satisfies Readonly<Record<string, Timing>>;

const etcd = seriesOf("etcd");
const one = { instance: "node-1" } as const;
const two = { instance: "node-2" } as const;

export const leader = proof(times.leader, {
  over: 0,
  under: 1,
  series: (values) => ({
    ...etcd("etcd_server_has_leader", one, values),
    ...etcd("etcd_server_has_leader", two, 1),
  }),
  labels: one,
  text: {
    summary: "etcd on node-1 has no leader",
    description:
      "For 1 minute the member node-1 of etcd has known no leader. If it is so on all members, nothing in the cluster can be changed.",
  },
});

export const quorum = [
  ...proof(times.quorum, {
    over: 0,
    under: 1,
    series: (values) => ({
      ...etcd("up", one, values),
      ...etcd("up", two, 1),
      ...etcd("up", { instance: "node-3" }, 0),
      ...seriesOf("node")("up", one, 1),
    }),
    labels: {},
    text: {
      summary: "etcd: only 1 members answer, too few to decide",
      description:
        "For 1 minute fewer than half of the members of etcd have answered. Without a majority nothing can be written, and the API server fails with it.",
    },
  }),
  fires("two of five", {
    series: {
      ...etcd("up", one, 1),
      ...etcd("up", two, 1),
      ...etcd("up", { instance: "node-3" }, 0),
      ...etcd("up", { instance: "node-4" }, 0),
      ...etcd("up", { instance: "node-5" }, 0),
    },
    at: "5m",
    labels: [{}],
  }),
];

const peerLabels = { ...one, Remote: "b2" } as const;

export const peer = proof(times.peer, {
  over: 0,
  under: 1,
  series: (values) => ({
    ...etcd("etcd_network_active_peers", { ...peerLabels, Local: "a1" }, values),
    ...etcd("etcd_network_active_peers", { ...peerLabels, Remote: "c3", Local: "a1" }, 1),
  }),
  labels: peerLabels,
  text: {
    summary: "etcd on node-1 does not reach the member b2",
    description:
      "For 5 minutes the member node-1 of etcd has had no connection to the member b2. That one is down or cut off; with three members the next failure ends all writes.",
  },
});

export const changes = proof(times.changes, {
  over: 3.06 / 3600,
  under: 2.94 / 3600,
  shape: counter,
  since: "3540s",
  good: 0,
  lag: "60s",
  series: (values) => ({
    ...etcd("etcd_server_leader_changes_seen_total", one, values),
    ...etcd("etcd_server_leader_changes_seen_total", two, 1),
  }),
  labels: {},
  text: {
    summary: "etcd chose another leader 3.06 times in an hour",
    description:
      "The members of etcd have chosen another leader more than 3 times in an hour. Each time, writes stand still for a moment. A disk or the network between the members is too slow, or a member is short of CPU.",
  },
});

const size = (values: string | number, of: object = one): Series => ({
  ...etcd("etcd_mvcc_db_total_size_in_bytes", { ...of }, values),
  ...etcd("etcd_server_quota_backend_bytes", { ...of }, 1000),
});

export const full = [
  ...proof(times.full, {
    over: 920,
    under: 880,
    series: (values) => ({ ...size(values), ...size(500, two) }),
    labels: one,
    text: {
      summary: "etcd on node-1 has used 92% of its quota",
      description:
        "The database of the member node-1 has been larger than 90 % of its quota for 5 minutes. At the quota etcd takes no more writes until somebody compacts, defragments and clears the alarm by hand.",
    },
  }),
  quiet("no quota is told", {
    series: {
      ...etcd("etcd_mvcc_db_total_size_in_bytes", one, 1000),
      ...etcd("etcd_server_quota_backend_bytes", one, 0),
    },
    at: "1h",
  }),
];

const course = (points: readonly Point[]): Series => size(lines(points, "1m"));

/** From a size on, so much more in 10 hours. */
const from = (start: number, more: number): Series =>
  course([
    ["0s", start],
    ["10h", start + more],
  ]);

export const filling = [
  fires("half a percent more each hour", {
    every: "1m",
    series: from(502, 53),
    at: "61m",
    labels: [one],
    text: {
      summary: "etcd on node-1 has used 50.74% of its quota and grows",
      description:
        "The database of the member node-1 is larger than 50 % of its quota, and for 1 hour its pace of the last 6 hours has led beyond 100 % of it within four days. Something writes more than is deleted.",
    },
  }),
  quiet("`for` is not over", { every: "1m", series: from(502, 53), at: "1h" }),
  quiet("it takes longer than four days", { every: "1m", series: from(505, 49), at: "2h" }),
  quiet("much is left", { every: "1m", series: from(483, 56), at: "62m" }),
  resolves("old revisions are dropped", {
    every: "1m",
    series: course([
      ["0s", 600],
      ["2h", 620],
      ["121m", 300],
      ["10h", 300],
    ]),
    labels: [one],
    firingAt: "150m",
    goneAt: "153m",
  }),
];

const used = (values: string | number, total: number, of: object = one): Series => ({
  ...etcd("etcd_mvcc_db_total_size_in_use_in_bytes", { ...of }, values),
  ...etcd("etcd_mvcc_db_total_size_in_bytes", { ...of }, total),
});

export const fragmented = [
  ...proof(times.fragmented, {
    over: 245e6,
    under: 260e6,
    series: (values) => ({ ...used(values, 510e6), ...used(400e6, 510e6, two) }),
    labels: one,
    text: {
      summary: "etcd on node-1: 51.96% of the database file is empty",
      description:
        "More than 50 % of the database file of the member node-1 has held nothing for 1 hour, and the file is larger than 476.837 MiB. It counts against the quota all the same.",
    },
  }),
  quiet("a small file", { series: used(10e6, 490e6), at: "2h" }),
];
