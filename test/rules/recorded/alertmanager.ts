import { type Recorded } from "./recorded";

const member = 'job="alertmanager", instance="alertmanager-0"';

export const alertmanager: Recorded = {
  input: {
    [`alertmanager_alerts{${member}, state="active"}`]: "3x60",
    [`alertmanager_alerts{${member}, state="suppressed"}`]: "1x60",
    [`alertmanager_notifications_total{${member}, integration="webhook"}`]: "0+3x60",
    [`alertmanager_notifications_failed_total{${member}, integration="webhook", reason="serverError"}`]:
      "0+0.375x60",
    [`alertmanager_notifications_failed_total{${member}, integration="webhook", reason="other"}`]:
      "0+0.375x60",
    [`alertmanager_notification_latency_seconds_sum{${member}, integration="webhook"}`]: "0+6x60",
    [`alertmanager_notification_latency_seconds_count{${member}, integration="webhook"}`]: "0+3x60",
  },
  expected: {
    "instance_state:alertmanager_alerts:max": [
      ['instance="alertmanager-0", state="active"', 3],
      ['instance="alertmanager-0", state="suppressed"', 1],
    ],
    "instance_integration:alertmanager_notifications:rate5m": [
      ['instance="alertmanager-0", integration="webhook"', 0.2],
    ],
    "instance_integration:alertmanager_notifications_failed:ratio_rate5m": [
      ['instance="alertmanager-0", integration="webhook"', 0.25],
    ],
    "instance_integration:alertmanager_notification_seconds:mean5m": [
      ['instance="alertmanager-0", integration="webhook"', 2],
    ],
  },
};
