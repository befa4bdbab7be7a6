/** Series of a cluster, as the API server's objects and the nodes give them. */
import { type Labels, type Series } from "./case";
import { counter } from "./series";

/** Number of values of a series that does not change: four hours of them, 15 s apart. */
const length = 960;

/** A series of a job. A number is a value that does not change. */
export function seriesOf(job: string) {
  return (metric: string, labels: Labels, values: string | number): Series => {
    const pairs = Object.entries({ job, ...labels }).map(([label, value]) => `${label}="${value}"`);
    return {
      [`${metric}{${pairs.join(", ")}}`]: typeof values === "number" ? `${values}x${length}` : values,
    };
  };
}

/** A series of kube-state-metrics. */
export function state(metric: string, labels: Labels, values: string | number): Series {
  return seriesOf("kube-state-metrics")(metric, { instance: "kube-state-metrics", ...labels }, values);
}

/** Labels of the pod and the container that most cases are about, and of another beside it. */
export const pod = { namespace: "shop", pod: "checkout-6d4cf56db6-abcde" } as const;
export const container = { ...pod, container: "checkout" } as const;
export const otherPod = { namespace: "shop", pod: "basket-5f7d9c-fghij" } as const;
export const otherContainer = { ...otherPod, container: "basket" } as const;

/** Rate of requests within the limit of `buckets` at which 99 % of them are just within it. */
export const fast = 100;

/** For `proof`: 99 % of the requests are just slower, or just within the limit of `buckets`. Its value is 1.02 of the limit. */
export const slow = { over: 98.98, under: fast, shape: counter, since: "15s", good: fast } as const;

/**
 * A histogram with `rate` requests a second, of which `within` is the course of those within the limit, in seconds. The rest
 * takes up to twice as long.
 */
export function buckets(
  job: string,
  metric: string,
  labels: Labels,
  limit: number,
  within: string,
  rate = 100,
): Series {
  const all = counter([["4h", rate]]);
  const bucket = (le: string, values: string): Series =>
    seriesOf(job)(`${metric}_bucket`, { ...labels, le }, values);
  return {
    ...bucket(`${Number((0.4 * limit).toPrecision(6))}`, counter([["4h", 0]])),
    ...bucket(`${limit}`, within),
    ...bucket(`${2 * limit}`, all),
    ...bucket("+Inf", all),
    ...seriesOf(job)(`${metric}_count`, labels, all),
  };
}
