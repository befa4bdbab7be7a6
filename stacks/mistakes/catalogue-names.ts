/** Alerts and dashboards that the stack file speaks of. */
import { list, type Mistake, mistake } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { didYouMean } from "./nearest";
import { shown } from "./shape";

export function alertMistakes({ alerts = {}, routes }: Draft, { catalogue }: Given): Mistake[] {
  const names = catalogue.alerts.map(({ name }) => name);
  const tuned = Object.entries(alerts).flatMap(([name, tuning]) => {
    const alert = catalogue.alerts.find((known) => known.name === name);
    if (alert === undefined) return [unknown("alerts", name, names)];
    const at = ["alerts", name, "threshold"];
    const threshold = tuning?.threshold;
    if (threshold === undefined) return [];
    if (alert.hasThreshold)
      return (alert.thresholdProblems?.(threshold) ?? []).map((problem) =>
        mistake(at, `alerts.${name}: ${problem}.`),
      );
    const text = `alerts.${name}.threshold is set, but ${name} has no threshold. Take the line away. What can be set is for, keepFiringFor, severity and enabled.`;
    return [mistake(at, text)];
  });
  const waiting = [...new Set(routes?.watchdog)].filter((name) => name !== undefined);
  if (alerts["Watchdog"]?.enabled !== false || waiting.length === 0) return tuned;
  const text = `alerts.Watchdog is switched off, but ${list(waiting, "and")} in routes.watchdog would take its silence for an outage. Take one of the two away.`;
  return [...tuned, mistake(["alerts", "Watchdog", "enabled"], text)];
}

export function dashboardMistakes({ dashboards = {} }: Draft, { catalogue }: Given): Mistake[] {
  return Object.keys(dashboards)
    .filter((uid) => !catalogue.dashboards.includes(uid))
    .map((uid) => unknown("dashboards", uid, catalogue.dashboards));
}

function unknown(of: "alerts" | "dashboards", name: string, names: readonly string[]): Mistake {
  const what = of === "alerts" ? "an alert" : "a dashboard";
  const near = didYouMean(name, names);
  const plain = /^[\w-]+$/.test(name) ? name : shown(name);
  const rest =
    near !== ""
      ? near
      : names.length === 0
        ? ` There are no ${of}.`
        : ` The ${of} are ${list([...names].sort(), "and")}.`;
  return mistake([of, name], `${of}.${plain} is not ${what}.${rest}`);
}
