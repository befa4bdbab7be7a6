/** The blackbox exporter itself, which makes the probes. */
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { configReloadCases } from "./cases/config";
import { exporterCounter } from "./cases/probes";

const told = {
  team: "infrastructure",
  service: "probe",
  dashboard: { uid: "probes", variables: [] },
} as const;

export const BlackboxConfigReloadFailed = alert("BlackboxConfigReloadFailed", {
  ...told,
  event: (s) =>
    promql`min by (instance) (blackbox_exporter_config_last_reload_successful{${s.select("blackbox-exporter")}}) == 0`,
  by: ["instance"],
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.instance }}: the blackbox exporter refused its configuration",
  description:
    "The blackbox exporter {{ $labels.instance }} has refused its configuration for {for} and goes on with the one before. New probes or changed ones are not made as the stack file says.",
  cases: configReloadCases({
    metric: "blackbox_exporter_config_last_reload_successful",
    job: "blackbox-exporter",
    text: {
      summary: "blackbox-exporter-0: the blackbox exporter refused its configuration",
      description:
        "The blackbox exporter blackbox-exporter-0 has refused its configuration for 5 minutes and goes on with the one before. New probes or changed ones are not made as the stack file says.",
    },
  }),
});

export const ProbeModuleUnknown = alert("ProbeModuleUnknown", {
  ...told,
  event: (s) =>
    promql`max by (instance) (increase(blackbox_module_unknown_total{${s.select("blackbox-exporter")}}[15m])) > 0`,
  by: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: probes ask for a module that is not there",
  description:
    "For {for} somebody has asked the blackbox exporter {{ $labels.instance }} for probes by a module that its configuration does not have. These probes are not made at all, so nothing tells whether their addresses answer.",
  cases: [
    fires("at one of two exporters", {
      series: {
        ...exporterCounter("blackbox_module_unknown_total")({ instance: "a" }, [["1h", 1 / 15]]),
        ...exporterCounter("blackbox_module_unknown_total")({ instance: "b" }, [["1h", 0]]),
      },
      at: "10m",
      labels: [{ instance: "a" }],
      text: {
        summary: "a: probes ask for a module that is not there",
        description:
          "For 5 minutes somebody has asked the blackbox exporter a for probes by a module that its configuration does not have. These probes are not made at all, so nothing tells whether their addresses answer.",
      },
    }),
    fires("at both", {
      series: {
        ...exporterCounter("blackbox_module_unknown_total")({ instance: "a" }, [["1h", 1 / 15]]),
        ...exporterCounter("blackbox_module_unknown_total")({ instance: "b" }, [["1h", 1 / 60]]),
      },
      at: "10m",
      labels: [{ instance: "a" }, { instance: "b" }],
    }),
    quiet("`for` is not over", {
      series: exporterCounter("blackbox_module_unknown_total")({ instance: "a" }, [["1h", 1 / 15]]),
      at: "5m",
    }),
    quiet("it does not happen", {
      series: exporterCounter("blackbox_module_unknown_total")({ instance: "a" }, [["1h", 0]]),
      at: "30m",
    }),
    resolves("nobody asks any more", {
      series: exporterCounter("blackbox_module_unknown_total")({ instance: "a" }, [
        ["20m", 1 / 15],
        ["2h", 0],
      ]),
      labels: [{ instance: "a" }],
      firingAt: "30m",
      goneAt: "41m",
    }),
  ],
});
