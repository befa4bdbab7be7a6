import { closedRow, dashboard, row } from "./model/dashboard";
import * as panels from "./panels/kubernetes-control-plane";
import * as dns from "./panels/kubernetes-dns";
import * as etcd from "./panels/kubernetes-etcd";
import { cluster } from "./panels/kubernetes-variables";

/** The servers that a cluster consists of, without the API server, which has a page of its own. */
export const kubernetesControlPlaneDashboard = dashboard(
  "kubernetes-control-plane",
  "Kubernetes control plane",
  {
    description: "Do store, scheduler, controllers and DNS of the cluster work?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster],
    links: ["kubernetes", "kubernetes-api-server", "kubernetes-network", "kubernetes-nodes"],
    time: "6h",
  },
  [
    row("Is it well?", etcd.fsyncNow, panels.schedulingNow, dns.failures, dns.latencyNow, panels.watchErrors),
    row("etcd", etcd.fsync, etcd.quotaUsed, etcd.leaderChanges),
    row(
      "Scheduler and controllers",
      panels.pendingPods,
      panels.schedulingErrors,
      panels.controllerQueues,
      panels.controllerWait,
      panels.leaders,
    ),
    row("DNS", dns.requests, dns.latency),
    closedRow("How long does the scheduler take?", panels.schedulingTime),
    closedRow("etcd: do the members agree?", etcd.hasLeader, etcd.peers, etcd.peerTime, etcd.proposalsFailed),
    closedRow(
      "etcd in depth",
      etcd.commit,
      etcd.proposalsPending,
      etcd.slowApplies,
      etcd.errors,
      etcd.size,
      etcd.insideAndSoon,
    ),
    closedRow("DNS in depth", dns.cacheHits, dns.upstreamFailures, dns.upstreamGone, dns.panics),
  ],
);
