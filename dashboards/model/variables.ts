import { type LogScope } from "../../signals/logs";
import { type Scope } from "../../signals/signal";
import { type Source } from "./drawing";

/** A choice at the top of a dashboard. The data sources' own variables are added by themselves, where they are used. */
export interface Variable {
  readonly name: string;
  /** What the reader sees beside it. */
  readonly label: string;
  /** Label of the series that it chooses from. @default its name */
  readonly of?: string;
  /**
   * Counts only for signals that tell their series apart by its label: a database stands in some of a server's series, and
   * the rest is about the server as a whole. @default it counts for every signal
   */
  readonly inner?: boolean;
  /**
   * Who knows the choices: the metrics, or the logs. "words" are text that the reader types and that log lines have, or,
   * with `of`, a label of them that is in no index. @default "datasource"
   */
  readonly source?: Source | "words";
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
export type Past = readonly string[];

/** What the choices of a variable are: the values of its label, as far as the variables before it leave them. */
export function choices(variables: readonly Variable[], of: Variable): string {
  const label = of.of ?? of.name;
  if (of.source === "words") return "";
  if (of.source === "loki_datasource") return label;
  const before = variables
    .slice(0, variables.indexOf(of))
    .filter((each) => ofMetrics(each) && each.inner !== true)
    // A variable with a job of its own does not follow the choice of a job: no series has both.
    .filter((each) => of.job === undefined || each.name !== "job")
    .map((each) => matcher(each));
  const own = of.job === undefined ? [] : [`job="${of.job}"`];
  const matchers = [...own, ...before].join(", ");
  return `label_values(${of.metric ?? "up"}${matchers === "" ? "" : `{${matchers}}`}, ${label})`;
}

/**
 * The scope of a dashboard's panels: the matchers of its variables, over the range that Grafana finds right for the
 * width of the panel and the scrape interval. `by` are the labels of the signal.
 */
export function panelScope(variables: readonly Variable[], past: Past, by: readonly string[] = []): Scope {
  const asked = variables.filter(
    (each) =>
      ofMetrics(each) &&
      !past.includes(each.name) &&
      (each.inner !== true || by.includes(each.of ?? each.name)),
  );
  const all = asked.map((each) => matcher(each));
  const ofOneJob = asked.filter((each) => each.name !== "job").map((each) => matcher(each));
  // What an inner variable chooses from is a label of the signal's own series, recorded ones included.
  const ofAlerts = asked
    .filter((each) => each.name === "instance" || each.inner === true)
    .map((each) => matcher(each));
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
  const asked = variables.filter((each) => !past.includes(each.name));
  const ofLogs = asked.filter((each) => each.source === "loki_datasource").map((each) => matcher(each));
  const shared = asked
    .filter((each) => ofMetrics(each) && ["cluster", "instance"].includes(each.name))
    .map((each) => matcher(each, each.name === "instance" ? "host" : each.name));
  // Loki wants one matcher that an empty value does not satisfy.
  const some = ofLogs.some((each) => each.startsWith("service_name=")) ? [] : ['service_name=~".+"'];
  const words = asked
    .filter((each) => each.source === "words")
    .map(({ name, of }) => (of === undefined ? ` |~ "(?i)$${name}"` : ` | ${of}=~"(?i).*($${name}).*"`));
  return { streams: `{${[...some, ...ofLogs, ...shared].join(", ")}}${words.join("")}`, range: "$__auto" };
}

function ofMetrics({ source = "datasource" }: Variable): boolean {
  return source === "datasource";
}

/**
 * A matcher for what is chosen. One value is compared as it is: Grafana escapes the characters of regular expressions
 * only where several can be chosen.
 */
function matcher(variable: Variable, label: string = variable.of ?? variable.name): string {
  return `${label}${variable.multi ? "=~" : "="}"$${variable.name}"`;
}
