import * as signals from "../signals/kubernetes-control-plane";
import * as dns from "../signals/kubernetes-coredns";
import * as etcd from "../signals/kubernetes-etcd";
import { promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-control-plane";
import * as dnsAlerts from "./kubernetes-coredns";
import * as etcdAlerts from "./kubernetes-etcd";
import * as etcdWork from "./kubernetes-etcd-work";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-control-plane", variables: [] },
} as const;

const noneUp = (s: Scope, job: string) => promql`sum(up{${s.select(job)}}) == 0`;

export const KubeSchedulerDown = alert("KubeSchedulerDown", {
  ...told,
  event: (s) => noneUp(s, "kube-scheduler"),
  by: [],
  needs: ["scheduler"],
  ...cases.times.down,
  severity: "critical",
  summary: "No scheduler answers",
  description:
    "For {for} Prometheus has reached none of the schedulers. Pods that run go on, but no new pod gets a node: nothing that fails is replaced, and nothing scales.",
  cases: cases.schedulerDown,
});

export const KubeControllerManagerDown = alert("KubeControllerManagerDown", {
  ...told,
  event: (s) => noneUp(s, "kube-controller-manager"),
  by: [],
  needs: ["controller-manager"],
  ...cases.times.down,
  severity: "critical",
  summary: "No controller manager answers",
  description:
    "For {for} Prometheus has reached none of the controller managers. Nobody makes pods for Deployments and jobs, notices lost nodes or updates the addresses of Services.",
  cases: cases.controllerManagerDown,
});

export const KubeLeaderMissing = alert("KubeLeaderMissing", {
  ...told,
  event: (s) => promql`${signals.leaders.value(s)} == 0`,
  by: ["job", "name"],
  needs: ["controller-manager", "scheduler"],
  ...cases.times.leader,
  severity: "critical",
  summary: "{{ $labels.job }}: none of the servers leads",
  description:
    "All servers of {{ $labels.job }} that answer have been waiting for the leadership of {{ $labels.name }} for {for}. None of them works meanwhile. They cannot write their lease: look at the API server and its store.",
  cases: cases.leader,
});

export const KubeSchedulingErrors = alert("KubeSchedulingErrors", {
  ...told,
  signal: signals.schedulingErrors,
  above: 0.05,
  needs: ["scheduler"],
  ...cases.times.errors,
  severity: "warning",
  summary: "Scheduler: {value} of its attempts end with an error",
  description:
    "More than {threshold} of the attempts to find a node for a pod have ended with an error of the scheduler itself for {for}. A pod that fits nowhere is no error: the API server, a plugin or an extender does not answer.",
  cases: cases.errors,
});

export const KubeSchedulingSlow = alert("KubeSchedulingSlow", {
  ...told,
  signal: signals.schedulingTime,
  above: 1,
  needs: ["scheduler"],
  ...cases.times.slow,
  severity: "warning",
  summary: "Scheduler: finding a node takes up to {value}",
  description:
    "One in a hundred attempts to find a node for a pod has taken longer than {threshold} for {for}. Pods start late, and large rollouts take long.",
  cases: cases.slowCases,
});

export const KubePendingPodsGrowing = alert("KubePendingPodsGrowing", {
  ...told,
  kind: "trend",
  signal: signals.pendingPods,
  above: 20,
  and: (s, n) =>
    promql`max by (queue) (deriv(scheduler_pending_pods{${s.select("kube-scheduler")}}[6h])) * 21600 > ${n("growth")}`,
  needs: ["scheduler"],
  parameters: { growth: { value: 10, unit: "none", meaning: "pods more, by the trend of 6 hours" } },
  ...cases.times.pending,
  severity: "warning",
  summary: "Scheduler: {value} pods wait in the queue {{ $labels.queue }}, and more all the time",
  description:
    "More than {threshold} pods wait in the queue {{ $labels.queue }} of the scheduler, and for {for} the trend of the last 6 hours has been more than {growth} more. The cluster has become too small for what is asked of it, or something makes pods without end.",
  cases: cases.pending,
});

