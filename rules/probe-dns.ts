/** Name servers that are asked by probes of kind dns. That they do not answer at all, or with an error, is told by ProbeFailing. */
import { dnsAnswered, dnsAnswers, dnsDuration } from "../signals/probe-dns";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { courseCases, type Course } from "./cases/course";
import { probeConstant, probeGauge } from "./cases/probes";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "network-quality", variables: ["instance"] },
  needs: ["probes-dns"],
} as const;

const one = { instance: "zone" };
const other = { instance: "mail-zone" };
const dns = { kind: "dns" };

export const ProbeDnsSlow = alert("ProbeDnsSlow", {
  ...told,
  signal: dnsDuration,
  above: 0.2,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the name server takes {value} to answer",
  description:
    "For {for} the name server that {{ $labels.instance }} asks has taken more than {threshold} for an answer, now {value}. Everybody whose cache has no answer waits as long before a connection can even begin.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...probeGauge("probe_dns_duration_seconds", { ...dns, phase: "request" })(subject, course, every),
      ...probeConstant("probe_dns_duration_seconds", 2, { ...dns, phase: "connect" })(subject, course, every),
    }),
    subjects: [one, other],
    over: 0.206,
    under: 0.194,
    window: "10m",
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "zone: the name server takes 206ms to answer",
      description:
        "For 10 minutes the name server that zone asks has taken more than 200 ms for an answer, now 206ms. Everybody whose cache has no answer waits as long before a connection can even begin.",
    },
  }),
});

const answers = (subject: typeof one, course: Course) =>
  probeGauge("probe_dns_answer_rrs", dns)(subject, course);
const answered = (subject: typeof one, value: number) =>
  probeConstant("probe_dns_query_succeeded", value, dns)(subject, [["3h", 0]]);

export const ProbeDnsEmpty = alert("ProbeDnsEmpty", {
  ...told,
  event: (s) => promql`${dnsAnswers.value(s)} == 0 and ${dnsAnswered.value(s)} == 1`,
  by: dnsAnswers.by,
  for: "2m",
  keepFiringFor: "2m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the name server knows no such record",
  description:
    "For {for} the name server that {{ $labels.instance }} asks has answered without a record. The name or its record is gone from the zone; whoever looks for it finds nothing.",
  cases: [
    fires("one of two", {
      series: {
        ...answers(one, [["3h", 0]]),
        ...answered(one, 1),
        ...answers(other, [["3h", 1]]),
        ...answered(other, 1),
      },
      at: "2m",
      labels: [one],
      text: {
        summary: "zone: the name server knows no such record",
        description:
          "For 2 minutes the name server that zone asks has answered without a record. The name or its record is gone from the zone; whoever looks for it finds nothing.",
      },
    }),
    fires("both", {
      series: {
        ...answers(one, [["3h", 0]]),
        ...answered(one, 1),
        ...answers(other, [["3h", 0]]),
        ...answered(other, 1),
      },
      at: "2m",
      labels: [one, other],
    }),
    quiet("there was no answer at all", {
      series: { ...answers(one, [["3h", 0]]), ...answered(one, 0) },
      at: "10m",
    }),
    quiet("`for` is not over", { series: { ...answers(one, [["3h", 0]]), ...answered(one, 1) }, at: "105s" }),
    resolves("the record is back", {
      series: {
        ...answers(one, [
          ["10m", 0],
          ["3h", 2],
        ]),
        ...answered(one, 1),
      },
      labels: [one],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

export const ProbeDnsAnswerChanged = alert("ProbeDnsAnswerChanged", {
  ...told,
  optIn: true,
  event: (s) =>
    promql`max by (instance) (changes(probe_dns_answer_rrs{${s.select("blackbox")}}[1h])) > 0 and ${dnsAnswered.value(s)} == 1`,
  by: dnsAnswers.by,
  for: "0s",
  keepFiringFor: "5m",
  severity: "info",
  summary: "{{ $labels.instance }}: the answer has another number of records",
  description:
    "Within the last hour the name server that {{ $labels.instance }} asks began to answer with more or fewer records than before. Somebody changed the zone, or one of its servers has another state than the others.",
  cases: [
    fires("one of two changed", {
      series: {
        ...answers(one, [
          ["10m", 2],
          ["3h", 1],
        ]),
        ...answered(one, 1),
        ...answers(other, [["3h", 2]]),
        ...answered(other, 1),
      },
      at: "12m",
      labels: [one],
      text: {
        summary: "zone: the answer has another number of records",
        description:
          "Within the last hour the name server that zone asks began to answer with more or fewer records than before. Somebody changed the zone, or one of its servers has another state than the others.",
      },
    }),
    fires("both changed", {
      series: {
        ...answers(one, [
          ["10m", 2],
          ["3h", 3],
        ]),
        ...answered(one, 1),
        ...answers(other, [
          ["10m", 2],
          ["3h", 1],
        ]),
        ...answered(other, 1),
      },
      at: "12m",
      labels: [one, other],
    }),
    quiet("it stays as it was", { series: { ...answers(one, [["3h", 2]]), ...answered(one, 1) }, at: "30m" }),
    quiet("it is 0 because there is no answer", {
      series: {
        ...answers(one, [
          ["10m", 2],
          ["3h", 0],
        ]),
        ...answered(one, 0),
      },
      at: "12m",
    }),
    resolves("it stays as it is now", {
      series: {
        ...answers(one, [
          ["10m", 2],
          ["3h", 1],
        ]),
        ...answered(one, 1),
      },
      labels: [one],
      firingAt: "69m",
      goneAt: "76m",
    }),
  ],
});
