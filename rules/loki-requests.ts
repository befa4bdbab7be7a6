import { lokiDiscarded, lokiRequestErrors } from "../signals/loki";
import {
  lokiPanics,
  lokiQueryTime,
  lokiQueueTime,
  lokiReceived,
  lokiWriteTime,
} from "../signals/loki-health";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { counting, countingAt, courseCases, observed, scaled, slowShare, together } from "./cases/course";
import { steps } from "./cases/series";
import { toldOf } from "./stack-told";

const told = toldOf("loki");
const job = { more: { job: "loki" } };
const servers = [{ instance: "loki-0" }, { instance: "loki-1" }] as const;
const [first] = servers;

const requests = (status: string, method = "POST") => ({
  more: { job: "loki", method, route: "loki_api_v1_push", status_code: status, ws: "false" },
});

export const LokiRequestsFailing = alert("LokiRequestsFailing", {
  ...told,
  signal: lokiRequestErrors,
  above: 0.05,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki fails {value} of its requests",
  description:
    "{{ $labels.instance }} could not serve more than {threshold} of its requests for {for}. Log lines wait in the collectors until their queues are full, and queries give errors.",
  cases: [
    ...courseCases({
      series: together(
        scaled(counting("loki_request_duration_seconds_count", requests("500")), (share) => share * 10),
        scaled(counting("loki_request_duration_seconds_count", requests("204")), (share) => (1 - share) * 10),
        countingAt("loki_request_duration_seconds_count", 500, requests("success", "gRPC")),
      ),
      subjects: servers,
      over: 0.051,
      under: 0.049,
      far: 1,
      window: "5m",
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "loki-0: Loki fails 5.1% of its requests",
        description:
          "loki-0 could not serve more than 5 % of its requests for 10 minutes. Log lines wait in the collectors until their queues are full, and queries give errors.",
      },
    }),
  ],
});

export const LokiPanicked = alert("LokiPanicked", {
  ...told,
  event: (s) => promql`${lokiPanics.value(s)} > 0`,
  by: lokiPanics.by,
  range: "10m",
  for: "0s",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki met a mistake of its own",
  description:
    "In the last 10 minutes {{ $labels.instance }} broke off requests with a panic, which is a fault in Loki. The same request will fail again; the log has the place.",
  cases: courseCases({
    series: counting("loki_panic_total", job),
    subjects: servers,
    over: 0.02,
    under: 0,
    window: "10m",
    for: "0s",
    keepFiringFor: "10m",
    text: {
      summary: "loki-0: Loki met a mistake of its own",
      description:
        "In the last 10 minutes loki-0 broke off requests with a panic, which is a fault in Loki. The same request will fail again; the log has the place.",
    },
  }),
});

export const LokiWritesSlow = alert("LokiWritesSlow", {
  ...told,
  signal: lokiWriteTime,
  above: 2,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki takes {value} for log lines",
  description:
    "One in a hundred requests with log lines has taken {{ $labels.instance }} more than {threshold} for {for}. The collectors send more slowly than lines come in, and their queues fill.",
  cases: courseCases({
    series: observed("loki_request_duration_seconds", ["1", "4"], {
      more: { job: "loki", method: "POST", route: "otlp_v1_logs", status_code: "204", ws: "false" },
    }),
    subjects: servers,
    ...slowShare,
    window: "5m",
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "loki-0: Loki takes 2.026s for log lines",
      description:
        "One in a hundred requests with log lines has taken loki-0 more than 2 s for 15 minutes. The collectors send more slowly than lines come in, and their queues fill.",
    },
  }),
});

export const LokiQueriesSlow = alert("LokiQueriesSlow", {
  ...told,
  signal: lokiQueryTime,
  range: "15m",
  above: 20,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a query of log lines takes {value}",
  description:
    "One in a hundred queries of log lines has taken {{ $labels.instance }} more than {threshold} for {for}. Panels with logs stay empty for long, and some run into their time limit.",
  cases: courseCases({
    series: observed("loki_request_duration_seconds", ["10", "40"], {
      more: { job: "loki", method: "GET", route: "loki_api_v1_query_range", status_code: "200", ws: "false" },
    }),
    subjects: servers,
    ...slowShare,
    window: "15m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: a query of log lines takes 20.26s",
      description:
        "One in a hundred queries of log lines has taken loki-0 more than 20 s for 15 minutes. Panels with logs stay empty for long, and some run into their time limit.",
    },
  }),
});

