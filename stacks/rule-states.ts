import { type Site } from "../platforms/workload";
import { allRules } from "../rules/catalogue";
import { type Alert, type Rules } from "../rules/rule";
import { tune } from "../rules/tuning";
import { capabilitiesOf, missing, type Capabilities } from "./capabilities";
import { type Settings } from "./settings";

/** An alert as a stack has it. */
export interface RuleState {
  readonly group: string;
  /** With the numbers in force. */
  readonly alert: Alert;
  readonly on: boolean;
  /** Why it is off, and what to write to have it on. "" for one that is on. */
  readonly why: string;
}

/** Every alert that there is, sorted by group and name: on, or off and why. */
export function ruleStates(settings: Settings, site: Pick<Site, "runs" | "target">): readonly RuleState[] {
  const has = capabilitiesOf(settings, site);
  return allRules()
    .flatMap((rules) => rules.alerts.map((alert) => stateOf(alert, rules, settings, has)))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const key = ({ group, alert }: RuleState): string => `${group} ${alert.name}`;

function stateOf(alert: Alert, rules: Rules, settings: Settings, has: Capabilities): RuleState {
  const tuning = settings.alerts[alert.name];
  const [tuned = alert] = tune(alert, tuning);
  const why = reason(alert, rules, settings, has);
  return { group: rules.name, alert: tuned, on: why === "", why };
}

function reason(alert: Alert, { name, needs = [] }: Rules, settings: Settings, has: Capabilities): string {
  const lacks = missing(has, [...needs, ...alert.needs])[0];
  if (lacks !== undefined) return lacks.why;
  if (settings.target === "content" && settings.content.rules[name] === false)
    return "the stack file leaves the group out: content.rules";
  const enabled = settings.alerts[alert.name]?.enabled;
  if (enabled === false) return "the stack file switches it off";
  if (alert.optIn && enabled !== true)
    return `off by itself; write observatory:alerts: { ${alert.name}: { enabled: true } }`;
  return "";
}
