/** Metrics of services that the Collector does not take, drops or loses. */
import { promql } from "../signals/promql";
import { pointsDropped, pointsLost, pointsRefused } from "../signals/collector-metrics";
import { alert } from "./alert";
import { counting, countingAt, courseCases, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("collector");
const first = { instance: "collector-gateway-0" } as const;
const second = { instance: "collector" } as const;
const received = { more: { job: "collector-gateway", transport: "http" } };

export const CollectorMetricsDropped = alert("CollectorMetricsDropped", {
  ...told,
  signal: pointsDropped,
  above: 0.1,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.filter }} drops metrics of services ({value})",
  description:
    "The filter {{ $labels.filter }} of {{ $labels.instance }} has dropped more than {threshold} data points for {for}. A service sends what Prometheus would refuse or be flooded by; what is dropped is missing in its dashboards and alerts.",
  cases: courseCases({
    series: (subject, course, every) => {
      // The name has a dot, so that it stands in quotes within the braces.
      const plain = counting("name", { more: { job: "collector-gateway" } })(subject, course, every);
      return Object.fromEntries(
        Object.entries(plain).map(([selector, values]) => [
          selector.replace("name{", '{"otelcol_processor_filter_datapoints.filtered", '),
          values,
        ]),
      );
    },
    subjects: [
      { ...first, filter: "filter/cardinality" },
      { ...first, filter: "filter/times" },
    ],
    over: 0.102,
    under: 0.098,
    far: 10,
    window: "5m",
    for: "10m",
    keepFiringFor: "15m",
    text: {
      summary: "collector-gateway-0: filter/cardinality drops metrics of services (102m /s)",
      description:
        "The filter filter/cardinality of collector-gateway-0 has dropped more than 0.1 /s data points for 10 minutes. A service sends what Prometheus would refuse or be flooded by; what is dropped is missing in its dashboards and alerts.",
    },
  }),
});

export const CollectorMetricsRefused = alert("CollectorMetricsRefused", {
  ...told,
  signal: pointsRefused,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: metrics of services are sent back ({value})",
  description:
    "The collector {{ $labels.instance }} has sent back more than {threshold} data points of services for {for}: it is short of memory, or its queue to Prometheus is full. Numbers of these services have gaps.",
  cases: courseCases({
    series: together(
      counting("otelcol_receiver_refused_metric_points", received),
      countingAt("otelcol_receiver_failed_metric_points", 0, received),
    ),
    subjects: [
      { ...first, receiver: "otlp" },
      { ...second, receiver: "otlp" },
    ],
    over: 0.102,
    under: 0.098,
    far: 10,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "collector-gateway-0: metrics of services are sent back (102m /s)",
      description:
        "The collector collector-gateway-0 has sent back more than 0.1 /s data points of services for 10 minutes: it is short of memory, or its queue to Prometheus is full. Numbers of these services have gaps.",
    },
  }),
});

export const CollectorMetricsLost = alert("CollectorMetricsLost", {
  ...told,
  event: (s) => promql`${pointsLost.value(s)} > 0`,
  by: pointsLost.by,
  unit: "cps",
  kind: "threshold",
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.exporter }} gives data points up ({value})",
  description:
    "For {for} {{ $labels.instance }} has given up data points that {{ $labels.exporter }} could not deliver: Prometheus refused the request that they were in, or was away for too long. They are lost.",
  cases: courseCases({
    series: counting("otelcol_exporter_send_failed_metric_points", { more: { job: "collector" } }),
    subjects: [
      { ...second, exporter: "otlp_http/services" },
      { ...first, exporter: "otlp_http/services-0" },
    ],
    over: 0.2,
    under: 0,
    window: "5m",
    for: "10m",
    keepFiringFor: "15m",
    text: {
      summary: "collector: otlp_http/services gives data points up (200m /s)",
      description:
        "For 10 minutes collector has given up data points that otlp_http/services could not deliver: Prometheus refused the request that they were in, or was away for too long. They are lost.",
    },
  }),
});
