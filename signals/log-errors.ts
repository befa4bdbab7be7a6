/** Errors in log lines: of which kinds they are, and which are new or grow. */
import { logql, type Logql } from "./logql";
import { logSignal, onlyErrors, type LogScope } from "./logs";

/**
 * Stage that gives a line the label `message`: its text with every word that has a digit replaced by #. Times, ids,
 * addresses and counts go that way, and lines that were printed by one place of a program get one pattern. Loki's own
 * patterns cannot be asked for in a query, and its parser `pattern` wants the form of the lines to be known.
 */
const asMessage =
  'label_format message=`{{ regexReplaceAll "\\\\w*\\\\d\\\\w*((-|:|\\\\.|/|_)\\\\w*\\\\d\\\\w*)*" __line__ "#" | trunc 160 }}`';

const byService = ({ streams, range }: LogScope, offset = ""): Logql =>
  logql`sum by (service_name) (count_over_time(${streams} | ${onlyErrors} [${range}]${offset}))`;

const byPattern = ({ streams, range }: LogScope, offset = ""): Logql =>
  logql`sum by (service_name, message) (count_over_time(${streams} | ${onlyErrors} | ${asMessage} [${range}]${offset}))`;

export const errorCount = logSignal({
  title: "Error lines in all",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Log lines of the levels error, critical and fatal in the time shown, over all services.",
  lines: ({ streams, range }) => logql`sum(count_over_time(${streams} | ${onlyErrors} [${range}]))`,
});

export const fatalCount = logSignal({
  title: "Fatal and critical lines",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Log lines of the levels critical and fatal in the time shown: most programs end after one.",
  lines: ({ streams, range }) =>
    logql`sum(count_over_time(${streams} | detected_level=~"critical|fatal" [${range}]))`,
});

export const servicesWithErrors = logSignal({
  title: "Services with errors",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Services that wrote at least one error line in the time shown.",
  lines: (scope) => logql`count(${byService(scope)})`,
});

export const errorPatternCount = logSignal({
  title: "Kinds of errors",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "How many different patterns the error lines in the time shown have.",
  lines: (scope) => logql`count(${byPattern(scope)})`,
});

export const errorPatterns = logSignal({
  title: "Most frequent errors",
  unit: "short",
  tone: "error",
  by: ["service_name", "message"],
  min: 0,
  meaning:
    "The fifteen most frequent patterns of error lines in the time shown. Words with digits in them count as the same: they are shown as #.",
  lines: (scope) => logql`topk(15, ${byPattern(scope)})`,
});

// What was not there at the same time of the day before is new; the same hour has the same cron jobs and the same users.
export const newErrorPatterns = logSignal({
  title: "Errors that are new",
  unit: "short",
  tone: "error",
  by: ["service_name", "message"],
  min: 0,
  meaning:
    "Patterns of error lines in the time shown that did not occur in the same time a day before. Where no logs of that day are kept, all are new.",
  lines: (scope) => logql`topk(15, ${byPattern(scope)} unless ${byPattern(scope, " offset 1d")})`,
});

export const errorsGrowing = logSignal({
  title: "Services whose errors grow",
  unit: "short",
  tone: "error",
  by: ["service_name"],
  min: 0,
  meaning:
    "By how many error lines a service wrote more in the time shown than in the same time an hour before; only those that wrote more.",
  lines: (scope) =>
    logql`topk(10, (${byService(scope)} - (${byService(scope, " offset 1h")} or ${byService(scope)} * 0)) > 0)`,
});

export const errorsByHost = logSignal({
  title: "Error lines by host",
  unit: "cps",
  tone: "error",
  by: ["host"],
  min: 0,
  meaning: "Error lines per second by the host on which they were written; the twenty that write most.",
  lines: ({ streams, range }) => logql`topk(20, sum by (host) (rate(${streams} | ${onlyErrors} [${range}])))`,
});

export const errorsByLevel = logSignal({
  title: "Error lines by level",
  unit: "cps",
  tone: "error",
  by: ["detected_level"],
  min: 0,
  meaning: "Lines per second of the levels error, critical and fatal, each for itself.",
  lines: ({ streams, range }) => logql`sum by (detected_level) (rate(${streams} | ${onlyErrors} [${range}]))`,
});
