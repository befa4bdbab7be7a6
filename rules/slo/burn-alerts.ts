/**
 * How fast error budgets burn. Numbers from the Site Reliability Workbook, chapter 5: 2 % of the budget in an hour or 5 % in
 * six call somebody, 10 % in one day or three make a ticket. The workbook's factors (14.4, 6, 3, 1 for 30 days) follow from
 * these and from the length of the objective's window, so that a week or a quarter has its own.
 */
import { promql, type Promql } from "../../signals/promql";
import { type Scope } from "../../signals/signal";
import { burnRateOver, eventsIn, windowIn, type SloWindow } from "../../signals/slo";
import { alert } from "../alert";
import { fires, quiet, resolves } from "../cases/case";
import { checkout, mail, objective } from "../cases/slo";

const told = {
  team: "service",
  service: "slo",
  by: ["slo", "service"],
  dashboard: { uid: "slo", variables: [] },
} as const;

interface Pair {
  readonly long: SloWindow;
  /** Length of the long window in seconds. */
  readonly seconds: number;
  /** Shows that it still burns, so that the alert ends soon after the fault. */
  readonly short: SloWindow;
  /** Share of the budget that is used up in the long window. */
  readonly share: number;
  /** Fewest events in the long window. */
  readonly events: number;
}

/** Both windows burn faster than the factor that follows from the share. */
function burns({ long, seconds, short, share, events }: Pair, s: Scope, least?: number): Promql {
  const scaled = promql`${share} * (${windowIn(seconds, s)})`;
  // An objective over a week would have factors below 1: at these the budget lasts.
  const factor = least === undefined ? scaled : promql`clamp_min(${scaled}, ${least})`;
  return promql`${burnRateOver(long, s)} > ${factor} and ${burnRateOver(short, s)} > ${factor} and ${eventsIn(long, seconds, s)} >= ${events}`;
}

// With a budget of more than about 7 %, no share of bad events reaches the factor of an hour: that pair is then silent by
// itself, and the pair of six hours is left.
export const SloBurnsFast = alert("SloBurnsFast", {
  ...told,
  event: (s, n) => {
    const events = n("events");
    const hour = burns({ long: "1h", seconds: 3600, short: "5m", share: n("hour"), events }, s);
    const sixHours = burns({ long: "6h", seconds: 21_600, short: "30m", share: n("sixHours"), events }, s);
    return promql`(${hour}) or (${sixHours})`;
  },
  kind: "threshold",
  parameters: {
    hour: { value: 0.02, unit: "percentunit", meaning: "share of the error budget used in one hour" },
    sixHours: { value: 0.05, unit: "percentunit", meaning: "share of the error budget used in six hours" },
    events: { value: 60, unit: "short", meaning: "fewest events in the hour, or in the six, that count" },
  },
  for: "1m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.slo }} of {{ $labels.service }}: the error budget burns {value} times too fast",
  description:
    "So many requests of {{ $labels.service }} fail the objective {{ $labels.slo }} that {hour} of its error budget went in an hour, or {sixHours} in six hours, and it still burns. At this pace the objective is missed within days.",
  cases: [
    fires("an hour is over the line, another objective is not", {
      series: {
        ...objective({ bad: { "1h": 0.15, "5m": 0.15 } }),
        ...objective({ bad: { "1h": 0.142, "5m": 0.5, "6h": 0.059, "30m": 0.5 }, of: mail }),
      },
      at: "1m",
      labels: [checkout],
      text: {
        summary: "checkout-availability of checkout: the error budget burns 15 times too fast",
        description:
          "So many requests of checkout fail the objective checkout-availability that 2 % of its error budget went in an hour, or 5 % in six hours, and it still burns. At this pace the objective is missed within days.",
      },
    }),
    fires("just over the line of an hour, and of six", {
      series: {
        ...objective({ bad: { "1h": 0.146, "5m": 0.146 } }),
        ...objective({ bad: { "6h": 0.061, "30m": 0.061 }, of: mail }),
      },
      at: "1m",
      labels: [checkout, mail],
    }),
    fires("an objective over a week has factors of its own: 3.36 and 1.4", {
      series: {
        ...objective({ bad: { "1h": 0.0345, "5m": 0.0345 }, days: 7 }),
        ...objective({ bad: { "1h": 0.033, "5m": 0.033, "6h": 0.0137, "30m": 0.0137 }, days: 7, of: mail }),
      },
      at: "1m",
      labels: [checkout],
    }),
    fires("few events, but enough: 61 in the hour, 61 in six hours", {
      series: {
        ...objective({ bad: { "1h": 0.15, "5m": 0.15 }, events: 61 / 3600 }),
        ...objective({ bad: { "6h": 0.1, "30m": 0.1 }, events: 61 / 21_600, of: mail }),
      },
      at: "1m",
      labels: [checkout, mail],
    }),
    quiet("59 events in the hour, 59 in six hours", {
      series: {
        ...objective({ bad: { "1h": 0.15, "5m": 0.15 }, events: 59 / 3600 }),
        ...objective({ bad: { "6h": 0.1, "30m": 0.1 }, events: 59 / 21_600, of: mail }),
      },
      at: "10m",
    }),
    quiet("just under both lines, whatever the short windows say", {
      series: objective({ bad: { "1h": 0.142, "5m": 1, "6h": 0.059, "30m": 1 } }),
      at: "10m",
    }),
    quiet("it is over: the short windows are just under the line", {
      series: objective({ bad: { "1h": 0.5, "5m": 0.142, "6h": 0.5, "30m": 0.059 } }),
      at: "10m",
    }),
    quiet("half of all may fail: no share of failures burns fourteen times too fast", {
      series: objective({ bad: { "1h": 1, "5m": 1, "6h": 1, "30m": 1 }, budget: 0.5 }),
      at: "10m",
    }),
    quiet("`for` is not over", { series: objective({ bad: { "1h": 1, "5m": 1 } }), at: "45s" }),
    resolves("it stops to burn", {
      series: objective({
        bad: {
          "1h": 0.5,
          "5m": [
            ["20m", 0.5],
            ["4h", 0],
          ],
        },
      }),
      labels: [checkout],
      firingAt: "30m",
      goneAt: "1815s",
    }),
  ],
});

