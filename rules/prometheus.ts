import { firingBySeverity, prometheusConfigLoaded } from "../signals/prometheus";
import { promql } from "../signals/promql";
import { everywhere } from "../signals/signal";
import { alert } from "./alert";
import { configReloadCases } from "./cases/config";
import { recording } from "./recording";
import { type Rules } from "./rule";

export const PrometheusConfigReloadFailed = alert("PrometheusConfigReloadFailed", {
  event: promql`${prometheusConfigLoaded.value(everywhere("5m"))} == 0`,
  by: prometheusConfigLoaded.by,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  team: "infrastructure",
  service: "prometheus",
  summary: "{{ $labels.instance }}: Prometheus refused its new configuration",
  description:
    "{{ $labels.instance }} has worked with an old configuration for {for}. New targets and rules are not in force, and Prometheus will not come up again after a restart.",
  dashboard: { uid: "stack", variables: [] },
  cases: configReloadCases({
    metric: "prometheus_config_last_reload_successful",
    job: "prometheus",
    text: {
      summary: "prometheus-0: Prometheus refused its new configuration",
      description:
        "prometheus-0 has worked with an old configuration for 5 minutes. New targets and rules are not in force, and Prometheus will not come up again after a restart.",
    },
  }),
});

/** Prometheus itself. */
export const prometheusRules: Rules = {
  name: "prometheus",
  recordings: [recording("severity:alerts_firing:count", firingBySeverity)],
  alerts: [PrometheusConfigReloadFailed],
};