export const KubeControllerQueueGrowing = alert("KubeControllerQueueGrowing", {
  ...told,
  signal: signals.controllerQueues,
  above: 100,
  needs: ["controller-manager"],
  ...cases.times.queue,
  severity: "warning",
  summary: "Controller manager: {value} objects wait for {{ $labels.name }}",
  description:
    "More than {threshold} objects have waited for the controller {{ $labels.name }} for {for}. What it looks after reacts late: replicas, addresses of Services, clean-up.",
  cases: cases.queueCases,
});

export const KubeControllerSlow = alert("KubeControllerSlow", {
  ...told,
  signal: signals.controllerWait,
  above: 60,
  needs: ["controller-manager"],
  ...cases.times.queue,
  severity: "warning",
  summary: "Controller manager: objects wait {value} for {{ $labels.name }}",
  description:
    "Objects have waited longer than {threshold} for the controller {{ $labels.name }} for {for}, as a mean. Changes take that long until anything happens.",
  cases: cases.controllerSlow,
});

export const KubeStateMetricsWatchErrors = alert("KubeStateMetricsWatchErrors", {
  ...told,
  signal: signals.watchErrors,
  range: "15m",
  above: 0.05,
  ...cases.times.watch,
  severity: "critical",
  summary: "kube-state-metrics cannot open {value} of its watches",
  description:
    "kube-state-metrics has been unable to open more than {threshold} of its watches of the API server for {for}. What it tells of the cluster is old, and most alerts on Kubernetes rest on it.",
  cases: cases.watch,
});

/** Scheduler, controller manager, etcd, CoreDNS and kube-state-metrics. */
export const kubernetesControlPlaneRules: Rules = {
  name: "kubernetes-control-plane",
  needs: ["kubernetes"],
  recordings: [
    recording("queue:scheduler_pending_pods:max", signals.pendingPods),
    recording("name:workqueue_depth:max", signals.controllerQueues),
    recording("instance:etcd_disk_wal_fsync_duration_seconds:p99_rate5m", etcd.etcdFsync),
    recording("instance:etcd_disk_backend_commit_duration_seconds:p99_rate5m", etcd.etcdCommit),
    recording("instance:etcd_quota_used:ratio", etcd.etcdQuotaUsed),
    recorded("cluster:coredns_dns_requests:rate5m", (s) => dns.dnsRequests.value(s)),
    recorded("cluster:coredns_dns_failures:ratio_rate5m", (s) => dns.dnsFailures.value(s)),
    recorded("cluster:coredns_dns_request_duration_seconds:p99_rate5m", (s) => dns.dnsLatency.value(s)),
  ],
  alerts: [
    dnsAlerts.CoreDnsDown,
    dnsAlerts.CoreDnsFailing,
    dnsAlerts.CoreDnsPanicking,
    dnsAlerts.CoreDnsSlow,
    dnsAlerts.CoreDnsUpstreamFailing,
    dnsAlerts.CoreDnsUpstreamGone,
    etcdAlerts.EtcdDatabaseFilling,
    etcdAlerts.EtcdDatabaseFragmented,
    etcdAlerts.EtcdDatabaseNearlyFull,
    etcdAlerts.EtcdLeaderChanges,
    etcdAlerts.EtcdNoLeader,
    etcdAlerts.EtcdPeerDisconnected,
    etcdAlerts.EtcdQuorumLost,
    etcdWork.EtcdCommitSlow,
    etcdWork.EtcdFsyncSlow,
    etcdWork.EtcdPeerSlow,
    etcdWork.EtcdProposalsFailing,
    etcdWork.EtcdProposalsPending,
    etcdWork.EtcdRequestsFailing,
    etcdWork.EtcdSlowApplies,
    KubeControllerManagerDown,
    KubeControllerQueueGrowing,
    KubeControllerSlow,
    KubeLeaderMissing,
    KubePendingPodsGrowing,
    KubeSchedulerDown,
    KubeSchedulingErrors,
    KubeSchedulingSlow,
    KubeStateMetricsWatchErrors,
  ],
};
