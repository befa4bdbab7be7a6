import * as signals from "../signals/kubernetes-apiserver";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-apiserver-work";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-api-server", variables: [] },
} as const;

export const KubeApiRequestsTerminated = alert("KubeApiRequestsTerminated", {
  ...told,
  signal: signals.requestsTerminated,
  above: 0.2,
  ...cases.times.terminated,
  severity: "warning",
  summary: "API server: {value} of the requests are cut off",
  description:
    "The API servers have ended more than {threshold} of the requests themselves for {for}, because they took too long or to protect themselves from too many.",
  cases: cases.terminated,
});

export const KubeApiRequestsRejected = alert("KubeApiRequestsRejected", {
  ...told,
  signal: signals.requestsRejected,
  above: 0.01,
  ...cases.times.rejected,
  severity: "warning",
  summary: "API server: {value} of the requests of {{ $labels.priority_level }} are turned away",
  description:
    "The API servers have refused more than {threshold} of the requests of the priority level {{ $labels.priority_level }} for {for}: its seats are taken and its queues are full. Clients get the answer 429 and try again later.",
  cases: cases.rejected,
});

export const KubeAdmissionWebhookFailing = alert("KubeAdmissionWebhookFailing", {
  ...told,
  signal: signals.webhookFailures,
  range: "15m",
  above: 5,
  ...cases.times.webhook,
  severity: "warning",
  summary: "The admission webhook {{ $labels.name }} failed {value} times in 15 minutes",
  description:
    "The webhook {{ $labels.name }} has not answered the API server more than {threshold} times in each 15 minutes for {for}. By its policy each such write was refused, or went through unchecked.",
  cases: cases.webhook,
});

export const KubeAdmissionWebhookSlow = alert("KubeAdmissionWebhookSlow", {
  ...told,
  signal: signals.webhookLatency,
  above: 1,
  ...cases.times.webhookSlow,
  severity: "warning",
  summary: "The admission webhook {{ $labels.name }} takes up to {value}",
  description:
    "One in a hundred calls of the webhook {{ $labels.name }} has taken longer than {threshold} for {for}. Every write that it is asked about waits as long.",
  cases: cases.webhookSlow,
});

export const KubeApiStorageSlow = alert("KubeApiStorageSlow", {
  ...told,
  signal: signals.storageLatency,
  above: 0.25,
  ...cases.times.storage,
  severity: "warning",
  summary: "API server: {{ $labels.operation }} in etcd takes {value}",
  description:
    "The API servers have waited longer than {threshold} for their store for {for}, as a mean over all requests of the kind {{ $labels.operation }}. Mostly the disk of etcd is slow, or somebody lists very many objects.",
  cases: cases.storage,
});

export const KubeAuditRejecting = alert("KubeAuditRejecting", {
  ...told,
  signal: signals.auditRejected,
  range: "15m",
  above: 0.5,
  ...cases.times.audit,
  severity: "warning",
  summary: "API server: {value} requests were refused because the audit log failed",
  description:
    "The API servers could not write their audit log and refused requests for it, in the last 15 minutes and for {for} now. Its disk is full, or the webhook that takes it does not answer.",
  cases: cases.audit,
});

export const KubeApiClientErrors = alert("KubeApiClientErrors", {
  ...told,
  signal: signals.clientErrors,
  above: 0.05,
  ...cases.times.clients,
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }}: {value} of its requests to the API server fail",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} has seen more than {threshold} of its requests to the API server fail for {for}. If others do not, the network between the two is bad.",
  cases: cases.clients,
});

export const KubeDeprecatedApiUsed = alert("KubeDeprecatedApiUsed", {
  ...told,
  event: (s) =>
    promql`max by (group, version, resource, removed_release) (apiserver_requested_deprecated_apis{${s.select("kube-apiserver")}, removed_release!=""}) == 1`,
  by: ["group", "version", "resource", "removed_release"],
  ...cases.times.deprecated,
  severity: "info",
  summary:
    "Somebody uses {{ $labels.resource }} of {{ $labels.group }}/{{ $labels.version }}, which ends with Kubernetes {{ $labels.removed_release }}",
  description:
    "Since the API server was started, clients have asked for {{ $labels.resource }} by a version of the API that Kubernetes {{ $labels.removed_release }} no longer has. After the upgrade their requests fail.",
  cases: cases.deprecated,
});

export const KubeObjectsGrowing = alert("KubeObjectsGrowing", {
  ...told,
  kind: "trend",
  signal: signals.objectsStored,
  above: 5000,
  and: (s, n) =>
    promql`${signals.objectsStored.value(s)} > ${n("factor")} * max by (group, resource) (apiserver_resource_objects{${s.select("kube-apiserver")}} offset 1d)`,
  parameters: { factor: { value: 1.5, unit: "none", meaning: "times as many as at this time yesterday" } },
  ...cases.times.growing,
  severity: "warning",
  summary: "The cluster stores {value} {{ $labels.resource }}, many more than yesterday",
  description:
    "There are more than {threshold} objects of the kind {{ $labels.resource }}, and more than {factor} times as many as yesterday, for {for} now. Something makes them and nobody deletes them. The API server and etcd slow down, and etcd may fill up.",
  cases: cases.growing,
});
