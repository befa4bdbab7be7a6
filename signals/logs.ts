import { logql, type Logql } from "./logql";
import { type Tone, type Unit } from "./signal";

/** Where log lines are asked for, and over what time they are counted. */
export interface LogScope {
  /** Stream selector, with braces: `{service_name=~".+", host="$instance"}`. */
  readonly streams: string;
  /** Range of counts, for example "5m" or "$__auto". */
  readonly range: string;
}

/** Log lines, or a number made from log lines: what Loki answers. */
export interface LogSignal {
  readonly title: string;
  readonly unit: Unit;
  /** What the lines or the number say, in a sentence; the first part of every panel's description. */
  readonly meaning: string;
  /** Labels that tell the result's series apart; legends may use these and no others. */
  readonly by: readonly string[];
  /** @default by unit, as of signals */
  readonly tone?: Tone;
  readonly min?: number;
  readonly max?: number;
  lines(scope: LogScope): Logql;
}

/** States a signal of Loki. */
export function logSignal(definition: LogSignal): LogSignal {
  return Object.freeze(definition);
}

// Levels as Loki finds them in lines of every common form. A line without a level counts as "unknown".
const bad = "error|critical|fatal";

/** Stage that leaves the lines of bad levels. The level is no index label: it filters lines, it selects no streams. */
export const onlyErrors = `detected_level=~"${bad}"`;

/** Streams of a scope that also match these matchers: `among(scope, 'service_name=~"sshd.*"')`. */
export function among({ streams }: Pick<LogScope, "streams">, matchers: string): string {
  return streams.replace("}", `, ${matchers}}`);
}

export const logLines = logSignal({
  title: "Log lines",
  unit: "short",
  by: [],
  meaning: "Everything that was collected, newest first.",
  lines: (scope) => logql`${scope.streams}`,
});

export const errorLines = logSignal({
  title: "Error lines",
  unit: "short",
  by: [],
  meaning: "Log lines of the levels error, critical and fatal, newest first.",
  lines: (scope) => logql`${scope.streams} | ${onlyErrors}`,
});

export const logVolume = logSignal({
  title: "Log lines by level",
  unit: "cps",
  by: ["detected_level"],
  min: 0,
  meaning: "Lines per second, by the level that Loki finds in them.",
  lines: (scope) => logql`sum by (detected_level) (rate(${scope.streams} [${scope.range}]))`,
});

export const errorVolume = logSignal({
  title: "Error lines by service",
  unit: "cps",
  tone: "error",
  by: ["service_name"],
  min: 0,
  meaning: "Lines per second of the levels error, critical and fatal, by the service that wrote them.",
  lines: (scope) => logql`sum by (service_name) (rate(${scope.streams} | ${onlyErrors} [${scope.range}]))`,
});

export const busiestLogFiles = logSignal({
  title: "Busiest log files",
  unit: "cps",
  by: ["log_file_path"],
  min: 0,
  meaning: "The ten log files that grow fastest, in lines per second.",
  lines: (scope) =>
    logql`topk(10, sum by (log_file_path) (rate(${scope.streams} | log_file_path!="" [${scope.range}])))`,
});

export const errorRate = logSignal({
  title: "Error lines per second",
  unit: "cps",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Log lines per second of the levels error, critical and fatal, over all services.",
  lines: (scope) => logql`sum(rate(${scope.streams} | ${onlyErrors} [${scope.range}]))`,
});
