import { type Duration } from "../platforms/workload";
import {
  postgresBusy,
  postgresCalls,
  postgresStatementCalls,
  postgresStatementMean,
  postgresStatementMeanLastWeek,
  postgresStatementShare,
  postgresStatementTime,
} from "../signals/postgres-queries";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { levelCases, orders, pg } from "./cases/postgres";
import { counter, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-queries");

const shop = { datname: "shop" };
const queryid = "-4025927264437813905";
const statement = { ...shop, queryid };

interface Statement {
  readonly instance?: string;
  readonly queryid?: string;
  readonly user?: string;
  /** Calls a second. */
  readonly calls: readonly Step[];
  /** Seconds for each call, over the same times. */
  readonly mean: readonly number[];
}

function statements(
  { instance = "orders", queryid: id = queryid, user = "app", calls, mean }: Statement,
  every: Duration = "15s",
): Series {
  const labels = { instance, user, ...shop, queryid: id };
  const rates = calls.map(([until, rate]) => [until, Number(rate)] as const);
  return {
    ...pg("pg_stat_statements_calls_total", labels, counter(rates, every)),
    ...pg(
      "pg_stat_statements_seconds_total",
      labels,
      counter(
        rates.map(([until, rate], index) => [until, rate * (mean[index] ?? 0)] as const),
        every,
      ),
    ),
  };
}

const numbers = (course: readonly Step[]): readonly number[] => course.map(([, value]) => Number(value));

export const PostgresStatementsSlow = alert("PostgresStatementsSlow", {
  ...told,
  signal: postgresStatementTime,
  range: "15m",
  above: 0.5,
  and: (s, n) => promql`${postgresCalls.value(s)} > ${n("traffic")}`,
  parameters: {
    traffic: { value: 1, unit: "ops", meaning: "statements a second from which on the mean counts" },
  },
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a statement in {{ $labels.datname }} takes {value} as a mean",
  description:
    "Statements in {{ $labels.datname }} on {{ $labels.instance }} have taken more than {threshold} as a mean for {for}, at more than {traffic}. Programs that ask this database are slow.",
  cases: [
    ...levelCases({
      series: (course, instance, every) =>
        statements({ instance, calls: course.map(([until]) => [until, 2]), mean: numbers(course) }, every),
      over: 0.515,
      under: 0.485,
      labels: shop,
      for: "15m",
      first: "465s",
      keep: "5m",
      fades: "15m",
      text: {
        summary: "orders: a statement in shop takes 515ms as a mean",
        description:
          "Statements in shop on orders have taken more than 500 ms as a mean for 15 minutes, at more than 1 /s. Programs that ask this database are slow.",
      },
    }),
    fires("two users, with just enough traffic together", {
      series: {
        ...statements({ calls: [["1h", 0.6]], mean: [1] }),
        ...statements({ calls: [["1h", 0.43]], mean: [1], user: "batch" }),
      },
      at: "30m",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("a slow report now and then", {
      series: statements({ calls: [["1h", 0.97]], mean: [5] }),
      at: "45m",
    }),
  ],
});

export const PostgresStatementDominates = alert("PostgresStatementDominates", {
  ...told,
  signal: postgresStatementShare,
  range: "1h",
  above: 0.5,
  // The amount of work is that of the whole server; its series have no other labels.
  and: (s, n) =>
    promql`${postgresStatementShare.value(s)} and on (instance) (${postgresBusy.value(s)} > ${n("work")})`,
  parameters: {
    work: {
      value: 0.5,
      unit: "short",
      meaning: "statements at work at a time, as a mean, from which on a share counts",
    },
  },
  selectable: ["instance"],
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: one statement of {{ $labels.datname }} is {value} of all work",
  description:
    "The statement with the queryid {{ $labels.queryid }} in {{ $labels.datname }} has taken more than {threshold} of the time of all statements on {{ $labels.instance }} for {for}, while more than {work} ran at a time. To make it faster is worth more than anything else there.",
  cases: [
    ...levelCases({
      series: (course, instance, every) => ({
        // Ten calls a second take one second between them.
        ...statements(
          {
            instance,
            calls: course.map(([until]) => [until, 10]),
            mean: course.map(([, value]) => Number(value) / 10),
          },
          every,
        ),
        ...statements(
          {
            instance,
            queryid: "77",
            calls: course.map(([until]) => [until, 10]),
            mean: course.map(([, value]) => (1 - Number(value)) / 10 / 2),
          },
          every,
        ),
        ...statements(
          {
            instance,
            queryid: "78",
            calls: course.map(([until]) => [until, 10]),
            mean: course.map(([, value]) => (1 - Number(value)) / 10 / 2),
          },
          every,
        ),
      }),
      over: 0.515,
      under: 0.485,
      labels: statement,
      for: "1h",
      first: "31m",
      keep: "15m",
      fades: "1h",
      every: "1m",
      text: {
        summary: "orders: one statement of shop is 51.5% of all work",
        description:
          "The statement with the queryid -4025927264437813905 in shop has taken more than 50 % of the time of all statements on orders for 1 hour, while more than 0.5 ran at a time. To make it faster is worth more than anything else there.",
      },
    }),
    fires("with just enough work", {
      every: "1m",
      series: statements({ calls: [["3h", 1]], mean: [0.515] }, "1m"),
      at: "2h",
      labels: [{ ...orders, ...statement }],
    }),
    quiet("hardly any work", {
      every: "1m",
      series: statements({ calls: [["3h", 1]], mean: [0.485] }, "1m"),
      at: "2h",
    }),
  ],
});

const weekly = (lastWeek: number, now: number, calls = 1, instance = "orders"): Series =>
  statements(
    {
      instance,
      calls: [
        ["167h", calls],
        ["172h", calls],
      ],
      mean: [lastWeek, now],
    },
    "5m",
  );

export const PostgresStatementRegressed = alert("PostgresStatementRegressed", {
  ...told,
  kind: "trend",
  optIn: true,
  signal: postgresStatementMean,
  range: "1h",
  above: 0.05,
  and: (s, n) =>
    promql`(${postgresStatementMean.value(s)} > ${n("factor")} * ${postgresStatementMeanLastWeek.value(s)} and ${postgresStatementCalls.value(s)} > ${n("traffic")})`,
  parameters: {
    factor: { value: 3, unit: "none", meaning: "how many times slower than a week ago" },
    traffic: { value: 0.1, unit: "ops", meaning: "calls a second from which on the mean counts" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: a statement of {{ $labels.datname }} takes {value}, far more than a week ago",
  description:
    "The statement with the queryid {{ $labels.queryid }} in {{ $labels.datname }} on {{ $labels.instance }} takes {value} as a mean, more than {factor} times what it took at this time a week ago. A plan changed, an index is missing, or a table grew.",
  cases: [
    fires("four times slower, and another one as ever", {
      every: "5m",
      series: { ...weekly(0.1, 0.4), ...weekly(0.1, 0.1, 1, "payments") },
      at: "170h",
      labels: [{ ...orders, ...statement }],
      text: {
        summary: "orders: a statement of shop takes 400ms, far more than a week ago",
        description:
          "The statement with the queryid -4025927264437813905 in shop on orders takes 400ms as a mean, more than 3 times what it took at this time a week ago. A plan changed, an index is missing, or a table grew.",
      },
    }),
    fires("just over all three lines", {
      every: "5m",
      series: weekly(0.0167, 0.0515, 0.103),
      at: "170h",
      labels: [{ ...orders, ...statement }],
    }),
    quiet("not quite three times slower", { every: "5m", series: weekly(0.1, 0.29), at: "170h" }),
    quiet("slower, and still fast", { every: "5m", series: weekly(0.01, 0.0485), at: "170h" }),
    quiet("slower, and hardly ever called", { every: "5m", series: weekly(0.1, 0.4, 0.097), at: "170h" }),
    quiet("it was not there a week ago", {
      every: "5m",
      series: statements({ calls: [["4h", 1]], mean: [0.4] }, "5m"),
      at: "3h",
    }),
    quiet("`for` is not over", {
      every: "5m",
      series: statements(
        {
          calls: [
            ["170h", 1],
            ["172h", 1],
          ],
          mean: [0.01, 1],
        },
        "5m",
      ),
      // Half an hour after 170h; the first evaluation that finds it slow is five minutes after that.
      at: "10230m",
    }),
    resolves("the index is made", {
      every: "5m",
      series: statements(
        {
          calls: [
            ["167h", 1],
            ["170h", 1],
            ["174h", 1],
          ],
          mean: [0.1, 0.4, 0.1],
        },
        "5m",
      ),
      labels: [{ ...orders, ...statement }],
      firingAt: "170h",
      goneAt: "172h",
    }),
  ],
});

/** Statements of PostgreSQL, from pg_stat_statements. */
export const postgresStatementRules: Rules = {
  name: "postgres-statements",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresStatementsSlow, PostgresStatementDominates, PostgresStatementRegressed],
};
