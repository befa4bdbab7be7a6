/** The stack's own servers, each with the dashboard that is about it. */
import { promql } from "./promql";
import { ofJobs } from "./servers";
import { signal } from "./signal";

/** Jobs of the stack's own servers by the uid of their dashboard. */
export const serverPages: Readonly<Record<string, readonly string[]>> = {
  alertmanager: ["alertmanager"],
  collector: ["collector", "collector-gateway"],
  exporters: [
    "blackbox-exporter",
    "cadvisor",
    "dcgm",
    "kube-state-metrics-telemetry",
    "node",
    "postgres",
    "process",
  ],
  grafana: ["grafana"],
  loki: ["loki"],
  prometheus: ["prometheus"],
  thanos: ["thanos-compact", "thanos-query", "thanos-sidecar", "thanos-store"],
};

export const serverUp = signal({
  title: "Up",
  unit: "bool",
  by: ["job", "instance", "dashboard"],
  min: 0,
  max: 1,
  meaning: "1 if the last scrape of one of the stack's own servers succeeded.",
  value: (s) =>
    Object.entries(serverPages)
      .map(
        ([uid, jobs]) =>
          promql`label_replace(min by (job, instance) (up{${ofJobs(s, jobs)}}), "dashboard", "${uid}", "job", ".*")`,
      )
      .reduce((all, each) => promql`${all} or ${each}`),
});
