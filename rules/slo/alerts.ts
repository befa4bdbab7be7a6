/** Objectives that were missed, and those of which nothing is known. */
import { promql } from "../../signals/promql";
import { sloBudgetRemaining } from "../../signals/slo";
import { alert } from "../alert";
import { fires, quiet, resolves, type Series } from "../cases/case";
import { steps } from "../cases/series";
import { checkout, mail, objective } from "../cases/slo";

const told = {
  team: "service",
  service: "slo",
  dashboard: { uid: "slo", variables: [] },
} as const;

const every = "1h";
const until = "30h";

export const SloBudgetExhausted = alert("SloBudgetExhausted", {
  ...told,
  signal: sloBudgetRemaining,
  below: 0,
  // A new objective, or a new Prometheus, knows hours only: one failure is then much of all that is known.
  and: (s) =>
    promql`max by (slo, service) (present_over_time(slo_service:events:rate5m{slo!=""${s.alerts}}[6h] offset 1d))`,
  // Weeks of data change slowly by themselves.
  for: "0s",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.slo }} of {{ $labels.service }}: no error budget is left ({value})",
  description:
    "Over the window of the objective {{ $labels.slo }}, {{ $labels.service }} has failed more often than the objective allows. What was promised is not kept until the failures have left the window.",
  cases: [
    fires("the budget is overdrawn by half, that of another objective is not quite used", {
      every,
      series: {
        ...objective({ bad: { period: 0.015 }, every, until }),
        ...objective({ bad: { period: 0.0099 }, of: mail, every, until }),
      },
      at: "26h",
      labels: [checkout],
      text: {
        summary: "checkout-availability of checkout: no error budget is left (-50%)",
        description:
          "Over the window of the objective checkout-availability, checkout has failed more often than the objective allows. What was promised is not kept until the failures have left the window.",
      },
    }),
    fires("both are just overdrawn", {
      every,
      series: {
        ...objective({ bad: { period: 0.0101 }, every, until }),
        ...objective({ bad: { period: 0.0101 }, of: mail, every, until }),
      },
      at: "26h",
      labels: [checkout, mail],
    }),
    quiet("just within the budget", {
      every,
      series: objective({ bad: { period: 0.0099 }, every, until }),
      at: "26h",
    }),
    quiet("a day is not over since the first event", {
      every,
      series: objective({ bad: { period: 0.5 }, every, until }),
      at: "23h",
    }),
    resolves("failures leave the window", {
      every,
      series: objective({
        bad: {
          period: [
            ["26h", 0.5],
            [until, 0],
          ],
        },
        every,
        until,
      }),
      labels: [checkout],
      firingAt: "27h",
      goneAt: "1630m",
    }),
  ],
});

const requests = (status: string, values: string): Series => ({
  [`http_requests_total{job="demo", instance="demo-1", method="GET", route="/orders", status="${status}"}`]:
    values,
});
const durations = (values: string): Series => {
  const labels = 'job="demo", instance="demo-1", method="GET", route="/orders"';
  return {
    [`http_request_duration_seconds_count{${labels}}`]: values,
    [`http_request_duration_seconds_bucket{${labels}, le="0.5"}`]: values,
  };
};
const demoAvailability = { slo: "demo-availability", service: "demo" };
const demoLatency = { slo: "demo-latency", service: "demo" };

export const SloNoData = alert("SloNoData", {
  ...told,
  event: (s) =>
    promql`max by (slo, service) (slo_service:objective:ratio{slo!=""${s.alerts}}) unless max by (slo, service) (slo_service:errors:rate5m{slo!=""${s.alerts}})`,
  by: ["slo", "service"],
  unit: "percentunit",
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.slo }} of {{ $labels.service }}: nothing is measured",
  description:
    "For {for} none of the series has been there that the objective {{ $labels.slo }} counts. Whether {{ $labels.service }} keeps it is unknown, and its other alerts are blind. A service without traffic is another matter: its series are there.",
  cases: [
    fires("the histogram has no series, the counter has", {
      series: requests("200", "0+15x400"),
      at: "15m",
      labels: [demoLatency],
      text: {
        summary: "demo-latency of demo: nothing is measured",
        description:
          "For 15 minutes none of the series has been there that the objective demo-latency counts. Whether demo keeps it is unknown, and its other alerts are blind. A service without traffic is another matter: its series are there.",
      },
    }),
    fires("nothing is there, and one of another service is", {
      series: objective({ bad: {} }),
      at: "15m",
      labels: [demoAvailability, demoLatency],
    }),
    quiet("nobody calls, but the series are there, with no failure yet", {
      series: { ...requests("200", "7x400"), ...durations("7x400") },
      at: "1h",
    }),
    quiet("`for` is not over", { series: {}, at: "885s" }),
    resolves("the service is scraped again", {
      series: {
        ...requests("200", `${steps([["30m", "missing"]])} 0+15x400`),
        ...durations(`${steps([["30m", "missing"]])} 0+15x400`),
      },
      labels: [demoAvailability, demoLatency],
      firingAt: "35m",
      goneAt: "36m",
    }),
  ],
});
