/** Alerts and dashboards that the stack file speaks of. */
import { type Tuning } from "../../rules/rule";
import { list, type Mistake, mistake, type Path } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { didYouMean } from "./nearest";
import { shown } from "./shape";

export function alertMistakes({ alerts = {}, routes }: Draft, { catalogue }: Given): Mistake[] {
  const names = catalogue.alerts.map(({ name }) => name);
  const tuned = Object.entries(alerts).flatMap(([name, tuning]) => {
    const alert = catalogue.alerts.find((known) => known.name === name);
    if (alert === undefined) return [unknown("alerts", name, names)];
    return (alert.problems?.(whole(tuning)) ?? []).map((problem) => mistake(placeOf(name, problem), problem));
  });
  const waiting = [...new Set(routes?.watchdog)].filter((name) => name !== undefined);
  if (alerts["Watchdog"]?.enabled !== false || waiting.length === 0) return tuned;
  const text = `alerts.Watchdog is switched off, but ${list(waiting, "and")} in routes.watchdog would take its silence for an outage. Take one of the two away.`;
  return [...tuned, mistake(["alerts", "Watchdog", "enabled"], text)];
}

type Loose = NonNullable<Draft["alerts"]>[string];

/** A tuning without what is wrong in form, which is told already. */
function whole({ exceptions, parameters, ...rest }: NonNullable<Loose> = {}): Tuning {
  const formed = exceptions?.filter((each) => each?.where !== undefined) ?? [];
  return {
    ...rest,
    parameters: numbers(parameters),
    // Their places are told by number: with one missing, the numbers of the others would be wrong.
    ...(exceptions === undefined || formed.length < exceptions.length
      ? {}
      : {
          exceptions: formed.map((each) => ({
            ...each,
            parameters: numbers(each?.parameters),
            where: Object.fromEntries(
              Object.entries(each?.where ?? {}).flatMap(([label, value]) =>
                value === undefined ? [] : [[label, value]],
              ),
            ),
          })),
        }),
  };
}

function numbers(loose: Readonly<Record<string, number | undefined>> = {}): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(loose).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The place that a sentence speaks of, which stands at its beginning: alerts.Name.exceptions[0].where … */
function placeOf(name: string, problem: string): Path {
  const [, key, index, rest] = /^alerts\.\w+\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(problem) ?? [];
  return [
    "alerts",
    name,
    ...(key === undefined ? [] : [key]),
    ...(index === undefined ? [] : [Number(index)]),
    ...(rest === undefined ? [] : [rest]),
  ];
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
