import { type Alert, type Severity, type Tuning } from "../../rules/rule";
import { type Duration } from "../../platforms/workload";
import { type Unit } from "../../signals/signal";
import { tune } from "../../rules/tuning";
import { colours } from "./colours";
import { withUnit } from "../../signals/unit";

/** The limit of an alert, as the stack file has tuned it. */
export interface Limit {
  readonly alert: string;
  readonly is: "above" | "below";
  readonly value: number;
  readonly severity: Severity;
  readonly for: Duration;
}

/** From this value on, this colour. The first step has no value: it holds from minus infinity. */
export interface Step {
  readonly value: number | null;
  readonly colour: string;
}

/** Colours of limits, from harmless to grave. */
const ofSeverity: Readonly<Record<Severity, string>> = {
  none: colours.good,
  info: colours.info,
  warning: colours.warning,
  critical: colours.bad,
};
const gravity: readonly Severity[] = ["none", "info", "warning", "critical"];

/**
 * The limit that an alert draws; undefined when the stack file has taken the alert away. Throws an Error for an
 * alert without a threshold, where there is no line to draw, and for a tuning that the alert cannot take.
 */
export function limit(alert: Alert, tuning?: Tuning): Limit | undefined {
  // A line is drawn for all series alike: exceptions are a matter of single ones.
  const [tuned] = tune(alert, tuning);
  if (tuned?.threshold === undefined)
    throw new Error(`${alert.name} has no threshold. Take it out of the panel's line.`);
  if (!tuned.enabled) return undefined;
  return {
    alert: alert.name,
    is: tuned.threshold.is,
    value: tuned.threshold.value,
    severity: tuned.severity,
    for: tuned.for,
  };
}

/** The colour of every range of values: that of the gravest alert whose condition holds there. */
export function steps(limits: readonly Limit[]): readonly Step[] {
  const values = [...new Set(limits.map((each) => each.value))].sort((a, b) => a - b);
  return [null, ...values]
    .map((value): Step => ({ value, colour: colourAbove(value, limits) }))
    .filter((step, index, all) => step.colour !== all[index - 1]?.colour);
}

function colourAbove(from: number | null, limits: readonly Limit[]): string {
  const holds = limits.filter((each) =>
    each.is === "above" ? from !== null && each.value <= from : from === null || each.value > from,
  );
  const worst = Math.max(0, ...holds.map((each) => gravity.indexOf(each.severity)));
  return ofSeverity[gravity[worst] ?? "none"];
}

/** Harmless, and bad from a value on that no alert holds: a count that should be 0, for example. */
export function badFrom(value: number): readonly Step[] {
  return [
    { value: null, colour: colours.good },
    { value, colour: colours.bad },
  ];
}

/** "Alert HostCpuSaturated (warning): above 90 % for 15m." */
export function limitInWords(of: Limit, unit: Unit): string {
  const time = of.for === "0s" ? "" : ` for ${of.for}`;
  return `Alert ${of.alert} (${of.severity}): ${of.is} ${withUnit(of.value, unit)}${time}.`;
}
