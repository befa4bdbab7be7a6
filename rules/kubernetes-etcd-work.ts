import * as signals from "../signals/kubernetes-etcd";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-etcd-work";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-control-plane", variables: [] },
  needs: ["etcd"],
} as const;

export const EtcdFsyncSlow = alert("EtcdFsyncSlow", {
  ...told,
  signal: signals.etcdFsync,
  above: 0.5,
  ...cases.times.slow,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: the disk takes {value} for an entry of the log",
  description:
    "One in a hundred entries of the log of the member {{ $labels.instance }} has taken longer than {threshold} to reach the disk for {for}. Every change in the cluster waits for it, and slow members lose the leadership.",
  cases: cases.fsync,
});

export const EtcdCommitSlow = alert("EtcdCommitSlow", {
  ...told,
  signal: signals.etcdCommit,
  above: 0.25,
  ...cases.times.slow,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: a commit takes {value}",
  description:
    "One in a hundred batches of changes has taken the member {{ $labels.instance }} longer than {threshold} to write into its database for {for}. Requests wait for it.",
  cases: cases.commit,
});

export const EtcdPeerSlow = alert("EtcdPeerSlow", {
  ...told,
  needs: ["etcd", "several-etcd"],
  signal: signals.etcdPeerTime,
  above: 0.15,
  ...cases.times.slow,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: it takes {value} to the member {{ $labels.To }} and back",
  description:
    "For {for} one in a hundred messages from {{ $labels.instance }} to the member {{ $labels.To }} has taken longer than {threshold}. Decisions take as long as the second fastest member, and elections follow.",
  cases: cases.peer,
});

export const EtcdProposalsFailing = alert("EtcdProposalsFailing", {
  ...told,
  signal: signals.etcdProposalsFailed,
  range: "15m",
  above: 5,
  ...cases.times.failing,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: {value} changes failed in 15 minutes",
  description:
    "The members of etcd did not agree on more than {threshold} changes in 15 minutes that {{ $labels.instance }} was asked for, for {for} now. A leader is chosen just then, or there is no majority.",
  cases: cases.failing,
});

export const EtcdProposalsPending = alert("EtcdProposalsPending", {
  ...told,
  signal: signals.etcdProposalsPending,
  above: 50,
  ...cases.times.pending,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: {value} changes wait",
  description:
    "More than {threshold} changes have waited at {{ $labels.instance }} for the members of etcd to agree, for {for}. More is asked of etcd than its disks and network can do.",
  cases: cases.pending,
});

export const EtcdSlowApplies = alert("EtcdSlowApplies", {
  ...told,
  signal: signals.etcdSlowApplies,
  range: "15m",
  above: 50,
  ...cases.times.applies,
  severity: "info",
  summary: "etcd on {{ $labels.instance }}: {value} changes were slow in 15 minutes",
  description:
    "The member {{ $labels.instance }} has taken longer than it should for more than {threshold} changes in each 15 minutes for {for}. It is the first sign of a slow disk, want of CPU or requests that are too large.",
  cases: cases.applies,
});

export const EtcdRequestsFailing = alert("EtcdRequestsFailing", {
  ...told,
  signal: signals.etcdErrors,
  above: 0.02,
  ...cases.times.requests,
  severity: "warning",
  summary: "etcd on {{ $labels.instance }}: {value} of the requests {{ $labels.grpc_method }} fail",
  description:
    "The member {{ $labels.instance }} has answered more than {threshold} of the requests {{ $labels.grpc_method }} with a fault of its own for {for}. The API server tries others and, in the end, fails as well.",
  cases: cases.requests,
});
