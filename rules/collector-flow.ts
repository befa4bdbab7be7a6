import {
  collectorLimited,
  collectorLost,
  collectorQueue,
  collectorQueueInHour,
  collectorRefused,
  collectorSpansRefused,
  collectorTurnedAway,
} from "../signals/collector";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, gauge, growing, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("collector");
const agent = { more: { job: "collector" } };
const gateway = { more: { job: "collector-gateway" } };

const files = { instance: "web-1", receiver: "file_log/host" };
const otlp = { instance: "web-2", receiver: "otlp" };

export const CollectorLinesRefused = alert("CollectorLinesRefused", {
  ...told,
  signal: collectorRefused,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.receiver }} refuses log lines ({value})",
  description:
    "The receiver {{ $labels.receiver }} of {{ $labels.instance }} has not been able to hand on more than {threshold} log lines for {for}. Files are read again later; what services send is lost unless they try again.",
  cases: courseCases({
    series: together(
      counting("otelcol_receiver_refused_log_records", { more: { job: "collector", transport: "" } }),
      countingAt("otelcol_receiver_failed_log_records", 0, { more: { job: "collector", transport: "" } }),
    ),
    subjects: [files, otlp],
    over: 0.102,
    under: 0.098,
    far: 10,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: file_log/host refuses log lines (102m /s)",
      description:
        "The receiver file_log/host of web-1 has not been able to hand on more than 0.1 /s log lines for 10 minutes. Files are read again later; what services send is lost unless they try again.",
    },
  }),
});

const toLoki = [
  { instance: "web-1", exporter: "otlp_http/loki" },
  { instance: "web-2", exporter: "otlp_http/loki" },
] as const;

export const CollectorLinesLost = alert("CollectorLinesLost", {
  ...told,
  event: (s) => promql`${collectorLost.value(s)} > 0`,
  by: collectorLost.by,
  unit: "cps",
  kind: "threshold",
  for: "5m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: log lines are given up ({value})",
  description:
    "For {for} {{ $labels.instance }} has given up log lines that {{ $labels.exporter }} could not deliver: the server refused them for good, or it took too long. They are lost.",
  cases: courseCases({
    series: counting("otelcol_exporter_send_failed_log_records", agent),
    subjects: toLoki,
    over: 0.2,
    under: 0,
    window: "5m",
    for: "5m",
    keepFiringFor: "15m",
    text: {
      summary: "web-1: log lines are given up (200m /s)",
      description:
        "For 5 minutes web-1 has given up log lines that otlp_http/loki could not deliver: the server refused them for good, or it took too long. They are lost.",
    },
  }),
});

export const CollectorQueueOverflows = alert("CollectorQueueOverflows", {
  ...told,
  event: (s) => promql`${collectorTurnedAway.value(s)} > 0`,
  by: collectorTurnedAway.by,
  unit: "cps",
  kind: "threshold",
  for: "2m",
  keepFiringFor: "15m",
  severity: "critical",
  summary:
    "{{ $labels.instance }}: the queue to {{ $labels.exporter }} is full and turns lines away ({value})",
  description:
    "For {for} log lines have not found room in the queue of {{ $labels.instance }} to {{ $labels.exporter }}. Services are told to send again; those that do not lose their lines.",
  cases: courseCases({
    series: counting("otelcol_exporter_enqueue_failed_log_records", gateway),
    subjects: [
      { instance: "collector-gateway-0", exporter: "otlp_http/loki" },
      { instance: "collector-gateway-1", exporter: "otlp_http/loki" },
    ],
    over: 0.2,
    under: 0,
    window: "5m",
    for: "2m",
    keepFiringFor: "15m",
    text: {
      summary: "collector-gateway-0: the queue to otlp_http/loki is full and turns lines away (200m /s)",
      description:
        "For 2 minutes log lines have not found room in the queue of collector-gateway-0 to otlp_http/loki. Services are told to send again; those that do not lose their lines.",
    },
  }),
});

const queueOf = { more: { job: "collector", data_type: "logs" } };

export const CollectorQueueFull = alert("CollectorQueueFull", {
  ...told,
  signal: collectorQueue,
  above: 0.8,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the queue to {{ $labels.exporter }} is {value} full",
  description:
    "The queue of {{ $labels.instance }} to {{ $labels.exporter }} has been more than {threshold} full for {for}. The server behind it is down or too slow; when nothing fits any more, files wait and services are refused.",
  cases: [
    ...courseCases({
      series: together(
        gauge("otelcol_exporter_queue_size", queueOf),
        constant("otelcol_exporter_queue_capacity", 1000, queueOf),
      ),
      subjects: toLoki,
      over: 816,
      under: 784,
      for: "5m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: the queue to otlp_http/loki is 81.6% full",
        description:
          "The queue of web-1 to otlp_http/loki has been more than 80 % full for 5 minutes. The server behind it is down or too slow; when nothing fits any more, files wait and services are refused.",
      },
    }),
  ],
});

