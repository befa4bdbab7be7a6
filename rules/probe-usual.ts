/** Probes over days: availability, and how fast they are answered against what is usual. */
import { promql } from "../signals/promql";
import {
  probeAvailabilityDay,
  probeAvailabilityMonth,
  probeSlowness,
  recordedProbes as record,
} from "../signals/probes";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gate, mail, probeGauge, shop, success } from "./cases/probes";
import { lines, type Point } from "./cases/series";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "probes", variables: ["instance"] },
} as const;

const every = "1h";

export const ProbeAvailabilityLow = alert("ProbeAvailabilityLow", {
  ...told,
  signal: probeAvailabilityDay,
  below: 0.99,
  for: "10m",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }} was there {value} of a day ({{ $labels.kind }})",
  description:
    "Only {value} of the calls of {{ $labels.instance }} within 24 hours succeeded, less than {threshold}. One long absence or many short ones: users have noticed it either way.",
  cases: [
    fires("one of two was away too often", {
      every,
      series: { ...success(shop, [["3h", 0.955]], {}, every), ...success(mail, [["3h", 0.991]], {}, every) },
      at: "2h",
      labels: [shop],
      text: {
        summary: "shop was there 95.5% of a day (http)",
        description:
          "Only 95.5% of the calls of shop within 24 hours succeeded, less than 99 %. One long absence or many short ones: users have noticed it either way.",
      },
    }),
    fires("both were", {
      every,
      series: { ...success(shop, [["3h", 0.955]], {}, every), ...success(mail, [["3h", 0.955]], {}, every) },
      at: "2h",
      labels: [shop, mail],
    }),
    quiet("just enough", { every, series: success(shop, [["3h", 0.991]], {}, every), at: "2h" }),
    quiet("`for` is not over", { every, series: success(shop, [["3h", 0]], {}, every), at: "5m" }),
    resolves("a day after the last failure", {
      every,
      series: success(
        shop,
        [
          ["1h", 0],
          ["30h", 1],
        ],
        {},
        every,
      ),
      labels: [shop],
      firingAt: "24h",
      goneAt: "26h",
    }),
  ],
});

export const ProbeAvailabilityMonthLow = alert("ProbeAvailabilityMonthLow", {
  ...told,
  signal: probeAvailabilityMonth,
  below: 0.999,
  for: "1h",
  keepFiringFor: "1h",
  severity: "info",
  summary: "{{ $labels.instance }} was there {value} of 30 days ({{ $labels.kind }})",
  description:
    "Of the calls of {{ $labels.instance }} within 30 days {value} succeeded, less than {threshold}. That is more than 43 minutes of absence in all; whoever was promised more has to be told.",
  cases: [
    fires("one of two was away too often", {
      every,
      series: { ...success(shop, [["4h", 0.965]], {}, every), ...success(mail, [["4h", 0.9995]], {}, every) },
      at: "2h",
      labels: [shop],
      text: {
        summary: "shop was there 96.5% of 30 days (http)",
        description:
          "Of the calls of shop within 30 days 96.5% succeeded, less than 99.9 %. That is more than 43 minutes of absence in all; whoever was promised more has to be told.",
      },
    }),
    fires("both were", {
      every,
      series: { ...success(shop, [["4h", 0.965]], {}, every), ...success(mail, [["4h", 0.965]], {}, every) },
      at: "2h",
      labels: [shop, mail],
    }),
    quiet("just enough", { every, series: success(shop, [["4h", 0.9995]], {}, every), at: "3h" }),
    quiet("`for` is not over", { every, series: success(shop, [["4h", 0.9]], {}, every), at: "55m" }),
    resolves("it was there for long enough since", {
      every,
      series: success(
        shop,
        [
          ["0h", 0.95],
          ["70h", 1],
        ],
        {},
        every,
      ),
      labels: [shop],
      firingAt: "20h",
      goneAt: "52h",
    }),
  ],
});

/** Duration of calls, every five minutes, on straight lines. */
const durations = (subject: Labels, points: readonly Point[]): Series => ({
  ...probeGauge("probe_success")(subject, [[points.at(-1)?.[0] ?? "1h", 1]], "5m"),
  [`probe_duration_seconds{job="blackbox", instance="${subject["instance"] ?? ""}", kind="${subject["kind"] ?? ""}"}`]:
    lines(points, "5m"),
});

/** Five hours as usual, and then so many seconds. */
const slower = (subject: Labels, usual: number, then: number): Series =>
  durations(subject, [
    ["0s", usual],
    ["5h", usual],
    ["305m", then],
    ["9h", then],
  ]);

const usualWords =
  "For {for} calls of {{ $labels.instance }} have taken {value} times as long as is usual in a week, where {threshold} times is much, and more than {floor} each.";

