/** What services sell: units of work, and how many of them end well. */
import {
  processingRate,
  processingSucceeded,
  taskRate,
  tasksCompleted,
  tasksWaiting,
} from "../signals/business";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart, cart1, grows, shop, shop1, type Rate } from "./cases/services";
import { recording } from "./recording";
import { type Rules } from "./rule";
import { TasksFailing, TasksPilingUp, TasksStuck } from "./tasks";
import { TaskOverdue, TaskSlow } from "./tasks-time";

const told = {
  team: "business",
  service: "processing",
  dashboard: { uid: "business", variables: ["job"] },
} as const;

const order = { operation: "order" } as const;
const work = (of: Labels, success: Rate, failure: Rate): Series => ({
  ...grows("app_processing_total", { ...of, ...order, result: "success" }, success),
  ...grows("app_processing_total", { ...of, ...order, result: "failure" }, failure),
});

export const ProcessingFailing = alert("ProcessingFailing", {
  ...told,
  signal: processingSucceeded,
  range: "15m",
  below: 0.95,
  and: (s, n) => promql`${processingRate.value(s)} * 900 >= ${n("units")}`,
  parameters: { units: { value: 10, unit: "short", meaning: "fewest units in 15 minutes that count" } },
  for: "3m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.job }}: only {value} of {{ $labels.operation }} succeed",
  description:
    "For {for} less than {threshold} of the units of {{ $labels.operation }} of {{ $labels.job }} have ended well. This is what the business lives on, whatever status the requests were answered with.",
  cases: [
    fires("a tenth of the orders of one service is lost", {
      series: { ...work(shop1, 0.9, 0.1), ...work(cart1, 0.96, 0.04) },
      at: "10m",
      labels: [{ ...shop, ...order }],
      text: {
        summary: "shop: only 90% of order succeed",
        description:
          "For 3 minutes less than 95 % of the units of order of shop have ended well. This is what the business lives on, whatever status the requests were answered with.",
      },
    }),
    fires("just under the line, and just enough of them in another", {
      series: { ...work(shop1, 0.947, 0.053), ...work(cart1, 5.1 / 900, 5.1 / 900) },
      at: "20m",
      labels: [
        { ...shop, ...order },
        { ...cart, ...order },
      ],
    }),
    fires("none has succeeded yet", {
      series: grows("app_processing_total", { ...shop1, ...order, result: "failure" }, 1),
      at: "10m",
      labels: [{ ...shop, ...order }],
    }),
    quiet("just over the line", { series: work(shop1, 0.96, 0.04), at: "30m" }),
    quiet("too few to judge", { series: work(shop1, 4.9 / 900, 4.9 / 900), at: "40m" }),
    quiet("no work at all", { series: work(shop1, 0, 0), at: "30m" }),
    quiet("`for` is not over", { series: work(shop1, 0, 10), at: "3m" }),
    resolves("the payment provider is back", {
      series: work(
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
      labels: [{ ...shop, ...order }],
      firingAt: "30m",
      goneAt: "1h",
    }),
  ],
});

/** Work that is sold, and tasks in the background. */
export const businessRules: Rules = {
  name: "business",
  needs: ["services"],
  recordings: [
    recording("job_operation:app_processing:rate5m", processingRate),
    recording("job_operation:app_processing_succeeded:ratio_rate5m", processingSucceeded),
    recording("job_task:app_tasks:rate5m", taskRate),
    recording("job_task:app_tasks_completed:ratio_rate5m", tasksCompleted),
    recording("job:app_tasks_waiting:sum", tasksWaiting),
  ],
  alerts: [ProcessingFailing, TaskOverdue, TasksFailing, TaskSlow, TasksPilingUp, TasksStuck],
};
