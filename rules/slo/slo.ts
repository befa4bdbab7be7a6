import { promql, type Promql } from "../../signals/promql";
import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { recorded } from "../recording";
import { type Recording } from "../rule";
import { partsOf, type Sli } from "./sli";

/** How a service level objective is written. */
export interface SloDefinition {
  /** Lower-case words with hyphens, unique in a stack: the label `slo`. */
  readonly name: string;
  /** Whose objective it is: the label `service`. */
  readonly service: string;
  /** Share of events that shall be good: more than 0, less than 1. */
  readonly objective: number;
  /** Over how long, in whole days from 7d to 90d. @default "30d" */
  readonly window?: Duration;
  readonly sli: Sli;
}

/** A service level objective, with what is recorded for it. Its alerts are the same for all; see alerts.ts. */
export interface Slo {
  readonly name: string;
  readonly service: string;
  readonly objective: number;
  /** Share of events that may be bad: 1 - objective, without the noise of binary fractions. */
  readonly errorBudget: number;
  readonly window: Duration;
  readonly recordings: readonly Recording[];
}

/** Windows over which the rates are taken from what is measured; the long ones add up the recorded rates of 5 minutes. */
const shortWindows = ["5m", "30m", "1h", "2h", "6h"] as const;
const longWindows = ["1d", "3d"] as const;

/**
 * Makes an objective. Throws an Error that lists everything that is wrong with it: its name, an objective that is no share,
 * a window that is too short for the alerts or too long to be kept, or an expression that does not parse.
 */
export function slo(definition: SloDefinition): Slo {
  const { name, service, objective, window = "30d", sli } = definition;
  const problems = sloProblems(definition);
  if (problems.length > 0)
    throw new Error(`The objective ${name} cannot be made:\n- ${problems.join("\n- ")}`);
  const errorBudget = exact(1 - objective);
  return Object.freeze({
    name,
    service,
    objective,
    errorBudget,
    window,
    recordings: recordingsOf({ name, service, objective, errorBudget, window, sli }),
  });
}

/** What is wrong with the numbers and names of an objective, a sentence each; nothing for a good one. */
export function sloProblems({
  name,
  service,
  objective,
  window = "30d",
  sli,
}: SloDefinition): readonly string[] {
  const days = toSeconds(window) / 86_400;
  return [
    ...(/^[a-z][a-z0-9-]*$/.test(name)
      ? []
      : [`its name ${JSON.stringify(name)} is not of lower-case letters, digits and hyphens`]),
    ...(service === "" ? ["it belongs to no service; give it one"] : []),
    ...(objective > 0 && objective < 1 ? [] : [objectiveProblem(objective)]),
    ...(Number.isInteger(days) && days >= 7 && days <= 90
      ? []
      : [`its window ${window} is not of whole days from 7d to 90d; write 30d, for example`]),
    ...(sli.kind === "latency" && !(sli.below > 0)
      ? [`it wants answers below ${sli.below} s; write a bucket of the histogram, such as 0.5`]
      : []),
  ];
}

function objectiveProblem(objective: number): string {
  const share = exact(objective / 100);
  const remedy =
    objective > 1 && objective < 100 ? `write ${share} for ${objective} %` : "write 0.999 for 99.9 %";
  return `its objective ${objective} is not between 0 and 1; ${remedy}`;
}

/** Twelve digits: 1 - 0.999 is 0.001, not 0.0010000000000000009. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function recordingsOf({
  name,
  service,
  objective,
  errorBudget,
  window,
  sli,
}: Omit<Slo, "recordings"> & Pick<SloDefinition, "sli">): readonly Recording[] {
  const labels = { service, slo: name };
  const { errors, events, ratio } = partsOf(sli);
  const constant = (record: string, value: number): Recording =>
    recorded(record, () => promql`vector(${value})`, "5m", labels);
  return [
    constant("slo_service:objective:ratio", objective),
    constant("slo_service:error_budget:ratio", errorBudget),
    constant("slo_service:window:seconds", toSeconds(window)),
    recorded("slo_service:errors:rate5m", errors, "5m", labels),
    recorded("slo_service:events:rate5m", events, "5m", labels),
    ...shortWindows.map((each) => recorded(`slo_service:error:ratio_rate${each}`, ratio, each, labels)),
    ...longWindows.map((each) =>
      recorded(`slo_service:error:ratio_rate${each}`, () => fromRates(name, each), each, labels),
    ),
    recorded("slo_service:error:ratio_period", () => fromRates(name, window), "5m", labels),
  ];
}

/**
 * Share of bad events over a long window, from recorded rates: days of the counters of many instances would be too much to
 * read at every evaluation. Each event counts once; the mean of the shares would let a quiet night count as much as a day.
 */
function fromRates(name: string, window: Duration): Promql {
  const sum = (metric: string): Promql => promql`sum(sum_over_time(${metric}{slo="${name}"}[${window}]))`;
  return promql`${sum("slo_service:errors:rate5m")} / (${sum("slo_service:events:rate5m")} > 0)`;
}
