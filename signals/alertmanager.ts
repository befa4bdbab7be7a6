/** Alertmanager: what it was told, whom it tells. */
import { promql } from "./promql";
import { signal } from "./signal";

export const alertmanagerConfigLoaded = signal({
  title: "Alertmanager configuration loaded",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "0 if Alertmanager refused its configuration at the last reload and works on with the one before.",
  value: (s) =>
    promql`min by (instance) (alertmanager_config_last_reload_successful{${s.select("alertmanager")}})`,
});

export const alertsKnown = signal({
  title: "Alerts in Alertmanager",
  unit: "short",
  by: ["instance", "state"],
  min: 0,
  meaning:
    "Alerts that Alertmanager holds: active ones are sent on, suppressed ones are silenced or inhibited.",
  value: (s) => promql`max by (instance, state) (alertmanager_alerts{${s.select("alertmanager")}})`,
});

export const silencesActive = signal({
  title: "Active silences",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Silences that hold back alerts now.",
  value: (s) =>
    promql`max by (instance) (alertmanager_silences{${s.select("alertmanager")}, state="active"})`,
});

export const notificationsSent = signal({
  title: "Notifications",
  unit: "ops",
  by: ["instance", "integration"],
  min: 0,
  meaning: "Notifications a second, by the kind of receiver, failed ones included.",
  value: (s) =>
    promql`sum by (instance, integration) (rate(alertmanager_notifications_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const notificationsFailed = signal({
  title: "Failed notifications",
  unit: "ops",
  tone: "error",
  by: ["instance", "integration"],
  min: 0,
  meaning: "Notifications a second that the receiver did not take. Somebody was not told.",
  value: (s) =>
    promql`sum by (instance, integration) (rate(alertmanager_notifications_failed_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const notificationDuration = signal({
  title: "Time for a notification",
  unit: "s",
  by: ["instance", "integration"],
  min: 0,
  meaning: "Mean time that a receiver takes to accept a notification.",
  value: (s) =>
    promql`sum by (instance, integration) (rate(alertmanager_notification_latency_seconds_sum{${s.select("alertmanager")}}[${s.range}])) / (sum by (instance, integration) (rate(alertmanager_notification_latency_seconds_count{${s.select("alertmanager")}}[${s.range}])) > 0)`,
});

export const notificationsLost = signal({
  title: "Notifications lost",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Notifications of the last minutes that no receiver took, over all kinds of receivers.",
  value: (s) =>
    promql`sum(increase(alertmanager_notifications_failed_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const notificationsSentInAll = signal({
  title: "Sent",
  unit: "ops",
  by: [],
  min: 0,
  meaning: "Notifications a second over all kinds of receivers, failed ones included.",
  value: (s) => promql`sum(rate(alertmanager_notifications_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const notificationsFailedInAll = signal({
  title: "Failed",
  unit: "ops",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Notifications a second that no receiver took, over all kinds of receivers.",
  value: (s) =>
    promql`sum(rate(alertmanager_notifications_failed_total{${s.select("alertmanager")}}[${s.range}]))`,
});

export const notificationsFailedShare = signal({
  title: "Notifications that fail",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "integration"],
  min: 0,
  max: 1,
  meaning: "Share of the notifications to one kind of receiver that it did not take, after all attempts.",
  value: (s) => promql`${notificationsFailed.value(s)} / (${notificationsSent.value(s)} > 0)`,
});

export const notificationsFailedShareInAll = signal({
  title: "Share of notifications that fail",
  unit: "percentunit",
  tone: "error",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of all notifications that no receiver took, over all Alertmanagers and kinds of receivers.",
  value: (s) => promql`${notificationsFailedInAll.value(s)} / (${notificationsSentInAll.value(s)} > 0)`,
});