export const ProbeSlowerThanUsual = alert("ProbeSlowerThanUsual", {
  ...told,
  kind: "trend",
  needs: ["probes-http"],
  signal: probeSlowness,
  above: 2,
  and: (s, n) =>
    promql`min by (instance, kind) (${record.duration}{kind="http"${s.alerts}}) > ${n("floor")} and min by (instance, kind) (${record.minutes}${ofRecorded(s)}) > ${n("answered")}`,
  parameters: {
    floor: { value: 0.3, unit: "s", meaning: "time that is no reason for a word" },
    answered: {
      value: 0.9,
      unit: "percentunit",
      meaning: "share of calls that have to succeed; fewer are a failure",
    },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }} answers {value} times slower than usual",
  description: `${usualWords} It still answers, but something has changed: a release, a query, its load, or what it asks itself.`,
  cases: [
    fires("one is slower than usual, one is slow as always, one is fast still", {
      every: "5m",
      series: {
        ...slower(shop, 0.25, 0.6),
        ...slower({ ...shop, instance: "slow" }, 1, 1.1),
        ...slower({ ...shop, instance: "fast" }, 0.05, 0.25),
        ...slower(gate, 0.25, 0.6),
      },
      at: "6h",
      labels: [shop],
      text: {
        summary: "shop answers 2.4 times slower than usual",
        description:
          "For 30 minutes calls of shop have taken 2.4 times as long as is usual in a week, where 2 times is much, and more than 300 ms each. It still answers, but something has changed: a release, a query, its load, or what it asks itself.",
      },
    }),
    fires("two, one just over each line", {
      every: "5m",
      series: { ...slower(shop, 0.5, 1.03), ...slower({ ...shop, instance: "blog" }, 0.1, 0.309) },
      at: "360m",
      labels: [shop, { ...shop, instance: "blog" }],
    }),
    quiet("just not twice as slow", { every: "5m", series: slower(shop, 0.5, 0.97), at: "7h" }),
    quiet("just short of the time that counts", { every: "5m", series: slower(shop, 0.1, 0.291), at: "7h" }),
    quiet("calls fail, which is another matter", {
      every: "5m",
      series: {
        ...slower(shop, 0.25, 5),
        ...probeGauge("probe_success")(
          shop,
          [
            ["5h", 1],
            ["9h", 0.875],
          ],
          "5m",
        ),
      },
      at: "7h",
    }),
    fires("nearly all calls succeed", {
      every: "5m",
      series: {
        ...slower(shop, 0.25, 5),
        ...probeGauge("probe_success")(
          shop,
          [
            ["5h", 1],
            ["9h", 0.93],
          ],
          "5m",
        ),
      },
      at: "7h",
      labels: [shop],
    }),
    quiet("`for` is not over", { every: "5m", series: slower(shop, 0.25, 5), at: "330m" }),
    resolves("it is as fast as before", {
      every: "5m",
      series: durations(shop, [
        ["0s", 0.25],
        ["5h", 0.25],
        ["305m", 5],
        ["7h", 5],
        ["425m", 0.25],
        ["10h", 0.25],
      ]),
      labels: [shop],
      firingAt: "7h",
      goneAt: "480m",
    }),
  ],
});

export const NetworkSlowerThanUsual = alert("NetworkSlowerThanUsual", {
  ...told,
  dashboard: { uid: "network-quality", variables: ["instance"] },
  kind: "trend",
  service: "network",
  signal: probeSlowness,
  above: 2,
  and: (s, n) =>
    promql`min by (instance, kind) (${record.duration}{kind=~"icmp|tcp"${s.alerts}}) > ${n("floor")} and min by (instance, kind) (${record.minutes}${ofRecorded(s)}) > ${n("answered")}`,
  parameters: {
    floor: { value: 0.03, unit: "s", meaning: "time that is no reason for a word" },
    answered: {
      value: 0.5,
      unit: "percentunit",
      meaning: "share of calls that have to succeed; fewer are a failure",
    },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }} is {value} times as far away as usual ({{ $labels.kind }})",
  description: `${usualWords} The packets go another way, or a line on the way is full.`,
  cases: [
    fires("one by ICMP is slower than usual, one as always, one near still, one is HTTP", {
      every: "5m",
      series: {
        ...slower(gate, 0.025, 0.06),
        ...slower({ ...gate, instance: "far" }, 0.2, 0.21),
        ...slower({ ...gate, instance: "near" }, 0.001, 0.02),
        ...slower(shop, 0.25, 0.6),
      },
      at: "6h",
      labels: [gate],
      text: {
        summary: "gate is 2.4 times as far away as usual (icmp)",
        description:
          "For 30 minutes calls of gate have taken 2.4 times as long as is usual in a week, where 2 times is much, and more than 30 ms each. The packets go another way, or a line on the way is full.",
      },
    }),
    fires("two, one just over each line, by ICMP and TCP", {
      every: "5m",
      series: { ...slower(gate, 0.05, 0.103), ...slower(mail, 0.01, 0.0309) },
      at: "360m",
      labels: [gate, mail],
    }),
    quiet("just not twice as slow", { every: "5m", series: slower(gate, 0.05, 0.097), at: "7h" }),
    quiet("just short of the time that counts", {
      every: "5m",
      series: slower(gate, 0.01, 0.0291),
      at: "7h",
    }),
    quiet("most calls fail, which is another matter", {
      every: "5m",
      series: {
        ...slower(gate, 0.025, 2),
        ...probeGauge("probe_success")(
          gate,
          [
            ["5h", 1],
            ["9h", 0.485],
          ],
          "5m",
        ),
      },
      at: "7h",
    }),
    fires("somewhat more than half of the calls succeed", {
      every: "5m",
      series: {
        ...slower(gate, 0.025, 2),
        ...probeGauge("probe_success")(
          gate,
          [
            ["5h", 1],
            ["9h", 0.515],
          ],
          "5m",
        ),
      },
      at: "7h",
      labels: [gate],
    }),
    quiet("`for` is not over", { every: "5m", series: slower(gate, 0.025, 5), at: "330m" }),
    resolves("it is as near as before", {
      every: "5m",
      series: durations(gate, [
        ["0s", 0.025],
        ["5h", 0.025],
        ["305m", 0.5],
        ["7h", 0.5],
        ["425m", 0.025],
        ["10h", 0.025],
      ]),
      labels: [gate],
      firingAt: "7h",
      goneAt: "480m",
    }),
  ],
});
