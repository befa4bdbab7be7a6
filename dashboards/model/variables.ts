import { type LogScope } from "../../signals/logs";
import { type Scope } from "../../signals/signal";

/** A choice at the top of a dashboard. The data sources' own variables are added by themselves, where they are used. */
export interface Variable {
  readonly name: "cluster" | "namespace" | "job" | "instance";
  readonly label: string;
  /** Metric whose label the choices are. @default "up" */
  readonly metric?: string;
  /** Takes the choices from this job's targets only. @default every target */
  readonly job?: string;
  /** Several values at once, and all. @default true */
  readonly multi: boolean;
}

/** Tag of all dashboards that are made here; the menu of dashboards goes by it. */
export const TAG = "observatory";

/** Value of a variable when everything is chosen: a label that is there, with whatever value. */
export const ALL = ".+";

export const cluster: Variable = { name: "cluster", label: "Cluster", multi: true };
/** Namespaces of a Kubernetes cluster. Panels about nodes and the cluster as a whole ask past it. */
export const namespace: Variable = {
  name: "namespace",
  label: "Namespace",
  metric: "kube_namespace_created",
  job: "kube-state-metrics",
  multi: true,
};
export const job: Variable = { name: "job", label: "Job", multi: true };
export const instance: Variable = { name: "instance", label: "Instance", multi: true };

/** One host, for a dashboard that goes into detail: the choices are the hosts that this job watches. */
export function oneHost(of: string): Variable {
  return { name: "instance", label: "Host", job: of, multi: false };
}

/** A variable that a panel asks past: its numbers are of every cluster, job or instance. */
export type Past = readonly Variable["name"][];

/** What the choices of a variable are: the values of its label, as far as the variables before it leave them. */
export function choices(variables: readonly Variable[], of: Variable): string {
  const before = variables.slice(0, variables.indexOf(of)).map((each) => matcher(each));
  const own = of.job === undefined ? [] : [`job="${of.job}"`];
  const matchers = [...own, ...before].join(", ");
  return `label_values(${of.metric ?? "up"}${matchers === "" ? "" : `{${matchers}}`}, ${of.name})`;
}

/**
 * The scope of a dashboard's panels: the matchers of its variables, over the range that Grafana finds right for the
 * width of the panel and the scrape interval.
 */
export function panelScope(variables: readonly Variable[], past: Past): Scope {
  const asked = variables.filter((each) => !past.includes(each.name));
  const all = asked.map((each) => matcher(each));
  const ofOneJob = asked.filter((each) => each.name !== "job").map((each) => matcher(each));
  const ofAlerts = asked.filter((each) => each.name === "instance").map((each) => matcher(each));
  return {
    select: (of) => [`job="${of}"`, ...ofOneJob].join(", "),
    any: all.length === 0 ? "" : `{${all.join(", ")}}`,
    alerts: ofAlerts.map((each) => `, ${each}`).join(""),
    range: "$__rate_interval",
    scrapes: () => "$__rate_interval",
  };
}

/** The same for log lines, which know their host by the label `host`. */
export function panelLogScope(variables: readonly Variable[], past: Past): LogScope {
  const matchers = variables
    .filter((each) => !["job", "namespace"].includes(each.name) && !past.includes(each.name))
    .map((each) => matcher(each, each.name === "instance" ? "host" : each.name));
  // Loki wants one matcher that an empty value does not satisfy.
  return { streams: `{${['service_name=~".+"', ...matchers].join(", ")}}`, range: "$__auto" };
}

/**
 * A matcher for what is chosen. One value is compared as it is: Grafana escapes the characters of regular expressions
 * only where several can be chosen.
 */
function matcher(variable: Variable, label: string = variable.name): string {
  return `${label}${variable.multi ? "=~" : "="}"$${variable.name}"`;
}
