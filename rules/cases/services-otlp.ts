import { type Labels, type Series } from "./case";
import { grows, type Rate, shop1 } from "./services";

const server = { http_request_method: "GET", http_route: "/orders", url_scheme: "http" };

interface Answers {
  /** Answered with 200, per second. */
  readonly good: Rate;
  /** Answered with 500, per second. @default no such series */
  readonly bad?: Rate;
  /** @default shop-1 of shop */
  readonly of?: Labels;
}

/** Requests of an instance on one route, as OpenTelemetry counts them. */
export function answers({ good, bad, of = shop1 }: Answers): Series {
  const count = (status: string, rate: Rate): Series =>
    grows(
      "http_server_request_duration_seconds_count",
      { ...of, ...server, http_response_status_code: status },
      rate,
    );
  return { ...count("200", good), ...(bad === undefined ? {} : count("500", bad)) };
}

/** The histogram of an instance: so many requests a second up to 1 s, and so many between 1 and 2.5 s. */
export function answerTimes(fast: Rate, slow: Rate, of: Labels = shop1): Series {
  const bucket = (le: string, rate: Rate): Series =>
    grows("http_server_request_duration_seconds_bucket", { ...of, ...server, le }, rate);
  const all = sum(fast, slow);
  return { ...bucket("0.5", 0), ...bucket("1", fast), ...bucket("2.5", all), ...bucket("+Inf", all) };
}

/** What a service does with others: calls of hosts, operations of databases. */
export interface Outgoing {
  readonly metric:
    "db_client_operation_duration_seconds_count" | "http_client_request_duration_seconds_count";
  /** Labels of the alert, and those that tell whom it asks. */
  readonly of: Labels;
  readonly good: Rate;
  /** By type of error. */
  readonly bad?: Readonly<Record<string, Rate>>;
}

/** Calls of one instance that end well, and those that end with an error. */
export function outgoing({ metric, of, good, bad = {} }: Outgoing): Series {
  const labels = { instance: "shop-1", ...of };
  return Object.assign(
    grows(metric, labels, good),
    ...Object.entries(bad).map(([type, rate]) => grows(metric, { ...labels, error_type: type }, rate)),
  ) as Series;
}

/** Two rates added; where both change, they change at the same times. */
function sum(a: Rate, b: Rate): Rate {
  if (typeof a === "number" && typeof b === "number") return a + b;
  const [longer, other] = typeof a === "number" ? [b, a] : [a, b];
  if (typeof longer === "number") return longer;
  return longer.map(([until, rate], index) => [
    until,
    rate + (typeof other === "number" ? other : (other[index]?.[1] ?? 0)),
  ]);
}
