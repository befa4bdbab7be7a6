import {
  alertmanagerConfigLoaded,
  alertsKnown,
  notificationDuration,
  notificationsFailedShare,
  notificationsSent,
} from "../signals/alertmanager";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cluster from "./alertmanager-cluster";
import * as notifications from "./alertmanager-notifications";
import * as state from "./alertmanager-state";
import { configReloadCases } from "./cases/config";
import { recording } from "./recording";
import { type Rules } from "./rule";

export const AlertmanagerConfigReloadFailed = alert("AlertmanagerConfigReloadFailed", {
  event: (s) => promql`${alertmanagerConfigLoaded.value(s)} == 0`,
  by: alertmanagerConfigLoaded.by,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  team: "infrastructure",
  service: "alertmanager",
  summary: "{{ $labels.instance }}: Alertmanager refused its new configuration",
  description:
    "{{ $labels.instance }} has worked with an old configuration for {for}. New routes and receivers are not in force, and after a restart nobody would be told of any alert.",
  dashboard: { uid: "alertmanager", variables: ["instance"] },
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
  recordings: [
    recording("instance_state:alertmanager_alerts:max", alertsKnown),
    recording("instance_integration:alertmanager_notifications:rate5m", notificationsSent),
    recording(
      "instance_integration:alertmanager_notifications_failed:ratio_rate5m",
      notificationsFailedShare,
    ),
    recording("instance_integration:alertmanager_notification_seconds:mean5m", notificationDuration),
  ],
  alerts: [
    AlertmanagerConfigReloadFailed,
    ...[notifications, state, cluster].flatMap((part) => Object.values(part)),
  ],
};
