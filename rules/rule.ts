import { type Promql } from "../signals/promql";
import { type Signal } from "../signals/signal";
import { type Duration } from "../platforms/workload";
import { type Case } from "./cases/case";

/** critical: somebody is called now. warning: a ticket. info: shown, never sent alone. none: plumbing (watchdog). */
export type Severity = "critical" | "warning" | "info" | "none";

/** One alert, finished: defaults filled in, expression built, proof attached. Made by `alert()` in rules/alert.ts. */
export interface Alert {
  /** UpperCamelCase; also the name of its runbook page, runbooks/<name>.md, and of its entry in a stack file. */
  readonly name: string;
  readonly signal?: Signal;
  readonly threshold?: Threshold;
  /** The expression for a threshold; the default threshold where none is given. */
  expr(threshold?: number): Promql;
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  readonly severity: Severity;
  /** Who owns it, for routing, for example "infrastructure". */
  readonly team: string;
  /** Which part of the world it speaks of, for example "host" or "prometheus". */
  readonly service: string;
  /** One line with the value in its unit; Prometheus template, where {threshold} and {for} stand for the numbers in force. */
  readonly summary: string;
  /** What is wrong, what it leads to, in two or three sentences; a template like `summary`. */
  readonly description: string;
  /** uid of the dashboard that shows it, and the label whose value becomes the dashboard's variable of that name. */
  readonly dashboard: { readonly uid: string; readonly variables: readonly string[] };
  /** What proves it; at least one of each: fires, quiet, resolves. An alert that always fires has the first kind only. */
  readonly cases: readonly Case[];
}

/** A limit with a direction. The number is in the signal's unit. */
export interface Threshold {
  readonly is: "above" | "below";
  readonly value: number;
}

/** A recording rule: level:metric:operation. */
export interface Recording {
  readonly record: string;
  readonly expr: Promql;
  /** Labels that are set on what it records. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A group of rules that are evaluated together; one file of the Prometheus rule folder. */
export interface Rules {
  /** File and group name, for example "host". */
  readonly name: string;
  /** @default the stack's evaluation interval */
  readonly interval?: Duration;
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}

/** What a stack file may change of an alert, by its name. */
export interface Tuning {
  readonly threshold?: number | undefined;
  readonly for?: Duration | undefined;
  readonly keepFiringFor?: Duration | undefined;
  readonly severity?: Severity | undefined;
  /** false takes the alert away. @default true */
  readonly enabled?: boolean | undefined;
}
