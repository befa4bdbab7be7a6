import { type Drill } from "./panel";

/** A link as Grafana follows it from a value. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Where links can lead. */
export interface Destinations {
  /** The dashboards that there are: uid → title. Links to others are left out, so that none leads nowhere. */
  readonly dashboards: ReadonlyMap<string, string>;
  /** Address of an alert's page, with {alert} for its name. Without it, no link leads there. */
  readonly runbook?: string;
}

/** The links of a value to the dashboards that there are. `labels` is where Grafana finds the value's labels. */
export function drillLinks(
  drills: readonly Drill[],
  labels: "__field.labels" | "__data.fields",
  to: Destinations,
): readonly Link[] {
  return drills
    .filter((each) => to.dashboards.has(each.uid))
    .map((each) => ({ title: each.title, url: dashboardUrl(each.uid, each.variables, labels) }));
}

/** Address of a dashboard for the time that is shown, with its variables set from labels of the value. */
export function dashboardUrl(
  uid: string,
  variables: Readonly<Record<string, string>>,
  labels: "__field.labels" | "__data.fields",
): string {
  const set = Object.entries(variables).map(
    ([variable, label]) => `var-${variable}=\${${labels}.${label}:percentencode}`,
  );
  return `/d/${uid}?${[...set, "${datasource:queryparam}", "${__url_time_range}"].join("&")}`;
}

/** Markdown without the lines that link to a dashboard that is not there. */
export function linesThatLeadSomewhere(markdown: string, to: Destinations): string {
  const dead = (line: string) =>
    [...line.matchAll(/\/d\/([a-z0-9-]+)/g)].some((each) => !to.dashboards.has(each[1] ?? ""));
  return markdown
    .split("\n")
    .filter((line) => !dead(line))
    .join("\n");
}
