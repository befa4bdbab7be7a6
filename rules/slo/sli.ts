/** What an objective counts: events, and those of them that failed. */
import { promql, toPromql, type Promql } from "../../signals/promql";
import { type Scope } from "../../signals/signal";
import { toSeconds } from "../duration";
import { type Duration } from "../../platforms/workload";

/** An expression over a window: the scope's range, `${s.range}`. */
export type OverWindow = (scope: Scope) => Promql;

/**
 * Service level indicator: which events count, and which of them are bad.
 *
 * availability: two counters, as rates in 1/s; series of several instances are added up. latency: the buckets of a
 * classic histogram; what takes longer than `below` seconds is bad. probe: calls of a probe; those that fail are bad.
 */
export type Sli =
  | { readonly kind: "availability"; readonly errors: OverWindow; readonly total: OverWindow }
  | { readonly kind: "availability"; readonly good: OverWindow; readonly total: OverWindow }
  | {
      readonly kind: "latency";
      /** Name of the histogram, without _bucket: "http_request_duration_seconds". */
      readonly histogram: string;
      /** Label matchers of its series: `job="shop", route="/pay"`. */
      readonly matchers: string;
      /** Seconds; has to be the limit of a bucket, or nothing is known. */
      readonly below: number;
    }
  | {
      readonly kind: "probe";
      /** Name of the probe: the label `instance` of probe_success. */
      readonly probe: string;
    };

/** An indicator in the form that all objectives are recorded in; each expression gives one number without labels. */
export interface Parts {
  /** Bad events in 1/s; 0 where all are good, and absent where nothing is known. */
  readonly errors: OverWindow;
  /** Events in 1/s. */
  readonly events: OverWindow;
  /** Share of the events that are bad; absent where there are no events. */
  readonly ratio: OverWindow;
}

/** The numbers of an indicator. Throws an Error for a metric name or matchers that do not parse. */
export function partsOf(sli: Sli): Parts {
  if (sli.kind === "probe") return ofProbe(sli.probe);
  const events: OverWindow =
    sli.kind === "latency"
      ? (s) => rateOf(`${sli.histogram}_count{${sli.matchers}}`, s)
      : (s) => promql`sum(${sli.total(s)})`;
  const errors: OverWindow =
    sli.kind === "latency"
      ? // Without the bucket there is no number: all requests would count as slow.
        (s) => promql`clamp_min(${events(s)} - ${rateOf(bucketBelow(sli), s)}, 0)`
      : "good" in sli
        ? (s) => promql`clamp_min(${events(s)} - (sum(${sli.good(s)}) or 0 * ${events(s)}), 0)`
        : // A service that never failed has no series of failures.
          (s) => promql`sum(${sli.errors(s)}) or 0 * ${events(s)}`;
  return { errors, events, ratio: (s) => promql`${errors(s)} / (${events(s)} > 0)` };
}

function rateOf(selector: string, s: Scope): Promql {
  return promql`sum(rate(${toPromql(selector)}[${s.range}]))`;
}

/** Prometheus 3 writes a whole number as "1.0" when it scrapes, OTLP and older ones as "1". */
function bucketBelow({ histogram, matchers, below }: Extract<Sli, { kind: "latency" }>): string {
  const le = Number.isInteger(below) ? `le=~"${below}|${below}\\\\.0"` : `le="${below}"`;
  return `${histogram}_bucket{${matchers}${matchers === "" ? "" : ", "}${le}}`;
}

function ofProbe(probe: string): Parts {
  const success = `probe_success{job="blackbox", instance=${JSON.stringify(probe)}}`;
  const calls = (s: Scope): Promql => promql`sum(count_over_time(${toPromql(success)}[${s.range}]))`;
  const seconds = (s: Scope): number => toSeconds(s.range as Duration);
  return {
    errors: (s) =>
      promql`(${calls(s)} - sum(sum_over_time(${toPromql(success)}[${s.range}]))) / ${seconds(s)}`,
    events: (s) => promql`${calls(s)} / ${seconds(s)}`,
    ratio: (s) => promql`1 - avg(avg_over_time(${toPromql(success)}[${s.range}]))`,
  };
}
