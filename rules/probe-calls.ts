/** Whether what is called from outside answers. */
import { promql } from "../signals/promql";
import { probeChanges, probesFailingShare, probeSuccess } from "../signals/probes";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { gate, mail, shop, success } from "./cases/probes";
import { steps, type Step } from "./cases/series";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "probes", variables: ["instance"] },
} as const;

const probe = ({ instance, kind }: typeof shop, values: string): Series => ({
  [`probe_success{job="blackbox", instance="${instance}", kind="${kind}"}`]: values,
});

/** So many probes, of which the first ones answer. */
const many = (all: number, answering: number): Series =>
  Object.assign(
    {},
    ...Array.from({ length: all }, (_, index) =>
      success({ instance: `probe-${index}`, kind: "http" }, [["1h", index < answering ? 1 : 0]]),
    ),
  ) as Series;

/** A probe that changes so often, a minute apart, and then stays as it is. */
const flaps = (changes: number): readonly Step[] => [
  ...Array.from({ length: changes }, (_, index): Step => [`${10 + index}m`, index % 2 === 0 ? 1 : 0]),
  ["3h", changes % 2 === 0 ? 1 : 0],
];

export const ProbeFailing = alert("ProbeFailing", {
  // What belongs to somebody else is told of by DependencyFailing.
  event: (s) =>
    promql`min by (instance, kind) (probe_success{${s.select("blackbox")}, dependency!="true"}) == 0`,
  by: probeSuccess.by,
  for: "1m",
  keepFiringFor: "2m",
  severity: "critical",
  ...told,
  summary: "{{ $labels.instance }} cannot be reached ({{ $labels.kind }})",
  description:
    "All {{ $labels.kind }} probes of {{ $labels.instance }} have failed for {for}. Whoever uses it gets no answer, a wrong one, or one that comes too late.",
  cases: [
    fires("one of two addresses does not answer", {
      series: {
        ...probe(
          shop,
          steps([
            ["10m", 1],
            ["1h", 0],
          ]),
        ),
        ...probe(mail, steps([["1h", 1]])),
      },
      at: "675s",
      labels: [shop],
      text: {
        summary: "shop cannot be reached (http)",
        description:
          "All http probes of shop have failed for 1 minute. Whoever uses it gets no answer, a wrong one, or one that comes too late.",
      },
    }),
    fires("both fail", {
      series: { ...probe(shop, steps([["1h", 0]])), ...probe(mail, steps([["1h", 0]])) },
      at: "10m",
      labels: [shop, mail],
    }),
    quiet("a dependency, which belongs to somebody else", {
      series: success(shop, [["1h", 0]], { dependency: "true" }),
      at: "10m",
    }),
    quiet("`for` is not over", {
      series: probe(
        shop,
        steps([
          ["10m", 1],
          ["1h", 0],
        ]),
      ),
      at: "660s",
    }),
    quiet("it answers every other time", {
      series: probe(shop, "1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0"),
      at: "5m",
    }),
    quiet("the prober itself is away, so that nothing is known", {
      series: { 'up{job="blackbox", instance="shop", kind="http"}': steps([["1h", 0]]) },
      at: "30m",
    }),
    resolves("it answers again", {
      series: probe(
        shop,
        steps([
          ["10m", 0],
          ["1h", 1],
        ]),
      ),
      labels: [shop],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

export const DependencyFailing = alert("DependencyFailing", {
  ...told,
  dashboard: { uid: "dependencies", variables: ["instance"] },
  needs: ["probes-dependencies"],
  event: (s) =>
    promql`min by (instance, kind) (probe_success{${s.select("blackbox")}, dependency="true"}) == 0`,
  by: probeSuccess.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "Dependency {{ $labels.instance }} cannot be reached ({{ $labels.kind }})",
  description:
    "All {{ $labels.kind }} probes of {{ $labels.instance }}, which belongs to somebody else, have failed for {for}. What is built on it fails or falls back; it is for its owner to mend.",
  cases: [
    fires("a dependency fails, another answers, and so does a probe of our own", {
      series: {
        ...success(shop, [["1h", 0]], { dependency: "true" }),
        ...success(mail, [["1h", 1]], { dependency: "true" }),
        ...success(gate, [["1h", 0]]),
      },
      at: "5m",
      labels: [shop],
      text: {
        summary: "Dependency shop cannot be reached (http)",
        description:
          "All http probes of shop, which belongs to somebody else, have failed for 5 minutes. What is built on it fails or falls back; it is for its owner to mend.",
      },
    }),
    fires("two fail", {
      series: {
        ...success(shop, [["1h", 0]], { dependency: "true" }),
        ...success(mail, [["1h", 0]], { dependency: "true" }),
      },
      at: "5m",
      labels: [shop, mail],
    }),
    quiet("`for` is not over", { series: success(shop, [["1h", 0]], { dependency: "true" }), at: "285s" }),
    resolves("it answers again", {
      series: success(
        shop,
        [
          ["10m", 0],
          ["1h", 1],
        ],
        { dependency: "true" },
      ),
      labels: [shop],
      firingAt: "15m",
      goneAt: "930s",
    }),
  ],
});

export const ProbesAllFailing = alert("ProbesAllFailing", {
  ...told,
  dashboard: { uid: "probes", variables: [] },
  team: "infrastructure",
  signal: probesFailingShare,
  above: 0.9,
  and: (s, n) => promql`count(probe_success{${s.select("blackbox")}}) >= ${n("least")}`,
  parameters: { least: { value: 3, unit: "short", meaning: "probes that there have to be" } },
  selectable: ["instance", "kind"],
  for: "1m",
  keepFiringFor: "2m",
  severity: "critical",
  summary: "{value} of all probes fail at once",
  description:
    "More than {threshold} of at least {least} probes have failed for {for}, now {value}. So many addresses do not fail together: most likely the prober's own host, its network or its name server is at fault, and the single probes say nothing.",
  cases: [
    fires("none of four answers", {
      series: many(4, 0),
      at: "1m",
      labels: [{}],
      text: {
        summary: "100% of all probes fail at once",
        description:
          "More than 90 % of at least 3 probes have failed for 1 minute, now 100%. So many addresses do not fail together: most likely the prober's own host, its network or its name server is at fault, and the single probes say nothing.",
      },
    }),
    fires("all of three fail", {
      series: {
        ...success(shop, [["1h", 0]]),
        ...success(mail, [["1h", 0]]),
        ...success(gate, [["1h", 0]]),
      },
      at: "1m",
      labels: [{}],
    }),
    fires("one of fourteen answers", { series: many(14, 1), at: "1m", labels: [{}] }),
    quiet("one of eight answers", { series: many(8, 1), at: "5m" }),
    quiet("two of two fail: that may well be", {
      series: { ...success(shop, [["1h", 0]]), ...success(mail, [["1h", 0]]) },
      at: "5m",
    }),
    quiet("`for` is not over", { series: many(4, 0), at: "45s" }),
    resolves("the network is back", {
      series: {
        ...success(shop, [
          ["10m", 0],
          ["1h", 1],
        ]),
        ...success(mail, [
          ["10m", 0],
          ["1h", 1],
        ]),
        ...success(gate, [
          ["10m", 0],
          ["1h", 1],
        ]),
      },
      labels: [{}],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

export const ProbeFlapping = alert("ProbeFlapping", {
  ...told,
  signal: probeChanges,
  above: 7,
  for: "0s",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }} comes and goes ({{ $labels.kind }}): {value} changes in an hour",
  description:
    "The {{ $labels.kind }} probe of {{ $labels.instance }} changed between success and failure {value} times within an hour, more than {threshold}. It is never away for long enough to be called down, but users meet the failures.",
  cases: [
    fires("eight changes, beside a probe with six", {
      series: { ...success(shop, flaps(8)), ...success(mail, flaps(6)) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop comes and goes (http): 8 changes in an hour",
        description:
          "The http probe of shop changed between success and failure 8 times within an hour, more than 7. It is never away for long enough to be called down, but users meet the failures.",
      },
    }),
    fires("two flap", {
      series: { ...success(shop, flaps(8)), ...success(mail, flaps(8)) },
      at: "30m",
      labels: [shop, mail],
    }),
    quiet("seven changes", { series: success(shop, flaps(7)), at: "30m" }),
    quiet("it is down", { series: success(shop, [["2h", 0]]), at: "30m" }),
    resolves("it stays", {
      series: success(shop, flaps(8)),
      labels: [shop],
      firingAt: "69m",
      goneAt: "105m",
    }),
  ],
});
