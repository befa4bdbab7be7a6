import { type Duration } from "../platforms/workload";
import { toSeconds } from "../rules/duration";
import { type Promql } from "./promql";

/** Units that signals are measured in, by Grafana's ids: one list, so that a typo is a type error. */
export type Unit =
  | "percentunit"
  | "bytes"
  | "Bps"
  | "s"
  | "short"
  | "reqps"
  | "ops"
  | "cps"
  | "pps"
  | "celsius"
  | "watt"
  | "hertz"
  | "bool"
  | "dtdurations"
  | "dateTimeAsIso"
  | "none";

/** What a number is about, in the terms of the golden signals; it decides the colour of its line. */
export type Tone = "error" | "latency" | "traffic" | "saturation";

/** Where and over what time a signal is asked for: alerts ask over all targets and a fixed range, panels over variables. */
export interface Scope {
  /** Label matchers, without braces, that select the targets of one job: `job="node", instance=~"$instance"`. */
  select(job: string): string;
  /** Selector, with braces, of the targets of whatever job: `up${s.any}`. "" for all of them. */
  readonly any: string;
  /**
   * More matchers, with a comma before them, for the metric ALERTS: `ALERTS{alertstate="firing"${s.alerts}}`. "" for
   * all alerts. Alerts have the labels of their own expressions only, so neither job nor cluster can be counted on.
   */
  readonly alerts: string;
  /** Range of rates, for example "5m" or "$__rate_interval". */
  readonly range: string;
  /**
   * A duration of so many scrapes: `up[${s.scrapes(2.5)}]` has two samples or three. Alerts follow the stack's scrape
   * interval; panels take Grafana's own.
   */
  scrapes(count: number): string;
}

/** A measurement, stated once: alerts and panels are made from it, so that both speak of the same number. */
export interface Signal {
  readonly title: string;
  readonly unit: Unit;
  /** What the number says, in a sentence; the first part of every panel's description. */
  readonly meaning: string;
  /** Labels that tell the result's series apart; legends and alert texts may use these and no others. */
  readonly by: readonly string[];
  /** @default by unit: times are latency, rates are traffic, others have none */
  readonly tone?: Tone;
  /** The signal that this one is a recording of, or the highest of: limits of its alerts hold here, too. @default none */
  readonly recordingOf?: Signal;
  /** Lowest and highest value that can occur, for axes. @default unbounded */
  readonly min?: number;
  readonly max?: number;
  /**
   * Highest value that is believed, in the signal's unit: what lies above is a sentinel of a driver or an exporter.
   * Alerts above a threshold stop there. @default by unit, see `plausible` in plausible.ts
   */
  readonly plausible?: number;
  value(scope: Scope): Promql;
}

/** States a signal. */
export function signal(definition: Signal): Signal {
  return Object.freeze(definition);
}

/** What narrows the scope of an alert, or follows from how a stack scrapes. */
export interface Narrowed {
  /** Further label matchers, as PromQL has them between braces: `instance!~"ci-.*", mountpoint="/"`. @default none */
  readonly matchers?: string | undefined;
  /** Scrape interval, in seconds. @default 15, that of the settings */
  readonly scrapeSeconds?: number | undefined;
}

/** Scrape interval where nothing else is said, in seconds. */
export const defaultScrapeSeconds = 15;

/**
 * The scope of alerts: every target of the job, over a fixed range. A range that would have fewer than four scrapes
 * is made as long as four: a rate over less is blind as soon as one scrape is late.
 */
export function everywhere(
  range: Duration,
  { matchers = "", scrapeSeconds = defaultScrapeSeconds }: Narrowed = {},
): Scope {
  const more = matchers === "" ? "" : `, ${matchers}`;
  const rate = Math.max(toSeconds(range), 4 * scrapeSeconds);
  return {
    select: (job) => `job="${job}"${more}`,
    any: matchers === "" ? "" : `{${matchers}}`,
    alerts: more,
    range: rate === toSeconds(range) ? range : `${rate}s`,
    scrapes: (count) => `${Math.ceil(count * scrapeSeconds)}s`,
  };
}
