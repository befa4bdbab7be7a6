import { toYaml } from "../stacks/yaml";
import { factsOf } from "./alert-problems";
import { paced } from "./pace";
import { type Alert, type Rules } from "./rule";
import { fill } from "./texts";
import { tune, type Tunings } from "./tuning";

/** Where the links in alerts lead. */
export interface Links {
  /** Grafana's address; without one, alerts carry no dashboard_url. */
  readonly grafanaUrl?: string;
  /** Address of the folder of runbook pages, or of a page with {alert} for its name. */
  readonly runbookBase: string;
}

export interface RenderOptions {
  /** Changes to alerts by name; names of alerts in other groups are passed over. */
  readonly tuning?: Tunings;
  readonly links: Links;
  /** Scrape interval of the stack, in seconds. @default 15, that of the settings */
  readonly scrapeSeconds?: number;
  /**
   * How often the server evaluates rules, in seconds: what has time is then evaluated more seldom, see `paced`.
   * @default as often as the server likes, all alike
   */
  readonly evaluationSeconds?: number;
}

/**
 * The rule file of a group, as Prometheus reads it. Recording rules stay in their order, because later ones may build on
 * earlier ones; alerts follow, by name. Throws an Error for a tuning that an alert cannot take.
 */
export function renderRules(rules: Rules, options: RenderOptions): string {
  const { evaluationSeconds, tuning = {}, links, scrapeSeconds } = options;
  const alerts = [...rules.alerts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((alert) => tune(alert, tuning[alert.name], scrapeSeconds))
    .filter((alert) => alert.enabled);
  const tuned: Rules = { ...rules, alerts };
  // By what the stack file says of an alert: one that is made to wait shorter has less time.
  const groups = evaluationSeconds === undefined ? [tuned] : paced(tuned, evaluationSeconds);
  return toYaml({ groups: groups.map((group) => renderGroup(group, links, scrapeSeconds)) });
}

function renderGroup(rules: Rules, links: Links, scrapeSeconds?: number) {
  return {
    name: rules.name,
    ...(rules.interval === undefined ? {} : { interval: rules.interval }),
    rules: [
      ...rules.recordings.map(({ record, expr, labels }) => ({
        record,
        expr: expr({ scrapeSeconds }),
        ...(labels === undefined ? {} : { labels }),
      })),
      ...rules.alerts.map((alert) => renderAlert(alert, links)),
    ],
  };
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
  const facts = factsOf(alert);
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
    runbook_url: runbookUrl(runbookBase, alert.name),
  };
}

/** Address of an alert's page: a folder of pages, or an address with {alert} where a site has names of its own. */
export function runbookUrl(base: string, alert: string): string {
  return base.includes("{alert}") ? base.replaceAll("{alert}", alert) : `${withoutSlash(base)}/${alert}.md`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
