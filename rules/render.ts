import { toYaml } from "../stacks/yaml";
import { factsOf } from "./alert";
import { type Alert, type Rules } from "./rule";
import { fill } from "./texts";
import { tune, type Tunings } from "./tuning";

/** Where the links in alerts lead. */
export interface Links {
  /** Grafana's address; without one, alerts carry no dashboard_url. */
  readonly grafanaUrl?: string;
  /** Address of the folder of runbook pages. */
  readonly runbookBase: string;
}

export interface RenderOptions {
  /** Changes to alerts by name; names of alerts in other groups are passed over. */
  readonly tuning?: Tunings;
  readonly links: Links;
}

/**
 * The rule file of a group, as Prometheus reads it. Rules stay in their order, because later ones may build on
 * earlier ones. Throws an Error for a tuning that an alert cannot take.
 */
export function renderRules(rules: Rules, { tuning = {}, links }: RenderOptions): string {
  const alerts = rules.alerts
    .map((alert) => tune(alert, tuning[alert.name]))
    .filter((alert) => alert.enabled);
  return toYaml({
    groups: [
      {
        name: rules.name,
        ...(rules.interval === undefined ? {} : { interval: rules.interval }),
        rules: [
          ...rules.recordings.map(({ record, expr, labels }) => ({
            record,
            expr,
            ...(labels === undefined ? {} : { labels }),
          })),
          ...alerts.map((alert) => renderAlert(alert, links)),
        ],
      },
    ],
  });
}

function renderAlert(alert: Alert, links: Links) {
  return {
    alert: alert.name,
    expr: alert.expr(),
    for: alert.for,
    keep_firing_for: alert.keepFiringFor,
    labels: ownLabels(alert),
    annotations: annotations(alert, links),
  };
}

/** Labels that an alert itself sets. */
export function ownLabels({ severity, team, service }: Alert) {
  return { service, severity, team };
}

/** Annotations of an alert as Prometheus templates, with the numbers in force written in. */
export function annotations(alert: Alert, { grafanaUrl, runbookBase }: Links) {
  const facts = { for: alert.for, ...factsOf(alert) };
  const variables = alert.dashboard.variables.map(
    (label) => `var-${label}={{ $labels.${label} | urlquery }}`,
  );
  const query = variables.length === 0 ? "" : `?${variables.join("&")}`;
  return {
    summary: fill(alert.summary, facts),
    description: fill(alert.description, facts),
    ...(grafanaUrl === undefined
      ? {}
      : { dashboard_url: `${withoutSlash(grafanaUrl)}/d/${alert.dashboard.uid}${query}` }),
    runbook_url: `${withoutSlash(runbookBase)}/${alert.name}.md`,
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
