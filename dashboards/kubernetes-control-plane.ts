import {
  KubeAggregatedApiErrors,
  KubeApiErrors,
  KubeApiListSlow,
  KubeApiSlow,
  KubeClientCertificateExpiring,
  KubeClientCertificateExpiringSoon,
} from "../rules/kubernetes-apiserver";
import * as work from "../rules/kubernetes-apiserver-work";
import {
  KubeControllerQueueGrowing,
  KubeControllerSlow,
  KubePendingPodsGrowing,
  KubeSchedulingErrors,
  KubeSchedulingSlow,
  KubeStateMetricsWatchErrors,
} from "../rules/kubernetes-control-plane";
import * as dnsAlerts from "../rules/kubernetes-coredns";
import {
  EtcdDatabaseFilling,
  EtcdDatabaseFragmented,
  EtcdDatabaseNearlyFull,
  EtcdLeaderChanges,
} from "../rules/kubernetes-etcd";
import * as etcdAlerts from "../rules/kubernetes-etcd-work";
import * as api from "../signals/kubernetes-apiserver";
import * as plane from "../signals/kubernetes-control-plane";
import * as dns from "../signals/kubernetes-coredns";
import * as etcd from "../signals/kubernetes-etcd";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster } from "./model/variables";

const noApi = "No data: the API server is not scraped";
const noScheduler = "No data: the scheduler cannot be scraped here";
const noControllers = "No data: the controller manager cannot be scraped here";
const noEtcd = "No data: etcd cannot be scraped here";
const noDns = "No data: CoreDNS is not scraped";

