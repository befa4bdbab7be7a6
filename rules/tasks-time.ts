/** Background tasks that come too late, or take too long. */
import { taskAge, taskDuration } from "../signals/business";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart1, gauge, grows, shop, shop1, shop2, type Rate } from "./cases/services";

const told = {
  team: "business",
  service: "tasks",
  dashboard: { uid: "processing", variables: ["job"] },
} as const;

const report = { task: "report" } as const;
const every = "5m";
const succeeded = (of: Labels, hour: number): Series =>
  gauge("app_task_last_success_timestamp_seconds", { ...of, ...report }, hour * 3600, every, "30h");

export const TaskOverdue = alert("TaskOverdue", {
  ...told,
  signal: taskAge,
  above: 86_400,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.job }}: no task {{ $labels.task }} has been completed for {value}",
  description:
    "A task {{ $labels.task }} of {{ $labels.job }} was completed last more than {threshold} ago. It is no longer started, or it fails each time.",
  cases: [
    fires("the reports of one service are overdue", {
      every,
      series: {
        ...succeeded(shop1, 1),
        ...succeeded(shop2, 0.5),
        ...succeeded(cart1, 3),
      },
      at: "26h",
      labels: [{ ...shop, ...report }],
      text: {
        summary: "shop: no task report has been completed for 1d 1h 0m 0s",
        description:
          "A task report of shop was completed last more than 24 h ago. It is no longer started, or it fails each time.",
      },
    }),
    fires("just over the line", {
      every,
      series: succeeded(shop1, 1),
      at: "1535m",
      labels: [{ ...shop, ...report }],
    }),
    quiet("just under the line", { every, series: succeeded(shop1, 1), at: "1490m" }),
    quiet("another instance has completed one", {
      every,
      series: { ...succeeded(shop1, 1), ...succeeded(shop2, 20) },
      at: "27h",
    }),
    quiet("none was ever completed since the start, which is another matter", {
      every,
      series: succeeded(shop1, 0),
      at: "27h",
    }),
    quiet("`for` is not over", { every, series: succeeded(shop1, 1), at: "1504m" }),
    resolves("one is completed", {
      every,
      series: gauge(
        "app_task_last_success_timestamp_seconds",
        { ...shop1, ...report },
        [
          ["26h", 3600],
          ["30h", 93_600],
        ],
        every,
      ),
      labels: [{ ...shop, ...report }],
      firingAt: "26h",
      goneAt: "1570m",
    }),
  ],
});

const took = (of: Labels, fast: Rate, slow: Rate): Series => {
  const bucket = (le: string, rate: Rate): Series =>
    grows("app_task_duration_seconds_bucket", { ...of, ...report, le }, rate);
  const sum = (typeof fast === "number" && typeof slow === "number" ? fast + slow : 0.1) as Rate;
  return { ...bucket("60.0", fast), ...bucket("300.0", sum), ...bucket("+Inf", sum) };
};

export const TaskSlow = alert("TaskSlow", {
  ...told,
  signal: taskDuration,
  range: "15m",
  above: 60,
  for: "15m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.job }}: one task {{ $labels.task }} in twenty runs longer than {value}",
  description:
    "For {for} 5 of 100 tasks {{ $labels.task }} of {{ $labels.job }} have run longer than {threshold}. Workers that are busy so long leave others waiting.",
  cases: [
    fires("the reports of one service take minutes", {
      series: { ...took(shop1, 0, 0.1), ...took(cart1, 0.0955, 0.0045) },
      at: "32m",
      labels: [{ ...shop, ...report }],
      text: {
        summary: "shop: one task report in twenty runs longer than 4m 48s",
        description:
          "For 15 minutes 5 of 100 tasks report of shop have run longer than 60 s. Workers that are busy so long leave others waiting.",
      },
    }),
    fires("just over the line", {
      series: took(shop1, 0.09499, 0.00501),
      at: "32m",
      labels: [{ ...shop, ...report }],
    }),
    quiet("just under the line: 95 in 99 within a minute", {
      series: took(shop1, 0.0972, 0.0028),
      at: "40m",
    }),
    quiet("no tasks at all", { series: took(shop1, 0, 0), at: "40m" }),
    quiet("`for` is not over", { series: took(shop1, 0, 0.1), at: "15m" }),
    resolves("the large report is over", {
      series: took(
        shop1,
        [
          ["40m", 0],
          ["2h", 0.1],
        ],
        [["2h", 0]],
      ),
      labels: [{ ...shop, ...report }],
      firingAt: "40m",
      goneAt: "75m",
    }),
  ],
});
