import { promql } from "../signals/promql";
import { probeAvailability, probeSuccess } from "../signals/probes";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { steps } from "./cases/series";
import { recording } from "./recording";
import { type Rules } from "./rule";

const shop = { instance: "shop", kind: "http" };
const mail = { instance: "mail", kind: "tcp" };

const probe = ({ instance, kind }: typeof shop, values: string): Series => ({
  [`probe_success{job="blackbox", instance="${instance}", kind="${kind}"}`]: values,
});

export const ProbeFailing = alert("ProbeFailing", {
  event: (s) => promql`${probeSuccess.value(s)} == 0`,
  by: probeSuccess.by,
  for: "1m",
  keepFiringFor: "2m",
  severity: "critical",
  team: "infrastructure",
  service: "probe",
  summary: "{{ $labels.instance }} cannot be reached ({{ $labels.kind }})",
  description:
    "All {{ $labels.kind }} probes of {{ $labels.instance }} have failed for {for}. Whoever uses it gets no answer, a wrong one, or one that comes too late.",
  dashboard: { uid: "overview", variables: [] },
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

/** Probes from outside. */
export const probeRules: Rules = {
  name: "probes",
  recordings: [recording("instance_kind:probe_success:avg1h", probeAvailability, "1h")],
  alerts: [ProbeFailing],
};
