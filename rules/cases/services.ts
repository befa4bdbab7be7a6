import { type Duration } from "../../platforms/workload";
import { type Labels, type Series } from "./case";
import { counter, steps, type Step } from "./series";

export const shop = { job: "shop" } as const;
export const cart = { job: "cart" } as const;
export const shop1 = { job: "shop", instance: "shop-1" } as const;
export const shop2 = { job: "shop", instance: "shop-2" } as const;
export const cart1 = { job: "cart", instance: "cart-1" } as const;

/** A rate in 1/s: one for all times, or until times. */
export type Rate = number | readonly (readonly [until: Duration, rate: number])[];

/** How long the series of a case are. */
const end: Duration = "4h";

/** Labels as a selector has them. */
export function selector(metric: string, labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${metric}{${pairs.join(", ")}}`;
}

/** A counter that grows at a rate. */
export function grows(metric: string, labels: Labels, rate: Rate, every?: Duration): Series {
  return { [selector(metric, labels)]: counter(typeof rate === "number" ? [[end, rate]] : rate, every) };
}

/** A gauge: one value for all times, or until times. */
export function gauge(
  metric: string,
  labels: Labels,
  value: number | readonly Step[],
  every?: Duration,
  until: Duration = end,
): Series {
  return {
    [selector(metric, labels)]: steps(typeof value === "number" ? [[until, value]] : value, every),
  };
}

interface Requests {
  /** Answered with 200, per second. */
  readonly good: Rate;
  /** Answered with 500, per second. @default no such series */
  readonly bad?: Rate;
  /** @default shop-1 of shop */
  readonly of?: Labels;
  readonly every?: Duration;
}

/** Requests of an instance on one route. */
export function requests({ good, bad, of = shop1, every }: Requests): Series {
  const labels = { ...of, method: "GET", route: "/orders" };
  return {
    ...grows("http_requests_total", { ...labels, status: "200" }, good, every),
    ...(bad === undefined ? {} : grows("http_requests_total", { ...labels, status: "500" }, bad, every)),
  };
}

interface Durations {
  /** Requests per second that take up to so many seconds: the limits of buckets. */
  readonly within: Readonly<Record<string, Rate>>;
  /** @default shop-1 of shop */
  readonly of?: Labels;
}

/** The histogram of an instance on one route, with the buckets that are given; each request is in one of them. */
export function durations({ within, of = shop1 }: Durations): Series {
  const limits = Object.keys(within).sort((a, b) => Number(a) - Number(b));
  const labels = { ...of, method: "GET", route: "/orders" };
  const added = (upTo: number): Rate => {
    const rates = limits.slice(0, upTo).map((limit) => within[limit] ?? 0);
    if (rates.every((rate) => typeof rate === "number")) return rates.reduce((sum, rate) => sum + rate, 0);
    const [stretched = []] = rates.filter((rate) => typeof rate !== "number");
    return stretched.map(([until], index) => [
      until,
      rates
        .map((rate) => (typeof rate === "number" ? rate : (rate[index]?.[1] ?? 0)))
        .reduce((sum, rate) => sum + rate, 0),
    ]);
  };
  return Object.assign(
    {},
    ...[...limits, "+Inf"].map((le, index) =>
      grows("http_request_duration_seconds_bucket", { ...labels, le }, added(index + 1)),
    ),
  ) as Series;
}

interface Past {
  /** Recorded names of what is now and of what was, and how many labels they have. */
  readonly now: string;
  readonly then: string;
  readonly of?: Labels;
  /** Now, over time. */
  readonly is: number | readonly Step[];
  /** Then; "missing" where there is no such past. */
  readonly was: number | "missing";
}

/** A number that the rules have recorded, beside what it was or usually is. */
export function past({ now, then, of = shop, is, was }: Past): Series {
  return {
    ...gauge(now, of, is),
    ...(was === "missing" ? {} : gauge(then, of, was)),
  };
}