/** The servers that a cluster consists of. */
export const kubernetesControlPlaneDashboard = dashboard(
  "kubernetes-control-plane",
  "Kubernetes control plane",
  {
    description: "Do API server, store, scheduler, controllers and DNS of the cluster work?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster],
    links: ["kubernetes", "kubernetes-nodes"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      stat(api.apiServersUp, {
        why: "Without an API server nothing in the cluster can be changed.",
        act: "Ask it yourself: `kubectl get --raw /readyz?verbose`.",
        noValue: noApi,
      }),
      stat(api.apiErrors, {
        line: KubeApiErrors,
        why: "Each error is tried again by somebody, and adds to the load.",
        act: "See below whether store, webhooks or aggregated APIs are the cause.",
        noValue: noApi,
      }),
      stat(api.clientCertificateLeft, {
        line: [KubeClientCertificateExpiring, KubeClientCertificateExpiringSoon],
        why: "When it ends, a client is shut out.",
        act: "Find out whose it is: control plane, kubelet or a person.",
        noValue: "No client shows a certificate",
      }),
      stat(dns.dnsFailures, {
        line: dnsAlerts.CoreDnsFailing,
        why: "Pods that cannot find each other fail, whatever else is well.",
        act: "See below whether it is the servers outside.",
        noValue: noDns,
      }),
      stat(plane.watchErrors, {
        line: KubeStateMetricsWatchErrors,
        why: "Most alerts on the cluster rest on kube-state-metrics.",
        act: "Read its log, and see whether it has its rights.",
        noValue: "No watch was opened in the last 15 minutes",
      }),
    ),
    row(
      "API server",
      timeseries(api.apiRequests, {
        stack: true,
        why: "A jump is a client that runs wild, or a restart that makes all ask again.",
        act: "Find the client by the audit log or its priority level.",
        noValue: noApi,
      }),
      timeseries(api.apiLatency, {
        line: [KubeApiSlow, KubeApiListSlow],
        why: "Everything that the cluster does waits for these answers.",
        act: "Compare with the time of the store below.",
        noValue: noApi,
      }),
      timeseries([api.requestsTerminated], {
        title: "Requests cut off",
        line: work.KubeApiRequestsTerminated,
        why: "The API server ends requests to protect itself.",
        act: "Look for lists that are too large.",
        noValue: noApi,
      }),
      timeseries(api.requestsRejected, {
        line: work.KubeApiRequestsRejected,
        why: "Clients of that level wait and try again.",
        act: "Find out which client fills the level.",
        noValue: "No request was turned away",
      }),
      timeseries(api.storageLatency, {
        line: work.KubeApiStorageSlow,
        why: "A slow store makes all requests slow.",
        act: "Look at the disks of etcd.",
        noValue: noApi,
      }),
    ),
    row(
      "etcd and DNS",
      timeseries(etcd.etcdFsync, {
        line: etcdAlerts.EtcdFsyncSlow,
        why: "Every change in the cluster waits for these disks.",
        act: "Give etcd a fast disk of its own.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdQuotaUsed, {
        line: [EtcdDatabaseFilling, EtcdDatabaseNearlyFull],
        why: "At 100 % etcd takes no more writes.",
        act: "Delete, compact, defragment, in this order.",
        noValue: noEtcd,
      }),
      timeseries(dns.dnsRequests, {
        why: "Five times as many as before is often one program with short names.",
        act: "Compare with the share of answers from the cache.",
        noValue: noDns,
      }),
      timeseries(dns.dnsLatency, {
        line: dnsAlerts.CoreDnsSlow,
        why: "Each new connection of a pod waits for it.",
        act: "See whether the servers outside are slow.",
        noValue: noDns,
      }),
    ),
    closedRow(
      "Webhooks, aggregated APIs, clients",
      timeseries(api.webhookLatency, {
        line: work.KubeAdmissionWebhookSlow,
        why: "Every write waits for the webhooks that are asked about it.",
        act: "Ask them less, or give them more CPU.",
        noValue: "No webhook was asked",
      }),
      timeseries(api.webhookFailures, {
        line: work.KubeAdmissionWebhookFailing,
        why: "By its policy a write was refused, or went through unchecked.",
        act: "Bring the server of the webhook back.",
        noValue: "No webhook has failed",
      }),
      timeseries(api.aggregatedErrors, {
        line: KubeAggregatedApiErrors,
        why: "What uses the API fails now and then.",
        act: "Look at the pods behind it.",
        noValue: "No aggregated API has failed",
      }),
      timeseries(api.aggregatedDown, {
        why: "1 is an API that does not answer at all.",
        act: "Look at its APIService for the reason.",
        noValue: noApi,
      }),
      timeseries(api.clientErrors, {
        line: work.KubeApiClientErrors,
        why: "A client that sees errors works with an old view of things.",
        act: "If it is one, look at its network; if all, at the API server.",
        noValue: "No client of the API server is scraped",
      }),
      timeseries(api.auditRejected, {
        line: work.KubeAuditRejecting,
        why: "Requests were refused because they could not be recorded.",
        act: "Look at the disk of the audit log.",
        noValue: noApi,
      }),
      timeseries(api.objectsStored, {
        line: work.KubeObjectsGrowing,
        why: "Objects that only grow in number fill etcd and slow everything down.",
        act: "Find out who makes them, and who should delete them.",
        noValue: noApi,
      }),
    ),
    closedRow(
      "Scheduler and controllers",
      timeseries(plane.pendingPods, {
        line: KubePendingPodsGrowing,
        why: "A queue that grows is a cluster that has become too small.",
        act: "See which plugins rule the nodes out.",
        noValue: noScheduler,
      }),
      timeseries(plane.schedulingTime, {
        line: KubeSchedulingSlow,
        why: "The scheduler places one pod after the other.",
        act: "Look for affinity rules between many pods.",
        noValue: noScheduler,
      }),
      timeseries(plane.schedulingErrors, {
        line: KubeSchedulingErrors,
        why: "These are faults of the scheduler, not pods that fit nowhere.",
        act: "Read its log.",
        noValue: noScheduler,
      }),
      timeseries(plane.controllerQueues, {
        line: KubeControllerQueueGrowing,
        why: "What waits here happens late.",
        act: "See whether the controller retries one object again and again.",
        noValue: noControllers,
      }),
      timeseries(plane.controllerWait, {
        line: KubeControllerSlow,
        why: "It is how long a change waits until anything happens.",
        act: "See whether the API server or a webhook is slow.",
        noValue: noControllers,
      }),
      timeseries(plane.leaders, {
        why: "There has to be exactly one of each.",
        act: "Look at the lease in kube-system for who holds it.",
        noValue: "No data: neither scheduler nor controller manager can be scraped here",
      }),
    ),
    closedRow(
      "etcd in depth",
      timeseries([etcd.etcdHasLeader], {
        title: "Members that know a leader",
        why: "0 on all members stops all writes.",
        act: "See whether a majority of the members is there.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdLeaderChanges, {
        line: EtcdLeaderChanges,
        why: "Writes stand still while a leader is chosen.",
        act: "Look at disks, network and CPU of the members.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdPeers, {
        why: "0 is a member that another does not reach.",
        act: "Look at the network between the two, port 2380.",
        noValue: "No data: etcd has one member, or cannot be scraped here",
      }),
      timeseries(etcd.etcdPeerTime, {
        line: etcdAlerts.EtcdPeerSlow,
        why: "A change needs the answer of a majority.",
        act: "Compare with a plain ping.",
        noValue: "No data: etcd has one member, or cannot be scraped here",
      }),
      timeseries(etcd.etcdCommit, {
        line: etcdAlerts.EtcdCommitSlow,
        why: "Slow commits with a fast log are a database that is too large.",
        act: "Compact and defragment.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdProposalsFailed, {
        line: etcdAlerts.EtcdProposalsFailing,
        why: "Changes that the members did not agree on have failed.",
        act: "See whether a leader was chosen at the time.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdProposalsPending, {
        line: etcdAlerts.EtcdProposalsPending,
        why: "Each is a request that hangs.",
        act: "Look at the disks, and at who writes so much.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdSlowApplies, {
        line: etcdAlerts.EtcdSlowApplies,
        why: "It is the first sign of a member that cannot keep up.",
        act: "Read which requests were slow in its log.",
        noValue: noEtcd,
      }),
      timeseries(etcd.etcdErrors, {
        line: etcdAlerts.EtcdRequestsFailing,
        why: "The API server fails with them.",
        act: "The code tells: no leader, full, slow, damaged.",
        noValue: "No request has failed",
      }),
      timeseries(etcd.etcdSize, {
        why: "Shows how fast the database grows.",
        act: "Find out what is stored more and more.",
        noValue: noEtcd,
      }),
      timeseries([etcd.etcdFragmented, etcd.etcdQuotaPredicted], {
        title: "Database: free inside, and quota used in four days",
        line: EtcdDatabaseFragmented,
        why: "What is empty inside counts against the quota all the same.",
        act: "Defragment one member at a time, the leader last.",
        noValue: noEtcd,
      }),
    ),
    closedRow(
      "DNS in depth",
      timeseries(dns.dnsCacheHits, {
        why: "A low share means that names are asked for that cannot be kept.",
        act: "Lengthen the cache, or use one on each node.",
        noValue: noDns,
      }),
      timeseries([dns.dnsUpstreamFailures], {
        title: "Servers outside: failed checks",
        line: dnsAlerts.CoreDnsUpstreamFailing,
        why: "Names outside of the cluster come from these servers.",
        act: "Ask them from a node, and from a pod.",
        noValue: "No check has failed",
      }),
      timeseries(dns.dnsUpstreamGone, {
        line: dnsAlerts.CoreDnsUpstreamGone,
        why: "Without any of them pods find nothing outside.",
        act: "Look at the line and at the firewall.",
        noValue: noDns,
      }),
      timeseries(dns.dnsPanics, {
        line: dnsAlerts.CoreDnsPanicking,
        why: "Each is a request without an answer.",
        act: "Update CoreDNS, or take the plugin out.",
        noValue: noDns,
      }),
    ),
  ],
);
