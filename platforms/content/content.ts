/** Rules and dashboards for servers that exist already, before they take a form. */
import { parse } from "yaml";
import { type Dashboard } from "../../dashboards/model/dashboard";
import { renderRules } from "../../rules/render";
import { type Rules } from "../../rules/rule";
import { renameJobs } from "../../signals/rename-jobs";
import { type Stack } from "../../stacks/observatory";
import { type Settings } from "../../stacks/settings";

/** One rule group as Prometheus reads it. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

export interface Content {
  readonly groups: readonly RuleGroup[];
  readonly dashboards: readonly Dashboard[];
}

/** What a stack has to say to servers that are not its own; jobs have the names that the settings give them. */
export function contentOf({ settings, rules, dashboards }: Stack): Content {
  const { jobs } = settings.content;
  return {
    groups: [...rules]
      .map(withoutOwnTargets)
      .filter(({ alerts, recordings }) => alerts.length + recordings.length > 0)
      .map((group) => rendered(group, settings))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    dashboards: dashboards.map((dashboard) => ({
      ...dashboard,
      json: withJobs(dashboard.json, (expr) => renameJobs(expr, jobs)),
    })),
  };
}

/** Which jobs there have to be is known of servers of one's own only. */
function withoutOwnTargets(rules: Rules): Rules {
  return { ...rules, alerts: rules.alerts.filter(({ name }) => name !== "TargetMissing") };
}

function rendered(rules: Rules, settings: Settings): RuleGroup {
  const { grafanaUrl, jobs } = settings.content;
  const links = { runbookBase: settings.runbooks, ...(grafanaUrl === undefined ? {} : { grafanaUrl }) };
  const text = renderRules(rules, { tuning: settings.alerts, links });
  const { groups } = parse(text) as { groups: [RuleGroup] };
  return {
    ...groups[0],
    rules: groups[0].rules.map((rule) => ({ ...rule, expr: renameJobs(String(rule["expr"]), jobs) })),
  };
}

/** A dashboard with other queries: those of panels, and those that find the choices of variables. */
function withJobs(json: string, rename: (expr: string) => string): string {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        queryKeys.includes(key) && typeof inner === "string" ? rename(inner) : walk(inner),
      ]),
    );
  };
  return `${JSON.stringify(walk(JSON.parse(json)), null, 2)}\n`;
}

const queryKeys = ["definition", "expr", "query"];
