/** Background tasks: those that fail, pile up, or are not done at all. */
import { taskRate, tasksFailed, tasksWaiting } from "../signals/business";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart1, gauge, grows, shop, shop1, shop2, type Rate } from "./cases/services";
import { lines } from "./cases/series";

const told = {
  team: "business",
  service: "tasks",
  dashboard: { uid: "processing", variables: ["job"] },
} as const;

const report = { task: "report" } as const;
const done = (of: Labels, completed: Rate, failed: Rate): Series => ({
  ...grows("app_tasks_total", { ...of, ...report, result: "completed" }, completed),
  ...grows("app_tasks_total", { ...of, ...report, result: "failed" }, failed),
});

export const TasksFailing = alert("TasksFailing", {
  ...told,
  signal: tasksFailed,
  range: "15m",
  above: 0.1,
  and: (s, n) => promql`${taskRate.value(s)} * 900 >= ${n("tasks")}`,
  parameters: { tasks: { value: 10, unit: "short", meaning: "fewest tasks in 15 minutes that count" } },
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of the tasks {{ $labels.task }} fail",
  description:
    "For {for} more than {threshold} of the background tasks {{ $labels.task }} of {{ $labels.job }} have failed. Nobody waits for them, so nobody complains; what they were to do is missing.",
  cases: [
    fires("half of the reports of one service fail", {
      series: { ...done(shop1, 1, 1), ...done(cart1, 1, 0.106) },
      at: "20m",
      labels: [{ ...shop, ...report }],
      text: {
        summary: "shop: 50% of the tasks report fail",
        description:
          "For 5 minutes more than 10 % of the background tasks report of shop have failed. Nobody waits for them, so nobody complains; what they were to do is missing.",
      },
    }),
    fires("just over the line, with just enough tasks", {
      series: done(shop1, 9.13 / 900, 1.05 / 900),
      at: "25m",
      labels: [{ ...shop, ...report }],
    }),
    quiet("just under the line", { series: done(shop1, 0.903, 0.097), at: "40m" }),
    quiet("too few tasks to judge", { series: done(shop1, 4.9 / 900, 4.9 / 900), at: "40m" }),
    quiet("no tasks at all", { series: done(shop1, 0, 0), at: "40m" }),
    quiet("`for` is not over", { series: done(shop1, 0, 10), at: "5m" }),
    resolves("they work again", {
      series: done(
        shop1,
        [
          ["30m", 0],
          ["2h", 5],
        ],
        [
          ["30m", 5],
          ["2h", 0],
        ],
      ),
      labels: [{ ...shop, ...report }],
      firingAt: "30m",
      goneAt: "1h",
    }),
  ],
});

const waiting = (of: Labels, values: string): Series => {
  const [series] = Object.keys(gauge("app_tasks_waiting", of, 0));
  return { [series ?? ""]: values };
};

export const TasksPilingUp = alert("TasksPilingUp", {
  ...told,
  signal: tasksWaiting,
  above: 50,
  and: (s, n) =>
    promql`${tasksWaiting.value(s)} > ${n("growth")} * sum by (job) (avg_over_time(app_tasks_waiting${s.any}[30m] offset 30m))`,
  parameters: { growth: { value: 1.2, unit: "none", meaning: "times as many as half an hour before" } },
  kind: "trend",
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} tasks wait, and they become more",
  description:
    "For {for} more than {threshold} background tasks of {{ $labels.job }} have waited, more than {growth} times as many as half an hour before. They come in faster than they are done; in the end new ones are refused.",
  cases: [
    fires("the queue of one service grows", {
      series: {
        ...waiting(
          shop1,
          lines([
            ["0s", 10],
            ["2h", 250],
          ]),
        ),
        ...waiting(
          shop2,
          lines([
            ["0s", 0],
            ["2h", 20],
          ]),
        ),
        ...waiting(
          cart1,
          lines([
            ["0s", 200],
            ["2h", 220],
          ]),
        ),
      },
      at: "2h",
      labels: [shop],
      text: {
        summary: "shop: 270 tasks wait, and they become more",
        description:
          "For 10 minutes more than 50 background tasks of shop have waited, more than 1.2 times as many as half an hour before. They come in faster than they are done; in the end new ones are refused.",
      },
    }),
    fires("just over both lines", {
      series: gauge("app_tasks_waiting", shop1, [
        ["60m", 41.7],
        ["2h", 51.3],
      ]),
      at: "75m",
      labels: [shop],
    }),
    quiet("just under the line", {
      series: gauge("app_tasks_waiting", shop1, [
        ["60m", 5],
        ["2h", 48.7],
      ]),
      at: "80m",
    }),
    quiet("a long queue that does not grow", {
      series: gauge("app_tasks_waiting", shop1, [
        ["60m", 100],
        ["2h", 118],
      ]),
      at: "80m",
    }),
    quiet("`for` is not over", {
      series: gauge("app_tasks_waiting", shop1, [
        ["60m", 5],
        ["2h", 100],
      ]),
      at: "70m",
    }),
    resolves("workers are added", {
      series: gauge("app_tasks_waiting", shop1, [
        ["60m", 5],
        ["80m", 100],
        ["2h", 10],
      ]),
      labels: [shop],
      firingAt: "80m",
      goneAt: "91m",
    }),
  ],
});

export const TasksStuck = alert("TasksStuck", {
  ...told,
  event: (s) =>
    promql`${tasksWaiting.value(s)} > 0 and sum by (job) (increase(app_tasks_total${s.any}[${s.range}])) == 0`,
  range: "10m",
  by: ["job"],
  unit: "short",
  for: "10m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.job }}: {value} tasks wait, and none is done",
  description:
    "For {for} background tasks of {{ $labels.job }} have waited, and not one has ended, well or badly. The workers have stopped, or one task holds up all others.",
  cases: [
    fires("the workers of one service have stopped", {
      series: {
        ...gauge("app_tasks_waiting", shop1, 7),
        ...done(shop1, 0, 0),
        ...gauge("app_tasks_waiting", cart1, 7),
        ...done(cart1, 0.01, 0),
      },
      at: "15m",
      labels: [shop],
      text: {
        summary: "shop: 7 tasks wait, and none is done",
        description:
          "For 10 minutes background tasks of shop have waited, and not one has ended, well or badly. The workers have stopped, or one task holds up all others.",
      },
    }),
    quiet("nothing waits", {
      series: { ...gauge("app_tasks_waiting", shop1, 0), ...done(shop1, 0, 0) },
      at: "30m",
    }),
    quiet("they fail, but they end", {
      series: { ...gauge("app_tasks_waiting", shop1, 5), ...done(shop1, 0, 0.1) },
      at: "30m",
    }),
    quiet("`for` is not over", {
      series: { ...gauge("app_tasks_waiting", shop1, 5), ...done(shop1, 0, 0) },
      at: "10m",
    }),
    resolves("the workers are started", {
      series: {
        ...gauge("app_tasks_waiting", shop1, [
          ["20m", 5],
          ["1h", 0],
        ]),
        ...done(
          shop1,
          [
            ["20m", 0],
            ["1h", 1],
          ],
          0,
        ),
      },
      labels: [shop],
      firingAt: "20m",
      goneAt: "26m",
    }),
  ],
});
