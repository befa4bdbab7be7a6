import * as signals from "../signals/kubernetes-apiserver";
import { recordedDurations } from "../signals/kubernetes-recorded";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-apiserver";
import * as more from "./kubernetes-apiserver-work";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-api-server", variables: [] },
} as const;

export const KubeApiDown = alert("KubeApiDown", {
  ...told,
  event: (s) => promql`${signals.apiServersUp.value(s)} == 0`,
  by: [],
  ...cases.times.down,
  severity: "critical",
  summary: "No API server answers",
  description:
    "For {for} Prometheus has reached none of the API servers. Pods keep running, but nothing is started, moved, scaled or mended, and nobody can change anything.",
  cases: cases.down,
});

export const KubeApiErrors = alert("KubeApiErrors", {
  ...told,
  signal: signals.apiErrors,
  above: 0.03,
  ...cases.times.errors,
  severity: "warning",
  summary: "API server: {value} of the requests fail",
  description:
    "The API servers have answered more than {threshold} of the requests with an error of their own for {for}. Controllers try again, rollouts and scaling are late, and people see failures.",
  cases: cases.errors,
});

export const KubeApiSlow = alert("KubeApiSlow", {
  ...told,
  signal: signals.apiLatency,
  above: 1,
  and: (s, n) => promql`${signals.apiShortRequests(s)} > ${n("floor")}`,
  unless: (s) =>
    promql`count by (verb) (apiserver_request_sli_duration_seconds_count{${s.select("kube-apiserver")}, verb="LIST"})`,
  parameters: {
    floor: { value: 0.1, unit: "reqps", meaning: "requests a second of that kind that it takes to judge" },
  },
  ...cases.times.slow,
  severity: "warning",
  summary: "API server: {{ $labels.verb }} takes up to {value}",
  description:
    "One in a hundred requests of the kind {{ $labels.verb }} has taken longer than {threshold} for {for}, webhooks of others not counted. Everything that the cluster does takes longer.",
  cases: cases.slowCases,
});

export const KubeApiListSlow = alert("KubeApiListSlow", {
  ...told,
  signal: signals.apiLatency,
  above: 10,
  and: (s) =>
    promql`count by (verb) (apiserver_request_sli_duration_seconds_count{${s.select("kube-apiserver")}, verb="LIST"})`,
  ...cases.times.slow,
  severity: "warning",
  summary: "API server: lists take up to {value}",
  description:
    "One in a hundred requests for a list has taken longer than {threshold} for {for}. Large lists use up the memory of the API server and of etcd; somebody asks for too much at once.",
  cases: cases.listSlow,
});

export const KubeClientCertificateExpiring = alert("KubeClientCertificateExpiring", {
  ...told,
  signal: signals.clientCertificateLeft,
  range: "15m",
  below: 604_800,
  ...cases.times.certificate,
  severity: "warning",
  summary: "A client of the API server has a certificate that ends in {value}",
  description:
    "Requests have come for {for} from clients whose certificate has less than {threshold} left. When it ends, the client is shut out: a kubelet, a controller, or a person.",
  cases: cases.certificate,
});

export const KubeClientCertificateExpiringSoon = alert("KubeClientCertificateExpiringSoon", {
  ...told,
  signal: signals.clientCertificateLeft,
  range: "15m",
  below: 86_400,
  ...cases.times.certificate,
  severity: "critical",
  summary: "A client of the API server has a certificate that ends in {value}",
  description:
    "Requests have come for {for} from clients whose certificate has less than {threshold} left. Where it belongs to the control plane or to kubelets, the cluster loses them when it ends.",
  cases: cases.certificateSoon,
});

export const KubeAggregatedApiDown = alert("KubeAggregatedApiDown", {
  ...told,
  event: (s) => promql`${signals.aggregatedDown.value(s)} == 1`,
  by: ["name"],
  ...cases.times.aggregated,
  severity: "warning",
  summary: "The aggregated API {{ $labels.name }} does not answer",
  description:
    "For {for} the API server has not reached the server behind {{ $labels.name }}. What uses it fails: autoscaling where it gives metrics. Namespaces cannot be deleted either, since their contents cannot be listed.",
  cases: cases.aggregated,
});

export const KubeAggregatedApiErrors = alert("KubeAggregatedApiErrors", {
  ...told,
  signal: signals.aggregatedErrors,
  range: "15m",
  above: 4,
  ...cases.times.aggregatedErrors,
  severity: "warning",
  summary: "The aggregated API {{ $labels.name }} failed {value} times in 15 minutes",
  description:
    "The server behind {{ $labels.name }} was found not to answer more than {threshold} times in 15 minutes, for {for} now. It comes and goes; what uses it fails now and then.",
  cases: cases.aggregatedErrors,
});

/** The API server, its clients and what it calls. */
export const kubernetesApiServerRules: Rules = {
  name: "kubernetes-apiserver",
  needs: ["kubernetes"],
  recordings: [
    recorded("cluster:apiserver_request_errors:ratio_rate5m", (s) => signals.apiErrors.value(s)),
    recording("verb:apiserver_request:rate5m", signals.apiRequests),
    recording("verb:apiserver_request_sli_duration_seconds:p99_rate5m", signals.apiLatency),
    recorded(recordedDurations, (s) => signals.apiDurationRates(s)),
    recording("operation:etcd_request_duration_seconds:mean_rate5m", signals.storageLatency),
    recording("group_resource:apiserver_resource_objects:max", signals.objectsStored),
  ],
  alerts: [
    KubeAggregatedApiDown,
    KubeAggregatedApiErrors,
    KubeApiDown,
    KubeApiErrors,
    KubeApiListSlow,
    KubeApiSlow,
    KubeClientCertificateExpiring,
    KubeClientCertificateExpiringSoon,
    more.KubeAdmissionWebhookFailing,
    more.KubeAdmissionWebhookSlow,
    more.KubeApiClientErrors,
    more.KubeApiRequestsRejected,
    more.KubeApiRequestsTerminated,
    more.KubeApiStorageSlow,
    more.KubeAuditRejecting,
    more.KubeDeprecatedApiUsed,
    more.KubeObjectsGrowing,
  ],
};
