import {
  notificationDuration,
  notificationsFailedShare,
  notificationsFailedShareInAll,
} from "../signals/alertmanager";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { counting, countingAt, courseCases, scaled, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("alertmanager");
const job = { more: { job: "alertmanager" } };
const reason = { more: { job: "alertmanager", reason: "serverError" } };
const webhook = { instance: "alertmanager-0", integration: "webhook" };
const email = { instance: "alertmanager-1", integration: "email" };

/** Notifications, a tenth of a second apart, of which a share fails. */
const failing = together(
  scaled(counting("alertmanager_notifications_failed_total", reason), (share) => share / 10),
  countingAt("alertmanager_notifications_total", 0.1, job),
);

export const AlertmanagerNotificationsFailing = alert("AlertmanagerNotificationsFailing", {
  ...told,
  signal: notificationsFailedShare,
  range: "15m",
  above: 0.05,
  for: "5m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the notifications by {{ $labels.integration }} fail",
  description:
    "More than {threshold} of the notifications that {{ $labels.instance }} sends by {{ $labels.integration }} have failed in the last 15 minutes. Whoever is told that way misses alerts.",
  cases: [
    ...courseCases({
      series: failing,
      subjects: [webhook, email],
      over: 0.051,
      under: 0.049,
      far: 1,
      window: "15m",
      for: "5m",
      keepFiringFor: "15m",
      text: {
        summary: "alertmanager-0: 5.1% of the notifications by webhook fail",
        description:
          "More than 5 % of the notifications that alertmanager-0 sends by webhook have failed in the last 15 minutes. Whoever is told that way misses alerts.",
      },
    }),
    quiet("nothing was sent", {
      series: together(
        countingAt("alertmanager_notifications_failed_total", 0, reason),
        countingAt("alertmanager_notifications_total", 0, job),
      )(webhook, [["1h", 0]]),
      at: "40m",
    }),
  ],
});

/** Two kinds of receivers; the first fails to a share, the second now and then. */
const mixed = (share: number) => ({
  ...failing(webhook, [["1h", share]]),
  ...failing(email, [["1h", 0]]),
});

export const AlertmanagerTellsNobody = alert("AlertmanagerTellsNobody", {
  ...told,
  dashboard: { uid: "alertmanager", variables: [] },
  signal: notificationsFailedShareInAll,
  range: "10m",
  above: 0.45,
  for: "2m",
  keepFiringFor: "10m",
  severity: "critical",
  selectable: ["instance", "integration"],
  summary: "{value} of all notifications fail",
  description:
    "More than {threshold} of the notifications over all Alertmanagers and receivers have failed for {for}. People are not told of alerts that fire.",
  cases: [
    fires("of two kinds of receivers one takes nothing", {
      series: mixed(0.92),
      at: "15m",
      labels: [{}],
      text: {
        summary: "46% of all notifications fail",
        description:
          "More than 45 % of the notifications over all Alertmanagers and receivers have failed for 2 minutes. People are not told of alerts that fire.",
      },
    }),
    quiet("just short of it", { series: mixed(0.88), at: "30m" }),
    quiet("it has not lasted 2 minutes", {
      series: failing(webhook, [
        ["20m", 0],
        ["1h", 1],
      ]),
      at: "26m",
    }),
    quiet("nothing was sent", {
      series: {
        ...countingAt("alertmanager_notifications_failed_total", 0, reason)(webhook, [["1h", 0]]),
        ...countingAt("alertmanager_notifications_total", 0, job)(webhook, [["1h", 0]]),
      },
      at: "30m",
    }),
    resolves("the receiver takes them again", {
      series: failing(webhook, [
        ["20m", 1],
        ["1h", 0],
      ]),
      labels: [{}],
      firingAt: "20m",
      goneAt: "42m",
    }),
  ],
});

export const AlertmanagerNotificationsSlow = alert("AlertmanagerNotificationsSlow", {
  ...told,
  signal: notificationDuration,
  range: "15m",
  above: 5,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a notification by {{ $labels.integration }} takes {value}",
  description:
    "Receivers by {{ $labels.integration }} have taken more than {threshold} for a notification, as a mean, for {for}. Alerts reach people late; after 10 seconds the attempt is broken off.",
  cases: [
    ...courseCases({
      series: together(
        scaled(counting("alertmanager_notification_latency_seconds_sum", job), (seconds) => seconds / 10),
        countingAt("alertmanager_notification_latency_seconds_count", 0.1, job),
      ),
      subjects: [webhook, email],
      over: 5.1,
      under: 4.9,
      far: 500,
      window: "15m",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "alertmanager-0: a notification by webhook takes 5.1s",
        description:
          "Receivers by webhook have taken more than 5 s for a notification, as a mean, for 15 minutes. Alerts reach people late; after 10 seconds the attempt is broken off.",
      },
    }),
    quiet("nothing was sent", {
      series: together(
        countingAt("alertmanager_notification_latency_seconds_sum", 0, job),
        countingAt("alertmanager_notification_latency_seconds_count", 0, job),
      )(webhook, [["1h", 0]]),
      at: "50m",
    }),
  ],
});
