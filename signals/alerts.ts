/** Alerts as things to look at: which fire, since when, and where to look. */
import { type Alert } from "../rules/rule";
import { promql, type Promql } from "./promql";
import { signal, type Scope, type Signal } from "./signal";

/**
 * How long each alert has been firing, with the uid of its dashboard as the label `dashboard`. Prometheus keeps the
 * links of an alert apart from its labels, so the dashboards are written into the query, from the alerts themselves.
 */
export function firingSince(alerts: readonly Alert[]): Signal {
  const uids = [...new Set(alerts.map((each) => each.dashboard.uid))].sort();
  const names = (uid: string) =>
    alerts
      .filter((each) => each.dashboard.uid === uid)
      .map((each) => each.name)
      .sort();
  return signal({
    title: "Active for",
    unit: "dtdurations",
    by: ["alertname", "severity", "instance", "dashboard"],
    min: 0,
    meaning: "Alerts that fire now, without the watchdog, and the time since their condition began to hold.",
    value: (s) =>
      uids.reduce<Promql>(
        (inner, uid) =>
          promql`label_replace(${inner}, "dashboard", "${uid}", "alertname", "${names(uid).join("|")}")`,
        activeFor(s),
      ),
  });
}

// ALERTS_FOR_STATE holds when the condition began to hold, also for alerts that are not firing yet.
function activeFor(s: Scope): Promql {
  return promql`time() - min by (alertname, severity, instance) (ALERTS_FOR_STATE and ignoring (alertstate) ALERTS{alertstate="firing", severity!="none"${s.alerts}})`;
}
