/** Loss and latency between the prober and what it calls by ICMP and TCP. What a host's own network loses is told by the host's rules. */
import {
  connectTime,
  jitter,
  packetLoss,
  recordedNetworkQuality as record,
  roundTrip,
  routeChanges,
} from "../signals/network-quality";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { courseCases } from "./cases/course";
import { probeConstant, probeGauge } from "./cases/probes";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "service",
  service: "network",
  dashboard: { uid: "network-quality", variables: ["instance"] },
  needs: ["probes-icmp"],
} as const;

const one = { instance: "gate" };
const other = { instance: "office" };
const subjects = [one, other] as const;
const icmp = { kind: "icmp" };

/** Answers to so large a share of the echo requests. */
const answered = probeGauge("probe_success", icmp);

export const NetworkPacketLoss = alert("NetworkPacketLoss", {
  ...told,
  signal: packetLoss,
  above: 0.05,
  and: (s, n) => promql`${packetLoss.value(s)} < ${n("all")}`,
  parameters: {
    all: {
      value: 0.99,
      unit: "percentunit",
      meaning: "share from which on the address is away, which ProbeFailing tells",
    },
  },
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the packets get lost",
  description:
    "For {for} more than {threshold} of the echo requests to {{ $labels.instance }} have got no answer, now {value}; with {all} it counts as away. TCP slows down long before: downloads have a fraction of their speed, and calls stutter.",
  cases: [
    ...courseCases({
      series: (subject, course, every) =>
        answered(
          subject,
          course.map(([until, lost]) => [until, 1 - lost] as const),
          every,
        ),
      subjects,
      over: 0.0515,
      under: 0.0485,
      window: "10m",
      for: "5m",
      keepFiringFor: "10m",
      text: {
        summary: "gate: 5.15% of the packets get lost",
        description:
          "For 5 minutes more than 5 % of the echo requests to gate have got no answer, now 5.15%; with 99 % it counts as away. TCP slows down long before: downloads have a fraction of their speed, and calls stutter.",
      },
    }),
    quiet("all are lost: it is away", { series: answered(one, [["1h", 0]]), at: "30m" }),
    quiet("nearly all are lost", { series: answered(one, [["1h", 0.005]]), at: "30m" }),
    fires("most are lost", { series: answered(one, [["1h", 0.025]]), at: "30m", labels: [one] }),
    quiet("a probe of another kind", {
      series: probeConstant("probe_success", 0.5, { kind: "http" })(one, [["1h", 0]]),
      at: "30m",
    }),
  ],
});

export const NetworkLatencyHigh = alert("NetworkLatencyHigh", {
  ...told,
  signal: roundTrip,
  above: 0.25,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a round trip takes {value}",
  description:
    "For {for} packets to {{ $labels.instance }} and back have taken more than {threshold}, now {value}. A page that needs ten round trips takes ten times as long more.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...probeGauge("probe_icmp_duration_seconds", { ...icmp, phase: "rtt" })(subject, course, every),
      ...probeConstant("probe_icmp_duration_seconds", 1, { ...icmp, phase: "setup" })(subject, course, every),
    }),
    subjects,
    over: 0.2575,
    under: 0.2425,
    window: "10m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "gate: a round trip takes 257.5ms",
      description:
        "For 10 minutes packets to gate and back have taken more than 250 ms, now 257.5ms. A page that needs ten round trips takes ten times as long more.",
    },
  }),
});

/** Round trips that are so much above and below 100 ms, in turn. */
const wavering = (subject: typeof one, seconds: number, then: number = seconds) => ({
  [`probe_icmp_duration_seconds{job="blackbox", instance="${subject.instance}", kind="icmp", phase="rtt"}`]: [
    ...Array.from({ length: 160 }, (_, index) => (index % 2 === 0 ? 0.1 + seconds : 0.1 - seconds)),
    ...Array.from({ length: 160 }, (_, index) => (index % 2 === 0 ? 0.1 + then : 0.1 - then)),
  ]
    .map((each) => Number(each.toFixed(6)))
    .join(" "),
  [`probe_icmp_duration_seconds{job="blackbox", instance="${subject.instance}", kind="icmp", phase="setup"}`]:
    Array.from({ length: 320 }, (_, index) => (index % 2 === 0 ? 0.9 : 0)).join(" "),
});

