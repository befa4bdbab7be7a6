/** Rules and dashboards for servers that exist already, before they take a form. */
import { parse } from "yaml";
import { type Dashboard } from "../../dashboards/model/dashboard";
import { renderRules } from "../../rules/render";
import { type Rules } from "../../rules/rule";
import { renameJobs } from "../../signals/rename-jobs";
import { type Stack } from "../../stacks/observatory";
import { type Settings } from "../../stacks/settings";
import { adapted } from "./dashboards";

/** One rule group as Prometheus reads it. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

export interface Content {
  /** Sorted by name. */
  readonly groups: readonly RuleGroup[];
  readonly dashboards: readonly Dashboard[];
}

/** The alert that content leaves out: which jobs there have to be is known of servers of one's own only. */
export const ownAlert = "TargetMissing";

/** A group without what only this program's own servers can have. */
export function withoutOwn(rules: Rules): Rules {
  return { ...rules, alerts: rules.alerts.filter(({ name }) => name !== ownAlert) };
}

/** What a stack has to say to servers that are not its own; jobs have the names that the settings give them. */
export function contentOf({ settings, rules, dashboards }: Stack): Content {
  return {
    groups: rules
      .filter(({ name }) => settings.content.rules[name] !== false)
      .map((group) => rendered(group, settings))
      .filter((group) => group.rules.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    dashboards: dashboards.map((dashboard) => adapted(dashboard, settings)),
  };
}

function rendered(rules: Rules, settings: Settings): RuleGroup {
  const { grafanaUrl, jobs } = settings.content;
  const links = { runbookBase: settings.runbooks, ...(grafanaUrl === undefined ? {} : { grafanaUrl }) };
  const text = renderRules(withoutOwn(rules), { tuning: settings.alerts, links });
  const { groups } = parse(text) as { groups: [RuleGroup] };
  return {
    ...groups[0],
    rules: groups[0].rules.map((rule) => ({ ...rule, expr: renameJobs(String(rule["expr"]), jobs) })),
  };
}
