import {
  aggregationGroups,
  alertsActive,
  alertsInvalid,
  alertsReceived,
  alertsSuppressed,
  stateNotSaved,
  suppressedShare,
} from "../signals/alertmanager-state";
import { silencesActive } from "../signals/alertmanager";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, gauge, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("alertmanager");
const job = { more: { job: "alertmanager" } };
const members = [{ instance: "alertmanager-0" }, { instance: "alertmanager-1" }] as const;
const [first] = members;
const state = (name: string) => ({ more: { job: "alertmanager", state: name } });

export const AlertmanagerAlertFlood = alert("AlertmanagerAlertFlood", {
  ...told,
  signal: alertsActive,
  above: 150,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} alerts fire at once",
  description:
    "More than {threshold} alerts have been active for {for}. Nobody can read that many: either something large is broken, or a rule fires for every target.",
  cases: courseCases({
    series: together(
      gauge("alertmanager_alerts", state("active")),
      constant("alertmanager_alerts", 900, state("suppressed")),
    ),
    subjects: members,
    over: 153,
    under: 147,
    for: "10m",
    keepFiringFor: "15m",
    text: {
      summary: "alertmanager-0: 153 alerts fire at once",
      description:
        "More than 150 alerts have been active for 10 minutes. Nobody can read that many: either something large is broken, or a rule fires for every target.",
    },
  }),
});

/** So many alerts suppressed, so many active. */
const held = (suppressed: number, active: number) =>
  together(
    constant("alertmanager_alerts", suppressed, state("suppressed")),
    constant("alertmanager_alerts", active, state("active")),
  )(first, [["3h", 0]]);

