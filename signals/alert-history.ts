/**
 * What alerts did over the time that is shown: how often each fired, for how long, and until when. Prometheus writes ALERTS
 * only while an alert is active, so there are few samples even of months.
 */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Everything that is shown, looked at once a minute. */
const shown = "$__range:1m";

/** What tells alerts apart for people: not the instance, which a noisy alert has many of. */
const by = ["alertname", "severity", "team", "service"];

const firing = (s: Scope): Promql => promql`ALERTS${having(s, 'alertstate="firing", severity!="none"')}`;

// A minute in which it fires, and did not a minute before.
const starts = (s: Scope): Promql =>
  promql`count_over_time((${firing(s)} unless ${firing(s)} offset 1m)[${shown}])`;

const seconds = (s: Scope): Promql => promql`count_over_time(${firing(s)}[${shown}]) * 60`;

export const alertStarts = signal({
  title: "Times fired",
  unit: "short",
  by,
  min: 0,
  meaning: "How often an alert began to fire in the time shown, over all of its instances.",
  value: (s) => promql`sum by (${by}) (${starts(s)})`,
});

export const alertTime = signal({
  title: "Time firing",
  unit: "s",
  by,
  min: 0,
  meaning: "Time that an alert fired in the time shown, all of its instances added up.",
  value: (s) => promql`sum by (${by}) (${seconds(s)})`,
});

export const timeToResolve = signal({
  title: "Mean time to resolve",
  unit: "s",
  by,
  min: 0,
  meaning: "Mean time from the moment at which an alert began to fire until it did so no more, or until now.",
  value: (s) => promql`sum by (${by}) (${seconds(s)}) / (sum by (${by}) (${starts(s)}) > 0)`,
});

export const longestActive = signal({
  title: "Longest",
  unit: "s",
  by,
  min: 0,
  meaning: "The longest time in which the condition of an alert that fired held without a break.",
  value: (s) =>
    promql`max by (${by}) (max_over_time((time() - ALERTS_FOR_STATE${s.any} and ignoring (alertstate) ${firing(s)})[${shown}]))`,
});

export const alertStartsInAll = signal({
  title: "Alerts that began to fire",
  unit: "short",
  by: [],
  min: 0,
  meaning: "How often an alert began to fire in the time shown, over all alerts and instances.",
  value: (s) => promql`sum(${starts(s)}) or vector(0)`,
});

export const timeToResolveInAll = signal({
  title: "Mean time to resolve, of all",
  unit: "s",
  tone: "latency",
  by: [],
  min: 0,
  meaning: "Mean time that alerts fired in the time shown until they were resolved, over all alerts.",
  value: (s) => promql`sum(${seconds(s)}) / (sum(${starts(s)}) > 0)`,
});

export const alertsPending = signal({
  title: "Alerts pending",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Alerts whose condition holds, and which wait whether it lasts.",
  value: (s) => promql`count(ALERTS${having(s, 'alertstate="pending", severity!="none"')}) or vector(0)`,
});

const count = (label: string, title: string) =>
  signal({
    title,
    unit: "short",
    by: [label],
    min: 0,
    meaning: `Alerts that fire, without the watchdog, by their label ${label}.`,
    value: (s) => promql`count by (${label}) (${firing(s)})`,
  });

export const firingOfSeverity = count("severity", "Firing, by severity");
export const firingOfTeam = count("team", "Firing, by team");
export const firingOfService = count("service", "Firing, by service");

const startsOf = (label: string, title: string) =>
  signal({
    title,
    unit: "short",
    by: [label],
    min: 0,
    meaning: `How often alerts began to fire in the time shown, by their label ${label}.`,
    value: (s) => promql`sum by (${label}) (${starts(s)})`,
  });

export const startsOfTeam = startsOf("team", "Times fired, by team");
export const startsOfService = startsOf("service", "Times fired, by service");
export const startsOfSeverity = startsOf("severity", "Times fired, by severity");

export const startsOfInstance = signal({
  title: "Times fired, by instance",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "The ten instances about which alerts began to fire most often in the time shown.",
  value: (s) => promql`topk(10, sum by (instance) (${starts(s)}))`,
});

/** 1 while an alert waits whether its condition lasts, 2 while it fires. */
export const alertState = signal({
  title: "State of alerts",
  unit: "short",
  by: ["alertname"],
  min: 0,
  max: 2,
  meaning: "When each alert waited (pending) and fired. While nothing is shown, its condition did not hold.",
  value: (s) =>
    promql`max by (alertname) (2 * ${firing(s)} or ALERTS${having(s, 'alertstate="pending", severity!="none"')})`,
});
