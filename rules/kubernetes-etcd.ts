import * as signals from "../signals/kubernetes-etcd";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-etcd";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-control-plane", variables: [] },
  needs: ["etcd"],
} as const;

export const EtcdNoLeader = alert("EtcdNoLeader", {
  ...told,
  event: (s) => promql`${signals.etcdHasLeader.value(s)} == 0`,
  by: ["instance"],
  ...cases.times.leader,
  severity: "critical",
  summary: "etcd on {{ $labels.instance }} has no leader",
  description:
    "For {for} the member {{ $labels.instance }} of etcd has known no leader. If it is so on all members, nothing in the cluster can be changed.",
  cases: cases.leader,
});

// Counts what the configuration says, so that members which are down are part of the whole.
export const EtcdQuorumLost = alert("EtcdQuorumLost", {
  ...told,
  needs: ["etcd", "several-etcd"],
  event: (s) => promql`sum(up{${s.select("etcd")}}) < (count(up{${s.select("etcd")}}) + 1) / 2`,
  by: [],
  ...cases.times.quorum,
  severity: "critical",
  summary: "etcd: only {value} members answer, too few to decide",
  description:
    "For {for} fewer than half of the members of etcd have answered. Without a majority nothing can be written, and the API server fails with it.",
  cases: cases.quorum,
});

export const EtcdPeerDisconnected = alert("EtcdPeerDisconnected", {
  ...told,
  needs: ["etcd", "several-etcd"],
  event: (s) => promql`${signals.etcdPeers.value(s)} == 0`,
  by: ["instance", "Remote"],
  ...cases.times.peer,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }} does not reach the member {{ $labels.Remote }}",
  description:
    "For {for} the member {{ $labels.instance }} of etcd has had no connection to the member {{ $labels.Remote }}. That one is down or cut off; with three members the next failure ends all writes.",
  cases: cases.peer,
});

export const EtcdLeaderChanges = alert("EtcdLeaderChanges", {
  ...told,
  needs: ["etcd", "several-etcd"],
  signal: signals.etcdLeaderChanges,
  range: "1h",
  above: 3,
  ...cases.times.changes,
  severity: "warning",
  summary: "etcd chose another leader {value} times in an hour",
  description:
    "The members of etcd have chosen another leader more than {threshold} times in an hour. Each time, writes stand still for a moment. A disk or the network between the members is too slow, or a member is short of CPU.",
  cases: cases.changes,
});

export const EtcdDatabaseNearlyFull = alert("EtcdDatabaseNearlyFull", {
  ...told,
  signal: signals.etcdQuotaUsed,
  above: 0.9,
  ...cases.times.full,
  severity: "critical",
  summary: "etcd on {{ $labels.instance }} has used {value} of its quota",
  description:
    "The database of the member {{ $labels.instance }} has been larger than {threshold} of its quota for {for}. At the quota etcd takes no more writes until somebody compacts, defragments and clears the alarm by hand.",
  cases: cases.full,
});

export const EtcdDatabaseFilling = alert("EtcdDatabaseFilling", {
  ...told,
  kind: "trend",
  signal: signals.etcdQuotaUsed,
  above: 0.5,
  and: (s, n) => promql`${signals.etcdQuotaPredicted.value(s)} > ${n("predicted")}`,
  parameters: {
    predicted: { value: 1, unit: "percentunit", meaning: "share of the quota that is reached in four days" },
  },
  ...cases.times.filling,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }} has used {value} of its quota and grows",
  description:
    "The database of the member {{ $labels.instance }} is larger than {threshold} of its quota, and for {for} its pace of the last 6 hours has led beyond {predicted} of it within four days. Something writes more than is deleted.",
  cases: cases.filling,
});

export const EtcdDatabaseFragmented = alert("EtcdDatabaseFragmented", {
  ...told,
  signal: signals.etcdFragmented,
  above: 0.5,
  and: (s, n) => promql`${signals.etcdSize.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 500_000_000, unit: "bytes", meaning: "size from which on it matters" } },
  ...cases.times.fragmented,
  severity: "info",
  summary: "etcd on {{ $labels.instance }}: {value} of the database file is empty",
  description:
    "More than {threshold} of the database file of the member {{ $labels.instance }} has held nothing for {for}, and the file is larger than {floor}. It counts against the quota all the same.",
  cases: cases.fragmented,
});