/** A queue for 10,000 that grows from so many by the slope of the course. */
const queue = (from: number) =>
  together(
    growing("otelcol_exporter_queue_size", from, queueOf),
    constant("otelcol_exporter_queue_capacity", 10_000, queueOf),
  );

export const CollectorQueueFilling = alert("CollectorQueueFilling", {
  ...told,
  kind: "trend",
  // A whole queue holds about an hour of lines: six hours of history would see a full one only when it is over.
  signal: collectorQueueInHour,
  above: 1,
  and: (s, n) => promql`${collectorQueue.value(s)} > ${n("floor")}`,
  parameters: {
    floor: { value: 0.2, unit: "percentunit", meaning: "share in use from which growth counts" },
  },
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the queue to {{ $labels.exporter }} is full within an hour",
  description:
    "More than {floor} of the queue of {{ $labels.instance }} to {{ $labels.exporter }} is in use, and at the pace of the last 30 minutes it reaches {value} in an hour (limit {threshold}). There is that long to bring back the server behind it.",
  cases: [
    ...courseCases({
      every: "1m",
      series: queue(2500),
      subjects: toLoki,
      over: 1.4,
      under: 0,
      far: 6,
      window: "30m",
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: the queue to otlp_http/loki is full within an hour",
        description:
          "More than 20 % of the queue of web-1 to otlp_http/loki is in use, and at the pace of the last 30 minutes it reaches 109.8% in an hour (limit 100 %). There is that long to bring back the server behind it.",
      },
    }),
    fires("just enough in use", {
      every: "1m",
      series: queue(1245)(toLoki[0], [["2h", 2.3]], "1m"),
      at: "16m",
      labels: [toLoki[0]],
    }),
    quiet("it takes a little longer", {
      every: "1m",
      series: queue(7130)(toLoki[0], [["2h", 0.5]], "1m"),
      at: "34m",
    }),
    quiet("hardly in use", {
      every: "1m",
      series: queue(1245)(toLoki[0], [["2h", 2.3]], "1m"),
      at: "15m",
    }),
  ],
});

export const CollectorMemoryShort = alert("CollectorMemoryShort", {
  ...told,
  event: (s) => promql`${collectorLimited.value(s)} > 0`,
  by: collectorLimited.by,
  unit: "cps",
  kind: "threshold",
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the collector refuses log lines for want of memory",
  description:
    "For {for} {{ $labels.instance }} has been at its limit of memory and sent log lines back. Files are read later, and services have to send again.",
  cases: courseCases({
    series: counting("otelcol_processor_memory_limiter_refused_log_records", agent),
    subjects: [
      { instance: "web-1", processor: "memory_limiter" },
      { instance: "web-2", processor: "memory_limiter" },
    ],
    over: 0.2,
    under: 0,
    window: "5m",
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: the collector refuses log lines for want of memory",
      description:
        "For 5 minutes web-1 has been at its limit of memory and sent log lines back. Files are read later, and services have to send again.",
    },
  }),
});

export const CollectorSpansRefused = alert("CollectorSpansRefused", {
  ...told,
  signal: collectorSpansRefused,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: spans of services are refused ({value})",
  description:
    "The Collector {{ $labels.instance }} has not been able to hand on more than {threshold} spans for {for}. Requests, errors and durations that are counted from spans come out too low.",
  cases: courseCases({
    series: together(
      counting("otelcol_receiver_refused_spans", { more: { job: "collector-gateway", transport: "grpc" } }),
      countingAt("otelcol_receiver_failed_spans", 0, {
        more: { job: "collector-gateway", transport: "grpc" },
      }),
    ),
    subjects: [
      { instance: "collector-gateway-0", receiver: "otlp" },
      { instance: "collector-gateway-1", receiver: "otlp" },
    ],
    over: 0.102,
    under: 0.098,
    far: 10,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "collector-gateway-0: spans of services are refused (102m /s)",
      description:
        "The Collector collector-gateway-0 has not been able to hand on more than 0.1 /s spans for 10 minutes. Requests, errors and durations that are counted from spans come out too low.",
    },
  }),
});
