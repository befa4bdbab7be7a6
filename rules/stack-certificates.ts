/** Certificates by which the stack's servers know each other, where they have some. */
import { promql } from "../signals/promql";
import { stackCertificateValid } from "../signals/stack-certificates";
import { alert } from "./alert";
import * as cases from "./cases/stack-certificates";
import { type Rules } from "./rule";

const told = {
  team: "infrastructure",
  service: "servers",
  dashboard: { uid: "stack", variables: [] },
} as const;

const day = 86_400;

// A certificate lasts 365 days, and an `up` renews it once less than a third of that is left, 121 days. With 60 left,
// nobody has run one for two months.
export const StackCertificateExpiring = alert("StackCertificateExpiring", {
  ...told,
  signal: stackCertificateValid,
  below: 60 * day,
  unless: (s, n) => promql`${stackCertificateValid.value(s)} < ${n("soon")}`,
  parameters: {
    soon: {
      value: 7 * day,
      unit: "dtdurations",
      meaning: "time from which on StackCertificateExpiringSoon tells",
    },
  },
  ...cases.times.expiring,
  severity: "warning",
  summary: "{{ $labels.server }}: the certificate of the stack's own server expires in {value}",
  description:
    "The certificate that {{ $labels.server }} shows to the other servers of the stack is valid for {value} only, less than {threshold}. Each `up` in the last third of its life renews it, so there has been none for weeks, or its pods have not taken the new one up. It gets urgent with {soon}.",
  cases: cases.expiring,
});

export const StackCertificateExpiringSoon = alert("StackCertificateExpiringSoon", {
  ...told,
  signal: stackCertificateValid,
  below: 7 * day,
  ...cases.times.soon,
  severity: "critical",
  summary: "{{ $labels.server }}: the certificate of the stack's own server expires in {value}",
  description:
    "The certificate that {{ $labels.server }} shows to the other servers of the stack is valid for {value} only, less than {threshold}. After that no other server speaks to it: metrics, logs or notifications that go through it stop, most likely those of all servers on the same day.",
  cases: cases.soon,
});

// Whether a server that is not ready could show a certificate is not the question: other alerts tell of it.
export const StackCertificateUnverified = alert("StackCertificateUnverified", {
  ...told,
  event: (s) =>
    promql`max by (namespace, pod, server) (probe_success{${s.select("stack-certificates")}}) == 0 unless on (namespace, pod) max by (namespace, pod) (kube_pod_status_ready{${s.select("kube-state-metrics")}, condition="true"}) == 0`,
  by: ["namespace", "pod", "server"],
  // kube-state-metrics does not know which server a pod is of.
  selectable: ["namespace", "pod"],
  ...cases.times.unverified,
  severity: "warning",
  summary: "{{ $labels.server }}: the certificate of {{ $labels.pod }} cannot be verified",
  description:
    "For {for} the pod {{ $labels.pod }} has been ready, and has shown no certificate that the stack's own authority has signed, that is valid and that has the name of {{ $labels.server }}. Other servers of the stack refuse to speak to it for the same reason, and nothing tells when its certificate expires.",
  cases: cases.unverified,
});

/** The certificates of the stack's own servers. */
export const stackCertificateRules: Rules = {
  name: "stack-certificates",
  needs: ["certificates"],
  recordings: [],
  alerts: [StackCertificateExpiring, StackCertificateExpiringSoon, StackCertificateUnverified],
};
