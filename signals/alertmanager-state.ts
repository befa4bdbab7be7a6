/** Alertmanager: the alerts and silences that it holds, and how its members agree. */
import { promql } from "./promql";
import { signal } from "./signal";

export const alertsActive = signal({
  title: "Active alerts",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Alerts that fire and are neither silenced nor inhibited.",
  value: (s) => promql`max by (instance) (alertmanager_alerts{${s.select("alertmanager")}, state="active"})`,
});

export const alertsSuppressed = signal({
  title: "Suppressed alerts",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Alerts that fire and are held back by a silence or by another alert.",
  value: (s) =>
    promql`max by (instance) (alertmanager_alerts{${s.select("alertmanager")}, state="suppressed"})`,
});

export const suppressedShare = signal({
  title: "Share of alerts that are suppressed",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Alerts that are held back by a silence or by another alert, as a share of all that fire.",
  value: (s) =>
    promql`${alertsSuppressed.value(s)} / (${alertsSuppressed.value(s)} + ${alertsActive.value(s)} > 0)`,
});

export const alertsReceived = signal({
  title: "Alerts received",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "Alerts a second that Prometheus hands over. The watchdog alone comes about once a minute.",
  value: (s) =>
    promql`sum by (instance) (rate(alertmanager_alerts_received_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const alertsInvalid = signal({
  title: "Alerts refused",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Alerts a second that Alertmanager refused, because a label or a time of them is not allowed.",
  value: (s) =>
    promql`sum by (instance) (rate(alertmanager_alerts_invalid_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const aggregationGroups = signal({
  title: "Groups of alerts",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Groups that alerts are sent in; each is a notification of its own.",
  value: (s) =>
    promql`max by (instance) (alertmanager_dispatcher_aggregation_groups{${s.select("alertmanager")}})`,
});

export const stateNotSaved = signal({
  title: "Saving of silences and notifications failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts in the time shown to write silences, or what was sent, to disk that failed.",
  value: (s) =>
    promql`sum by (instance) (increase(alertmanager_silences_maintenance_errors_total{${s.select("alertmanager")}}[${s.range}])) + sum by (instance) (increase(alertmanager_nflog_maintenance_errors_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const membersKnown = signal({
  title: "Members that each knows",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Members of the cluster that an Alertmanager knows, itself among them.",
  value: (s) => promql`max by (instance) (alertmanager_cluster_members{${s.select("alertmanager")}})`,
});

export const membersFailed = signal({
  title: "Members that cannot be reached",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Members of the cluster that an Alertmanager has lost and tries to reach.",
  value: (s) => promql`max by (instance) (alertmanager_cluster_failed_peers{${s.select("alertmanager")}})`,
});

export const gossipQueued = signal({
  title: "Messages between members that wait",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Messages to the other members that wait to be sent. Their news are old for as long as they wait.",
  value: (s) => promql`max by (instance) (alertmanager_cluster_messages_queued{${s.select("alertmanager")}})`,
});

export const configurationsInForce = signal({
  title: "Configurations in force",
  unit: "short",
  by: [],
  min: 0,
  meaning: "How many different configurations the members of the cluster work with. It should be one.",
  value: (s) => promql`count(count_values("hash", alertmanager_config_hash{${s.select("alertmanager")}}))`,
});
