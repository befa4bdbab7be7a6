import {
  configurationsInForce,
  gossipQueued,
  membersFailed,
  membersKnown,
} from "../signals/alertmanager-state";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { courseCases, gauge } from "./cases/course";
import { toldOf } from "./stack-told";

const told = { ...toldOf("alertmanager"), needs: ["alertmanager-cluster"] } as const;
const job = { more: { job: "alertmanager" } };
const [first, second, third] = [
  { instance: "alertmanager-0" },
  { instance: "alertmanager-1" },
  { instance: "alertmanager-2" },
] as const;

const known = gauge("alertmanager_cluster_members", job);

export const AlertmanagerClusterDivided = alert("AlertmanagerClusterDivided", {
  ...told,
  // Each should know as many as answer. A member that is down is TargetDown's.
  event: (s) => promql`${membersKnown.value(s)} < on () group_left () count(${membersKnown.value(s)})`,
  by: membersKnown.by,
  kind: "threshold",
  selectable: [],
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} knows {value} members only",
  description:
    "For {for} {{ $labels.instance }} has known fewer members of the cluster than there are. They do not hear of each other's silences and notifications: people are told twice, and a silence may hold in one part only.",
  cases: [
    ...courseCases({
      series: (subject, course, every) => ({
        ...known(third, [[course.at(-1)?.[0] ?? "1h", 3]], every),
        ...known(subject, course, every),
      }),
      subjects: [first, second],
      over: 1,
      under: 3,
      for: "10m",
      keepFiringFor: "5m",
      text: {
        summary: "alertmanager-0 knows 1 members only",
        description:
          "For 10 minutes alertmanager-0 has known fewer members of the cluster than there are. They do not hear of each other's silences and notifications: people are told twice, and a silence may hold in one part only.",
      },
    }),
  ],
});

export const AlertmanagerPeersFailed = alert("AlertmanagerPeersFailed", {
  ...told,
  event: (s) => promql`${membersFailed.value(s)} > 0`,
  by: membersFailed.by,
  kind: "threshold",
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} cannot reach {value} other Alertmanagers",
  description:
    "For {for} {{ $labels.instance }} has tried in vain to reach members that it knew. Together they are fewer than planned; when the last one is lost, nobody is told of anything.",
  cases: courseCases({
    series: gauge("alertmanager_cluster_failed_peers", job),
    subjects: [first, second],
    over: 1,
    under: 0,
    for: "15m",
    keepFiringFor: "5m",
    text: {
      summary: "alertmanager-0 cannot reach 1 other Alertmanagers",
      description:
        "For 15 minutes alertmanager-0 has tried in vain to reach members that it knew. Together they are fewer than planned; when the last one is lost, nobody is told of anything.",
    },
  }),
});

export const AlertmanagerGossipSlow = alert("AlertmanagerGossipSlow", {
  ...told,
  signal: gossipQueued,
  above: 100,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} messages to other members wait",
  description:
    "More than {threshold} messages to other members have waited for {for}. What was sent and silenced is known to the others late, so people are told twice.",
  cases: courseCases({
    series: gauge("alertmanager_cluster_messages_queued", job),
    subjects: [first, second],
    over: 102,
    under: 98,
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "alertmanager-0: 102 messages to other members wait",
      description:
        "More than 100 messages to other members have waited for 10 minutes. What was sent and silenced is known to the others late, so people are told twice.",
    },
  }),
});

const hash = gauge("alertmanager_config_hash", job);

export const AlertmanagerConfigurationsDiffer = alert("AlertmanagerConfigurationsDiffer", {
  ...told,
  dashboard: { uid: "alertmanager", variables: [] },
  event: (s) => promql`${configurationsInForce.value(s)} > 1`,
  by: [],
  kind: "threshold",
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  selectable: ["instance"],
  summary: "The Alertmanagers work with {value} different configurations",
  description:
    "For {for} not all members of the cluster have had the same configuration. Which routes and receivers hold for an alert depends on whose turn it is.",
  cases: [
    fires("one of three has another", {
      series: { ...hash(first, [["1h", 11]]), ...hash(second, [["1h", 11]]), ...hash(third, [["1h", 12]]) },
      at: "16m",
      labels: [{}],
      text: {
        summary: "The Alertmanagers work with 2 different configurations",
        description:
          "For 15 minutes not all members of the cluster have had the same configuration. Which routes and receivers hold for an alert depends on whose turn it is.",
      },
    }),
    quiet("all have the same", {
      series: { ...hash(first, [["1h", 11]]), ...hash(second, [["1h", 11]]) },
      at: "30m",
    }),
    quiet("a new one is loaded by one after the other", {
      series: {
        ...hash(first, [["1h", 11]]),
        ...hash(second, [
          ["10m", 12],
          ["1h", 11],
        ]),
      },
      at: "10m",
    }),
    resolves("the last one has loaded it", {
      series: {
        ...hash(first, [["2h", 11]]),
        ...hash(second, [
          ["30m", 12],
          ["2h", 11],
        ]),
      },
      labels: [{}],
      firingAt: "30m",
      goneAt: "36m",
    }),
  ],
});