export const AlertmanagerMostSuppressed = alert("AlertmanagerMostSuppressed", {
  ...told,
  signal: suppressedShare,
  above: 0.8,
  and: (s, n) => promql`${alertsSuppressed.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 20, unit: "short", meaning: "suppressed alerts from which it counts" } },
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} of the alerts are held back",
  description:
    "More than {floor} alerts, and more than {threshold} of all, have been silenced or inhibited for {for}. A silence may be wider than was meant, and hide what is new.",
  cases: [
    ...courseCases({
      every: "1m",
      series: together(
        gauge("alertmanager_alerts", state("suppressed")),
        constant("alertmanager_alerts", 10, state("active")),
      ),
      subjects: members,
      over: 42,
      under: 38,
      for: "1h",
      keepFiringFor: "15m",
      text: {
        summary: "alertmanager-0: 80.77% of the alerts are held back",
        description:
          "More than 20 alerts, and more than 80 % of all, have been silenced or inhibited for 1 hour. A silence may be wider than was meant, and hide what is new.",
      },
    }),
    fires("just enough of them", { series: held(20.5, 1), at: "70m", labels: [first] }),
    quiet("too few to matter", { series: held(19.5, 1), at: "70m" }),
  ],
});

export const AlertmanagerSilencesMany = alert("AlertmanagerSilencesMany", {
  ...told,
  signal: silencesActive,
  above: 30,
  for: "6h",
  keepFiringFor: "1h",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} silences are active",
  description:
    "More than {threshold} silences have been active for {for}. Each hides something, and one that was forgotten hides the next fault; what is silenced for long is better tuned in the stack file.",
  cases: courseCases({
    every: "5m",
    series: together(
      gauge("alertmanager_silences", state("active")),
      constant("alertmanager_silences", 400, state("expired")),
    ),
    subjects: members,
    over: 31,
    under: 29,
    for: "6h",
    keepFiringFor: "1h",
    text: {
      summary: "alertmanager-0: 31 silences are active",
      description:
        "More than 30 silences have been active for 6 hours. Each hides something, and one that was forgotten hides the next fault; what is silenced for long is better tuned in the stack file.",
    },
  }),
});

export const AlertmanagerGroupsMany = alert("AlertmanagerGroupsMany", {
  ...told,
  signal: aggregationGroups,
  above: 300,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: alerts are sent in {value} groups",
  description:
    "Alerts have been divided into more than {threshold} groups for {for}, and each of them is a message of its own. Receivers limit how many they take, and people stop to read.",
  cases: courseCases({
    series: gauge("alertmanager_dispatcher_aggregation_groups", job),
    subjects: members,
    over: 306,
    under: 294,
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "alertmanager-0: alerts are sent in 306 groups",
      description:
        "Alerts have been divided into more than 300 groups for 15 minutes, and each of them is a message of its own. Receivers limit how many they take, and people stop to read.",
    },
  }),
});

export const AlertmanagerReceivesNothing = alert("AlertmanagerReceivesNothing", {
  ...told,
  // The watchdog fires all the time, so that something comes every minute.
  event: (s) => promql`${alertsReceived.value(s)} == 0`,
  by: alertsReceived.by,
  unit: "ops",
  range: "10m",
  for: "2m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }} is handed no alerts",
  description:
    "Not even the watchdog has come to {{ $labels.instance }} in the last 10 minutes, although it fires all the time. Prometheus does not reach it, and alerts are told to nobody unless another member has them.",
  cases: [
    ...courseCases({
      series: counting("alertmanager_alerts_received_total", {
        more: { job: "alertmanager", status: "firing", version: "v2" },
      }),
      subjects: members,
      over: 0,
      under: 0.02,
      window: "10m",
      for: "2m",
      keepFiringFor: "5m",
      text: {
        summary: "alertmanager-0 is handed no alerts",
        description:
          "Not even the watchdog has come to alertmanager-0 in the last 10 minutes, although it fires all the time. Prometheus does not reach it, and alerts are told to nobody unless another member has them.",
      },
    }),
    quiet("it has stopped just now", {
      series: counting("alertmanager_alerts_received_total", {
        more: { job: "alertmanager", status: "firing", version: "v2" },
      })(first, [
        ["20m", 0.02],
        ["1h", 0],
      ]),
      at: "31m",
    }),
  ],
});

export const AlertmanagerAlertsRefused = alert("AlertmanagerAlertsRefused", {
  ...told,
  event: (s) => promql`${alertsInvalid.value(s)} > 0`,
  by: alertsInvalid.by,
  unit: "ops",
  for: "5m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }} refuses alerts",
  description:
    "{{ $labels.instance }} has refused alerts for {for}, because their labels or times are not allowed. Nobody is told of them, and whoever sends them sends others of the same request in vain.",
  cases: courseCases({
    series: counting("alertmanager_alerts_invalid_total", { more: { job: "alertmanager", version: "v2" } }),
    subjects: members,
    over: 0.05,
    under: 0,
    window: "5m",
    for: "5m",
    keepFiringFor: "15m",
    text: {
      summary: "alertmanager-0 refuses alerts",
      description:
        "alertmanager-0 has refused alerts for 5 minutes, because their labels or times are not allowed. Nobody is told of them, and whoever sends them sends others of the same request in vain.",
    },
  }),
});

export const AlertmanagerStateNotSaved = alert("AlertmanagerStateNotSaved", {
  ...told,
  event: (s) => promql`${stateNotSaved.value(s)} > 0`,
  by: stateNotSaved.by,
  // It saves every 15 minutes.
  range: "40m",
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }} cannot save its silences",
  description:
    "In the last 40 minutes {{ $labels.instance }} failed to write silences, or what it has sent, to its disk. After a restart silences are gone and people are told again of what they know.",
  cases: [
    ...courseCases({
      every: "1m",
      series: together(
        counting("alertmanager_silences_maintenance_errors_total", job),
        countingAt("alertmanager_nflog_maintenance_errors_total", 0, job),
      ),
      subjects: members,
      over: 1 / 900,
      under: 0,
      window: "40m",
      for: "0s",
      keepFiringFor: "15m",
      text: {
        summary: "alertmanager-0 cannot save its silences",
        description:
          "In the last 40 minutes alertmanager-0 failed to write silences, or what it has sent, to its disk. After a restart silences are gone and people are told again of what they know.",
      },
    }),
  ],
});
