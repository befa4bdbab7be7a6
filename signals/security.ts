/** Who is refused by services and by the stack's own servers, and what was changed. What hosts log is in log-audit.ts. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { recordedContainers } from "./containers";
import { signal, type Scope } from "./signal";

const unauthorised = 'status=~"401|403"';

export const unauthorisedRate = signal({
  title: "Requests answered 401 or 403",
  unit: "reqps",
  tone: "error",
  by: ["job", "status"],
  min: 0,
  meaning: "Requests per second to services of somebody who is not known (401) or has no right (403).",
  value: (s) =>
    promql`sum by (job, status) (rate(http_requests_total${having(s, unauthorised)}[${s.range}]))`,
});

// Services that never refused anybody have no such series: that is 0, not nothing.
export const unauthorisedShare = signal({
  title: "Share answered 401 or 403",
  unit: "percentunit",
  tone: "error",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the requests to a service that were answered with 401 or 403.",
  value: (s) => {
    const all = promql`sum by (job) (rate(http_requests_total${s.any}[${s.range}]))`;
    return promql`(sum by (job) (rate(http_requests_total${having(s, unauthorised)}[${s.range}])) or 0 * ${all}) / (${all} > 0)`;
  },
});

/** Counters of requests that the stack's own servers answered, with the label that has the status. */
const servers: readonly (readonly [job: string, metric: string, status: string])[] = [
  ["alertmanager", "alertmanager_http_request_duration_seconds_count", "code"],
  ["grafana", "grafana_http_request_duration_seconds_count", "status_code"],
  ["loki", "loki_request_duration_seconds_count", "status_code"],
  ["prometheus", "prometheus_http_requests_total", "code"],
];

const refusedBy = (s: Scope): Promql =>
  servers
    .map(
      ([job, metric, status]) =>
        promql`sum by (job, instance) (rate(${metric}{${s.select(job)}, ${status}=~"401|403"}[${s.range}]))`,
    )
    .reduce((all, each) => promql`${all} or ${each}`);

export const serversRefused = signal({
  title: "Requests refused by the stack's servers",
  unit: "reqps",
  tone: "error",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "Requests per second to Prometheus, Alertmanager, Loki and Grafana that were answered with 401 or 403.",
  value: refusedBy,
});

export const grafanaLogins = signal({
  title: "Logins to Grafana",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "Logins to Grafana per second, by password, OAuth and SAML.",
  value: (s) =>
    promql`sum by (instance) (rate(grafana_api_login_post_total{${s.select("grafana")}}[${s.range}])) + sum by (instance) (rate(grafana_api_login_oauth_total{${s.select("grafana")}}[${s.range}])) + sum by (instance) (rate(grafana_api_login_saml_total{${s.select("grafana")}}[${s.range}]))`,
});

// Requests that make silences are counted as well, but a counter that begins with its first request has no rate for it.
export const silencesByState = signal({
  title: "Silences by state",
  unit: "short",
  by: ["instance", "state"],
  min: 0,
  meaning:
    "Silences that Alertmanager holds: those that hold alerts back (active), those that will (pending), and those that ended in the last days (expired).",
  value: (s) => promql`max by (instance, state) (alertmanager_silences{${s.select("alertmanager")}})`,
});

export const configurationAge = signal({
  title: "Time since the configuration was loaded",
  unit: "dtdurations",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "Time since Prometheus and Alertmanager last loaded their configuration: at a start, or after a change.",
  value: (s) =>
    promql`time() - (max by (job, instance) (prometheus_config_last_reload_success_timestamp_seconds{${s.select("prometheus")}}) or max by (job, instance) (alertmanager_config_last_reload_success_timestamp_seconds{${s.select("alertmanager")}}))`,
});

export const containersNew = signal({
  title: "Containers started",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Containers of a Docker host that were started within the last hour.",
  value: (s) =>
    promql`count by (instance) (${recordedContainers.age}${ofRecorded(s)} < 3600) or 0 * count by (instance) (${recordedContainers.age}${ofRecorded(s)})`,
});

// A host that was not watched a day ago has no programs that are new.
export const programsNew = signal({
  title: "Programs that were not there a day ago",
  unit: "short",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Groups of processes that run now and did not run on the same host in the hour of a day ago.",
  value: (s) => {
    const before = promql`max by (instance, groupname) (max_over_time(namedprocess_namegroup_num_procs{${s.select("process")}}[1h] offset 1d))`;
    return promql`sum by (instance, groupname) (namedprocess_namegroup_num_procs{${s.select("process")}}) > 0 unless ${before} > 0 and on (instance) max by (instance) (${before})`;
  },
});

export const hostStarts = signal({
  title: "Starts of hosts in a day",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "How often a host was started in the last day.",
  value: (s) => promql`max by (instance) (changes(node_boot_time_seconds{${s.select("node")}}[1d]))`,
});

export const apiRefusals = signal({
  title: "API requests answered 401 or 403",
  unit: "reqps",
  tone: "error",
  by: ["code", "verb"],
  min: 0,
  meaning:
    "Requests per second to the Kubernetes API of somebody who is not known (401) or has no right (403).",
  value: (s) =>
    promql`sum by (code, verb) (rate(apiserver_request_total{${s.select("kube-apiserver")}, code=~"401|403"}[${s.range}]))`,
});

export const apiAuthentications = signal({
  title: "API authentications that failed",
  unit: "reqps",
  tone: "error",
  by: ["result"],
  min: 0,
  meaning:
    "Requests per second to the Kubernetes API whose credentials were wrong, expired or could not be checked.",
  value: (s) =>
    promql`sum by (result) (rate(authentication_attempts{${s.select("kube-apiserver")}, result!="success"}[${s.range}]))`,
});
