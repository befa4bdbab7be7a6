import * as signals from "../signals/kubernetes-containers";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-restarts";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-workloads", variables: ["namespace"] },
} as const;

const { objects } = signals;

// A container that is started again keeps the reason of its last end for ever, so the time of that end has to be recent.
// One that is not started again, in a job, shows the reason as its state: new is what was not there a while ago.
export const KubeContainerOomKilled = alert("KubeContainerOomKilled", {
  ...told,
  dashboard: { uid: "kubernetes-pods", variables: ["namespace", "pod"] },
  event: (s, n) => {
    const key = "namespace, pod, container";
    const last = `kube_pod_container_status_last_terminated`;
    const ended = promql`max by (${key}) (kube_pod_container_status_terminated_reason{${objects(s)}, reason="OOMKilled"} == 1)`;
    const before = promql`max by (${key}) (kube_pod_container_status_terminated_reason{${objects(s)}, reason="OOMKilled"} offset ${n("window")}s == 1)`;
    return promql`(max by (${key}) (${last}_reason{${objects(s)}, reason="OOMKilled"} == 1) and time() - max by (${key}) (${last}_timestamp{${objects(s)}}) < ${n("window")}) or (${ended} unless ${before})`;
  },
  by: ["namespace", "pod", "container"],
  parameters: { window: { value: 900, unit: "s", meaning: "how long ago it may have been" } },
  for: "0s",
  keepFiringFor: "5m",
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} was killed, it was out of memory",
  description:
    "In the last {window} the kernel ended the container {{ $labels.container }} because it wanted more memory than its limit, or its node had none left. What it was working on is lost.",
  cases: cases.oomKilled,
});

export const KubeContainerRestartsRising = alert("KubeContainerRestartsRising", {
  ...told,
  kind: "trend",
  signal: signals.restartsByNamespace,
  range: "6h",
  above: 10,
  and: (s, n) => {
    const now = signals.restartsByNamespace.value(s);
    const yesterday = promql`sum by (namespace) (max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${objects(s)}}[${s.range}] offset 1d)))`;
    return promql`${now} > ${n("factor")} * (${yesterday} or ${now} * 0)`;
  },
  parameters: { factor: { value: 3, unit: "none", meaning: "times as many as at this time yesterday" } },
  for: "15m",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.namespace }}: containers restart more than yesterday, {value} times in 6 hours",
  description:
    "Containers of the namespace {{ $labels.namespace }} were started again more than {threshold} times in 6 hours, and more than {factor} times as often as at the same time yesterday. Each restart may be short; together they are a change that somebody made, or a leak.",
  cases: cases.restartsRising,
});
