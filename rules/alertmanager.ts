import { alertmanagerConfigLoaded } from "../signals/alertmanager";
import { promql } from "../signals/promql";
import { everywhere } from "../signals/signal";
import { alert } from "./alert";
import { configReloadCases } from "./cases/config";
import { type Rules } from "./rule";

export const AlertmanagerConfigReloadFailed = alert("AlertmanagerConfigReloadFailed", {
  event: promql`${alertmanagerConfigLoaded.value(everywhere("5m"))} == 0`,
  by: alertmanagerConfigLoaded.by,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  team: "infrastructure",
  service: "alertmanager",
  summary: "{{ $labels.instance }}: Alertmanager refused its new configuration",
  description:
    "{{ $labels.instance }} has worked with an old configuration for {for}. New routes and receivers are not in force, and after a restart nobody would be told of any alert.",
  dashboard: { uid: "stack", variables: [] },
  cases: configReloadCases({
    metric: "alertmanager_config_last_reload_successful",
    job: "alertmanager",
    text: {
      summary: "alertmanager-0: Alertmanager refused its new configuration",
      description:
        "alertmanager-0 has worked with an old configuration for 5 minutes. New routes and receivers are not in force, and after a restart nobody would be told of any alert.",
    },
  }),
});

/** Alertmanager itself. */
export const alertmanagerRules: Rules = {
  name: "alertmanager",
  recordings: [],
  alerts: [AlertmanagerConfigReloadFailed],
};