export const LokiQueriesWait = alert("LokiQueriesWait", {
  ...told,
  signal: lokiQueueTime,
  above: 5,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: queries of log lines wait for {value}",
  description:
    "Parts of queries have waited for a querier of {{ $labels.instance }} for more than {threshold} over {for}. There are more queries than Loki can work on; others wait behind them.",
  cases: courseCases({
    series: observed("loki_query_scheduler_queue_duration_seconds", ["1", "13"], job),
    subjects: servers,
    ...slowShare,
    window: "5m",
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "loki-0: queries of log lines wait for 5.105s",
      description:
        "Parts of queries have waited for a querier of loki-0 for more than 5 s over 15 minutes. There are more queries than Loki can work on; others wait behind them.",
    },
  }),
});

export const LokiLinesDiscarded = alert("LokiLinesDiscarded", {
  ...told,
  signal: lokiDiscarded,
  above: 0.1,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki turns log lines away ({{ $labels.reason }}, {value})",
  description:
    "For {for} {{ $labels.instance }} has turned away more than {threshold} log lines because of {{ $labels.reason }}. Senders do not try again: these lines are lost.",
  cases: courseCases({
    series: counting("loki_discarded_samples_total", {
      more: { job: "loki", format: "loki", policy: "", retention_hours: "744", tenant: "fake" },
    }),
    subjects: [
      { instance: "loki-0", reason: "rate_limited" },
      { instance: "loki-1", reason: "line_too_long" },
    ],
    over: 0.102,
    under: 0.098,
    far: 10,
    window: "5m",
    for: "10m",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: Loki turns log lines away (rate_limited, 102m /s)",
      description:
        "For 10 minutes loki-0 has turned away more than 0.1 /s log lines because of rate_limited. Senders do not try again: these lines are lost.",
    },
  }),
});

const lines = counting("loki_distributor_lines_received_total", { more: { job: "loki", tenant: "fake" } });
const running = { [`loki_build_info{job="loki", instance="loki-0"}`]: steps([["2h", 1]]) };

export const LokiReceivesNothing = alert("LokiReceivesNothing", {
  ...told,
  dashboard: { uid: "loki", variables: [] },
  // Without a single line since its start, Loki has no such counter at all.
  event: (s) =>
    promql`${lokiReceived.value(s)} == 0 or count(loki_build_info{${s.select("loki")}}) unless count(loki_distributor_lines_received_total{${s.select("loki")}})`,
  by: [],
  range: "10m",
  for: "15m",
  keepFiringFor: "5m",
  severity: "critical",
  selectable: ["instance"],
  needs: ["collector"],
  summary: "Loki receives no log lines at all",
  description:
    "For {for} not a single log line has reached Loki, although the collectors read those of the stack's own servers. Nothing can be looked up about this time, and alerts on logs are blind.",
  cases: [
    fires("nothing comes any more", {
      series: {
        ...running,
        ...lines(first, [
          ["20m", 5],
          ["2h", 0],
        ]),
      },
      at: "46m",
      labels: [{}],
      text: {
        summary: "Loki receives no log lines at all",
        description:
          "For 15 minutes not a single log line has reached Loki, although the collectors read those of the stack's own servers. Nothing can be looked up about this time, and alerts on logs are blind.",
      },
    }),
    fires("nothing has come since the start", { series: running, at: "16m", labels: [{}] }),
    quiet("one of two gets all of them", {
      series: { ...running, ...lines(first, [["2h", 0]]), ...lines({ instance: "loki-1" }, [["2h", 1]]) },
      at: "1h",
    }),
    quiet("it has not lasted 15 minutes", { series: running, at: "14m" }),
    quiet("Loki itself is away", { series: {}, at: "1h" }),
    resolves("lines come again", {
      series: {
        ...running,
        ...lines(first, [
          ["1h", 0],
          ["2h", 5],
        ]),
      },
      labels: [{}],
      firingAt: "1h",
      goneAt: "66m",
    }),
  ],
});
