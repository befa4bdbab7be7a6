import { grafanaErrors, grafanaRequests, grafanaSourceErrors, grafanaTime } from "../signals/grafana";
import { alert } from "./alert";
import { counting, countingAt, courseCases, observed, scaled, slowShare, together } from "./cases/course";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "infrastructure",
  service: "grafana",
  dashboard: { uid: "grafana", variables: ["instance"] },
} as const;

const servers = [{ instance: "grafana-0" }, { instance: "grafana-1" }] as const;
const requests = (status: string) => ({
  more: { job: "grafana", handler: "/api/ds/query", method: "POST", status_code: status },
});

export const GrafanaRequestsFailing = alert("GrafanaRequestsFailing", {
  ...told,
  signal: grafanaErrors,
  above: 0.05,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the requests to Grafana fail",
  description:
    "More than {threshold} of the requests to {{ $labels.instance }} have ended with an error of the server for {for}. Whoever opens a dashboard sees errors or nothing.",
  cases: courseCases({
    series: together(
      scaled(counting("grafana_http_request_duration_seconds_count", requests("500")), (share) => share),
      scaled(counting("grafana_http_request_duration_seconds_count", requests("200")), (share) => 1 - share),
    ),
    subjects: servers,
    over: 0.051,
    under: 0.049,
    far: 1,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "grafana-0: 5.1% of the requests to Grafana fail",
      description:
        "More than 5 % of the requests to grafana-0 have ended with an error of the server for 10 minutes. Whoever opens a dashboard sees errors or nothing.",
    },
  }),
});

export const GrafanaSlow = alert("GrafanaSlow", {
  ...told,
  signal: grafanaTime,
  range: "15m",
  above: 10,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Grafana takes {value} to answer",
  description:
    "One in twenty requests to {{ $labels.instance }} has taken more than {threshold} for {for}. Dashboards load slowly; most of the time goes to the servers behind Grafana.",
  cases: courseCases({
    series: observed("grafana_http_request_duration_seconds", ["5", "20"], requests("200")),
    subjects: servers,
    // With 5 % slow ones at the limit, a third of the way between the bounds is at 7.5 %.
    over: 0.076,
    under: 0.074,
    far: slowShare.far,
    window: "15m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "grafana-0: Grafana takes 10.13s to answer",
      description:
        "One in twenty requests to grafana-0 has taken more than 10 s for 15 minutes. Dashboards load slowly; most of the time goes to the servers behind Grafana.",
    },
  }),
});

const asked = (code: string) => ({
  more: { job: "grafana", code, method: "POST", datasource_type: "prometheus" },
});

export const GrafanaSourceFailing = alert("GrafanaSourceFailing", {
  ...told,
  signal: grafanaSourceErrors,
  range: "15m",
  above: 0.1,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the queries of {{ $labels.datasource }} fail",
  description:
    "More than {threshold} of the queries that {{ $labels.instance }} sends to {{ $labels.datasource }} have failed for {for}. Panels that draw from it are empty or show errors.",
  cases: courseCases({
    series: together(
      scaled(counting("grafana_datasource_request_total", asked("502")), (share) => share),
      scaled(counting("grafana_datasource_request_total", asked("200")), (share) => 1 - share),
      countingAt("grafana_datasource_request_total", 0, asked("204")),
    ),
    subjects: [
      { instance: "grafana-0", datasource: "Prometheus" },
      { instance: "grafana-1", datasource: "Loki" },
    ],
    over: 0.102,
    under: 0.098,
    far: 1,
    window: "15m",
    for: "10m",
    keepFiringFor: "15m",
    text: {
      summary: "grafana-0: 10.2% of the queries of Prometheus fail",
      description:
        "More than 10 % of the queries that grafana-0 sends to Prometheus have failed for 10 minutes. Panels that draw from it are empty or show errors.",
    },
  }),
});

/** Grafana, where people look. */
export const grafanaRules: Rules = {
  name: "grafana",
  needs: ["grafana"],
  recordings: [
    recording("instance:grafana_requests:rate5m", grafanaRequests),
    recording("instance:grafana_requests_failed:ratio_rate5m", grafanaErrors),
  ],
  alerts: [GrafanaRequestsFailing, GrafanaSlow, GrafanaSourceFailing],
};
