import { type Promql } from "../signals/promql";
import { type Signal, type Unit } from "../signals/signal";
import { type Duration } from "../platforms/workload";
import { type Capability } from "./capability";
import { type Case } from "./cases/case";

/** critical: somebody is called now. warning: a ticket. info: shown, never sent alone. none: plumbing (watchdog). */
export type Severity = "critical" | "warning" | "info" | "none";

/**
 * immediate: something happened. threshold: a level for a time. trend: where it leads to, or how it differs from what is
 * usual; paired with a level, so that small numbers do not count.
 */
export type Kind = "immediate" | "threshold" | "trend";

/** One alert, finished: defaults filled in, expression built, proof attached. Made by `alert()` in rules/alert.ts. */
export interface Alert {
  /** UpperCamelCase; also the name of its runbook page, runbooks/<name>.md, and of its entry in a stack file. */
  readonly name: string;
  /** File of the program in which it is written, for messages: "rules/host.ts". */
  readonly file: string;
  readonly kind: Kind;
  readonly signal?: Signal;
  /** Unit of `$value`. */
  readonly unit: Unit;
  /** Labels that its series have; its texts may use these. */
  readonly by: readonly string[];
  readonly threshold?: Threshold;
  /** Further numbers of its condition, by name. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The expression; with the alert's own numbers over all series, where nothing else is given. */
  expr(inForce?: InForce): Promql;
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  readonly severity: Severity;
  /** Who owns it, for routing, for example "infrastructure". */
  readonly team: string;
  /** Which part of the world it speaks of, for example "host" or "prometheus". */
  readonly service: string;
  /** One line with the value in its unit; Prometheus template, where {threshold}, {for}, {value} and the names of parameters stand for the numbers in force. */
  readonly summary: string;
  /** What is wrong, what it leads to, in two or three sentences; a template like `summary`. */
  readonly description: string;
  /** uid of the dashboard that shows it, and the label whose value becomes the dashboard's variable of that name. */
  readonly dashboard: { readonly uid: string; readonly variables: readonly string[] };
  /** What must be there so that it can fire, beside what its group needs. */
  readonly needs: readonly Capability[];
  /** Labels by which a stack file can pick series: those that every series has that the expression reads. */
  readonly selectable: readonly string[];
  /** True for an alert that is off until a stack file switches it on. */
  readonly optIn: boolean;
  /** What proves it; at least one of each: fires, quiet, resolves. An alert that always fires has the first kind only. */
  readonly cases: readonly Case[];
}

/** A limit with a direction. The number is in the signal's unit. */
export interface Threshold {
  readonly is: "above" | "below";
  readonly value: number;
}

/** A number beside the threshold that a stack file may change. */
export interface Parameter {
  readonly value: number;
  readonly unit: Unit;
  /** What it is, in a few words, for messages and the list of alerts. */
  readonly meaning: string;
}

/** The numbers of an alert as a stack wants them, and the series that it is about. */
export interface InForce {
  /** @default the alert's own */
  readonly threshold?: number | undefined;
  /** Values by name; those that are missing are the alert's own. */
  readonly parameters?: Readonly<Record<string, number>> | undefined;
  /** Label matchers, as PromQL has them between braces. @default none: all series */
  readonly matchers?: string | undefined;
  /** Scrape interval of the stack, in seconds. @default 15 */
  readonly scrapeSeconds?: number | undefined;
}

/** A recording rule: level:metric:operation. */
export interface Recording {
  readonly record: string;
  /** The expression, for a stack's scrape interval. */
  expr(inForce?: Pick<InForce, "scrapeSeconds">): Promql;
  /** Labels that are set on what it records. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A group of rules that are evaluated together; one file of the Prometheus rule folder. */
export interface Rules {
  /** File and group name, for example "host". */
  readonly name: string;
  /** @default the stack's evaluation interval */
  readonly interval?: Duration;
  /** What must be there so that any of its rules makes sense. @default nothing */
  readonly needs?: readonly Capability[];
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}

/** What a stack file may change of an alert for all series or for some. */
export interface Change {
  readonly threshold?: number | undefined;
  readonly parameters?: Readonly<Record<string, number>> | undefined;
  readonly for?: Duration | undefined;
  readonly keepFiringFor?: Duration | undefined;
  readonly severity?: Severity | undefined;
  readonly team?: string | undefined;
  /** false takes the alert away; true switches on one that is off by itself. */
  readonly enabled?: boolean | undefined;
}

/** What holds for the series that have a value of one label. */
export interface Exception extends Change {
  /** One label and its value, a regular expression of Prometheus that fits the whole: { instance: "db-1|db-2" }. */
  readonly where: Readonly<Record<string, string>>;
}

/** What a stack file may change of an alert, by its name. */
export interface Tuning extends Change {
  /** Label matchers that all series of the alert have to meet: `instance!~"ci-.*"`. */
  readonly selector?: string | undefined;
  /** Series with values of their own; of two that fit, the first counts. */
  readonly exceptions?: readonly Exception[] | undefined;
}
