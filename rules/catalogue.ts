import { alertmanagerRules } from "./alertmanager";
import { hostRules } from "./host";
import { probeRules } from "./probes";
import { prometheusRules } from "./prometheus";
import { type Alert, type Rules } from "./rule";
import { targetRules } from "./targets";
import { watchdogRules } from "./watchdog";

/**
 * Every group of rules that there is, whatever a stack has switched on. A stack takes those of its components.
 * `expectedJobs` as in `targetRules`; the default serves where only names and texts matter.
 */
export function allRules(
  expectedJobs: readonly string[] = ["alertmanager", "node", "prometheus"],
): readonly Rules[] {
  return [
    alertmanagerRules,
    hostRules,
    probeRules,
    prometheusRules,
    targetRules(expectedJobs),
    watchdogRules,
  ];
}

/** Every alert that there is, by name. */
export const allAlerts: Readonly<Record<string, Alert>> = Object.fromEntries(
  allRules()
    .flatMap((rules) => rules.alerts)
    .map((alert) => [alert.name, alert] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Names of all alerts, sorted. */
export const alertNames: readonly string[] = Object.keys(allAlerts);