export const SloBurnsSlowly = alert("SloBurnsSlowly", {
  ...told,
  event: (s, n) => {
    const events = n("events");
    const day = burns({ long: "1d", seconds: 86_400, short: "2h", share: n("day"), events }, s, 1);
    const three = burns({ long: "3d", seconds: 259_200, short: "6h", share: n("threeDays"), events }, s, 1);
    return promql`(${day}) or (${three})`;
  },
  kind: "trend",
  parameters: {
    day: { value: 0.1, unit: "percentunit", meaning: "share of the error budget used in one day" },
    threeDays: { value: 0.1, unit: "percentunit", meaning: "share of the error budget used in three days" },
    events: { value: 60, unit: "short", meaning: "fewest events in the day, or in the three, that count" },
  },
  for: "15m",
  keepFiringFor: "30m",
  severity: "warning",
  summary:
    "{{ $labels.slo }} of {{ $labels.service }}: the error budget burns {value} times too fast, for a day or longer",
  description:
    "Requests of {{ $labels.service }} fail the objective {{ $labels.slo }} a little too often: {day} of its error budget went in a day, or {threeDays} in three. If it goes on like this, the budget is used up before its time is over.",
  cases: [
    fires("a day is over the line, another objective is not", {
      series: {
        ...objective({ bad: { "1d": 0.04, "2h": 0.04 } }),
        ...objective({ bad: { "1d": 0.0295, "2h": 0.5, "3d": 0.0098, "6h": 0.5 }, of: mail }),
      },
      at: "15m",
      labels: [checkout],
      text: {
        summary:
          "checkout-availability of checkout: the error budget burns 4 times too fast, for a day or longer",
        description:
          "Requests of checkout fail the objective checkout-availability a little too often: 10 % of its error budget went in a day, or 10 % in three. If it goes on like this, the budget is used up before its time is over.",
      },
    }),
    fires("just over the line of a day, and of three", {
      series: {
        ...objective({ bad: { "1d": 0.0305, "2h": 0.0305 } }),
        ...objective({ bad: { "3d": 0.0102, "6h": 0.0102 }, of: mail }),
      },
      at: "15m",
      labels: [checkout, mail],
    }),
    fires("few events, but enough: 61 in the day, 61 in three days", {
      series: {
        ...objective({ bad: { "1d": 0.1, "2h": 0.1 }, events: 61 / 86_400 }),
        ...objective({ bad: { "3d": 0.1, "6h": 0.1 }, events: 61 / 259_200, of: mail }),
      },
      at: "15m",
      labels: [checkout, mail],
    }),
    quiet("59 events in the day, 59 in three days", {
      series: {
        ...objective({ bad: { "1d": 0.1, "2h": 0.1 }, events: 59 / 86_400 }),
        ...objective({ bad: { "3d": 0.1, "6h": 0.1 }, events: 59 / 259_200, of: mail }),
      },
      at: "30m",
    }),
    quiet("just under both lines, whatever the short windows say", {
      series: objective({ bad: { "1d": 0.0295, "2h": 1, "3d": 0.0098, "6h": 1 } }),
      at: "30m",
    }),
    quiet("it is over: the short windows are just under the line", {
      series: objective({ bad: { "1d": 0.5, "2h": 0.0295, "3d": 0.5, "6h": 0.0098 } }),
      at: "30m",
    }),
    quiet("a quarter has factors of its own: 9 and 3", {
      series: objective({ bad: { "1d": 0.0885, "2h": 1, "3d": 0.0295, "6h": 1 }, days: 90 }),
      at: "30m",
    }),
    quiet("a week, and the pace is one at which the budget lasts", {
      series: objective({ bad: { "1d": 0.0098, "2h": 1, "3d": 0.0098, "6h": 1 }, days: 7 }),
      at: "30m",
    }),
    quiet("`for` is not over", { series: objective({ bad: { "1d": 0.5, "2h": 0.5 } }), at: "885s" }),
    resolves("it stops to burn", {
      series: objective({
        bad: {
          "1d": 0.5,
          "2h": [
            ["30m", 0.5],
            ["4h", 0],
          ],
        },
      }),
      labels: [checkout],
      firingAt: "1h",
      goneAt: "3615s",
    }),
  ],
});
