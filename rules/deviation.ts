import { type deviationOf, usualValue, type Usual } from "../signals/deviation";
import { promql } from "../signals/promql";
import { type Unit } from "../signals/signal";
import { alert } from "./alert";
import { type Case } from "./cases/case";
import { type Alert } from "./rule";

/** An alert on a number that is not what it is at this hour in other weeks. */
export interface Deviation {
  readonly name: string;
  /** The number as it is recorded now and usually. */
  readonly of: Usual;
  /** How far from usual it is; made with `deviationOf` of the same number. */
  readonly signal: ReturnType<typeof deviationOf>;
  /** Share by which it may differ. @default 0.5 */
  readonly above?: number;
  /** Below so much, usually, a number is too small to differ: two users instead of four are no news. */
  readonly level: { readonly value: number; readonly unit: Unit; readonly meaning: string };
  /** info: shown only. warning: a ticket. Nobody is ever called for a number that is merely odd. @default "info" */
  readonly severity?: "info" | "warning";
  readonly team: string;
  readonly service: string;
  readonly summary: string;
  readonly description: string;
  readonly dashboard: Alert["dashboard"];
  readonly cases: readonly Case[];
}

/**
 * Makes an alert that is off until a stack file switches it on: what is usual differs from place to place, and a list of all
 * that was ever odd is read by nobody. `{level}` in its texts is the level. Throws an Error as `alert()` does.
 */
export function deviation({ name, of, level, above = 0.5, severity = "info", ...told }: Deviation): Alert {
  return alert(name, {
    ...told,
    above,
    severity,
    and: (s, n) => promql`${usualValue(of, s)} >= ${n("level")}`,
    parameters: { level },
    kind: "trend",
    optIn: true,
    for: "30m",
    keepFiringFor: "30m",
  });
}
