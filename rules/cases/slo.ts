import { type SloWindow } from "../../signals/slo";
import { type Labels, type Series } from "./case";
import { steps, type Step } from "./series";
import { type Duration } from "../../platforms/workload";

/** How long the series of a case are. */
const end: Duration = "4h";

export const checkout: Labels = { slo: "checkout-availability", service: "checkout" };
export const mail: Labels = { slo: "mail-latency", service: "mail" };

interface Recorded {
  /** Share of bad events by window: one for all times, or over time. Windows that are not given are at 0. */
  readonly bad: Readonly<Partial<Record<SloWindow | "period", number | readonly Step[]>>>;
  /** Events per second. @default 1 */
  readonly events?: number;
  /** Days of the objective's window. @default 30 */
  readonly days?: number;
  /** Share of events that may be bad. @default 0.01 */
  readonly budget?: number;
  /** @default checkout */
  readonly of?: Labels;
  /** @default "15s" */
  readonly every?: Duration;
  /** How long the series are. @default "4h" */
  readonly until?: Duration;
}

const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;

/** What the rules record of an objective. */
export function objective(given: Recorded): Series {
  const { bad, events = 1, days = 30, budget = 0.01, of = checkout, every, until = end } = given;
  const labels = `{service="${of["service"]}", slo="${of["slo"]}"}`;
  const course = (value: number | readonly Step[] = 0): string =>
    steps(typeof value === "number" ? [[until, value]] : value, every);
  return {
    [`slo_service:objective:ratio${labels}`]: course(1 - budget),
    [`slo_service:error_budget:ratio${labels}`]: course(budget),
    [`slo_service:window:seconds${labels}`]: course(days * 86_400),
    [`slo_service:events:rate5m${labels}`]: course(events),
    [`slo_service:errors:rate5m${labels}`]: course(0),
    [`slo_service:error:ratio_period${labels}`]: course(bad.period),
    ...Object.fromEntries(
      windows.map((window) => [`slo_service:error:ratio_rate${window}${labels}`, course(bad[window])]),
    ),
  };
}