export const NetworkJitterHigh = alert("NetworkJitterHigh", {
  ...told,
  signal: jitter,
  above: 0.03,
  for: "10m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: round trips differ by {value}",
  description:
    "For {for} the round trips to {{ $labels.instance }} have differed by more than {threshold} from each other, now {value}. Calls and video suffer first; a line that is full looks like this.",
  cases: [
    fires("one wavers, one does not", {
      series: { ...wavering(one, 0.04), ...wavering(other, 0.001) },
      at: "20m",
      labels: [one],
      text: {
        summary: "gate: round trips differ by 40ms",
        description:
          "For 10 minutes the round trips to gate have differed by more than 30 ms from each other, now 40ms. Calls and video suffer first; a line that is full looks like this.",
      },
    }),
    fires("both, just over", {
      series: { ...wavering(one, 0.031), ...wavering(other, 0.031) },
      at: "25m",
      labels: [one, other],
    }),
    quiet("just under", { series: wavering(one, 0.029), at: "30m" }),
    quiet("`for` is not over", { series: wavering(one, 0.04), at: "10m" }),
    resolves("it is steady again", {
      series: wavering(one, 0.04, 0.001),
      labels: [one],
      firingAt: "42m",
      goneAt: "62m",
    }),
  ],
});

export const NetworkConnectSlow = alert("NetworkConnectSlow", {
  ...told,
  needs: ["probes"],
  signal: connectTime,
  above: 0.5,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: connecting takes {value}",
  description:
    "For {for} it has taken more than {threshold} to connect to {{ $labels.instance }}, now {value}. The network is slow, or packets get lost and are sent again after a second, or the server accepts too slowly.",
  cases: [
    ...courseCases({
      series: (subject, course, every) => ({
        ...probeGauge("probe_http_duration_seconds", { kind: "http", phase: "connect" })(
          subject,
          course,
          every,
        ),
        ...probeConstant("probe_http_duration_seconds", 3, { kind: "http", phase: "processing" })(
          subject,
          course,
          every,
        ),
        ...probeConstant("probe_duration_seconds", 3.5, { kind: "http" })(subject, course, every),
      }),
      subjects,
      over: 0.515,
      under: 0.485,
      window: "10m",
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "gate: connecting takes 515ms",
        description:
          "For 10 minutes it has taken more than 500 ms to connect to gate, now 515ms. The network is slow, or packets get lost and are sent again after a second, or the server accepts too slowly.",
      },
    }),
    fires("probes of TCP, of which one is fast", {
      series: {
        ...probeConstant("probe_duration_seconds", 0.6, { kind: "tcp" })(one, [["1h", 0]]),
        ...probeConstant("probe_duration_seconds", 0.1, { kind: "tcp" })(other, [["1h", 0]]),
      },
      at: "30m",
      labels: [one],
    }),
  ],
});

/** A hop limit that changes so often, ten minutes after the start and each minute from then on. */
const hops = (changes: number) => [
  ...Array.from({ length: changes }, (_, index) => [`${10 + index}m`, 50 + (index % 2)] as const),
  ["3h", 50 + (changes % 2)] as const,
];

export const NetworkRouteChanging = alert("NetworkRouteChanging", {
  ...told,
  event: (s, n) => promql`${routeChanges.value(s)} >= ${n("times")}`,
  by: routeChanges.by,
  parameters: { times: { value: 4, unit: "short", meaning: "changes within an hour" } },
  for: "0s",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: packets went another way {value} times in an hour",
  description:
    "Answers of {{ $labels.instance }} came over more or fewer hops than before, {value} times within an hour; {times} and more is not usual. A line or a router on the way comes and goes.",
  cases: [
    fires("one changes four times, one three times", {
      series: {
        ...probeGauge("probe_icmp_reply_hop_limit", icmp)(one, hops(4)),
        ...probeGauge("probe_icmp_reply_hop_limit", icmp)(other, hops(3)),
      },
      at: "30m",
      labels: [one],
      text: {
        summary: "gate: packets went another way 4 times in an hour",
        description:
          "Answers of gate came over more or fewer hops than before, 4 times within an hour; 4 and more is not usual. A line or a router on the way comes and goes.",
      },
    }),
    fires("both", {
      series: {
        ...probeGauge("probe_icmp_reply_hop_limit", icmp)(one, hops(4)),
        ...probeGauge("probe_icmp_reply_hop_limit", icmp)(other, hops(4)),
      },
      at: "30m",
      labels: [one, other],
    }),
    quiet("three changes", {
      series: probeGauge("probe_icmp_reply_hop_limit", icmp)(one, hops(3)),
      at: "30m",
    }),
    resolves("it stays", {
      series: probeGauge("probe_icmp_reply_hop_limit", icmp)(one, hops(4)),
      labels: [one],
      firingAt: "70m",
      goneAt: "90m",
    }),
  ],
});

/** The quality of networks, as probes by ICMP and TCP see it. */
export const networkQualityRules: Rules = {
  name: "network-quality",
  needs: ["probes"],
  recordings: [
    recording(record.loss, packetLoss),
    recording(record.roundTrip, roundTrip),
    recording(record.jitter, jitter),
    recording(record.connect, connectTime),
  ],
  alerts: [
    NetworkConnectSlow,
    NetworkJitterHigh,
    NetworkLatencyHigh,
    NetworkPacketLoss,
    NetworkRouteChanging,
  ],
};
