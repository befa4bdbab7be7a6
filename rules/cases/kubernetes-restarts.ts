/** Cases of the alerts on containers that end and are started again. */
import { fires, quiet, resolves, type Series } from "./case";
import { container, otherContainer, state } from "./kubernetes";
import { counter, steps } from "./series";

interface Ended {
  readonly labels?: object;
  readonly reason?: string;
  /** Time of the last end, in seconds. */
  readonly at: number;
}

/** A container that was started again. */
const startedAgain = ({ labels = container, reason = "OOMKilled", at }: Ended): Series => ({
  ...state("kube_pod_container_status_last_terminated_reason", { ...labels, reason }, 1),
  ...state("kube_pod_container_status_last_terminated_timestamp", { ...labels }, at),
});

/** A container of a job, which stays as it ended. */
const stays = (values: string, reason = "OOMKilled"): Series =>
  state("kube_pod_container_status_terminated_reason", { ...container, reason }, values);

const text = {
  summary: "shop/checkout-6d4cf56db6-abcde: checkout was killed, it was out of memory",
  description:
    "In the last 15 min the kernel ended the container checkout because it wanted more memory than its limit, or its node had none left. What it was working on is lost.",
};

export const oomKilled = [
  fires("it was started again", {
    series: {
      ...startedAgain({ at: 600 }),
      ...startedAgain({ labels: otherContainer, reason: "Error", at: 600 }),
    },
    at: "1485s",
    labels: [container],
    text,
  }),
  quiet("that was long ago", { series: startedAgain({ at: 0 }), at: "1230s" }),
  fires("a container of a job", {
    series: stays(
      steps([
        ["10m", 0],
        ["3h", 1],
      ]),
    ),
    at: "25m",
    labels: [container],
  }),
  quiet("the job's pod is kept", {
    series: stays(
      steps([
        ["10m", 0],
        ["3h", 1],
      ]),
    ),
    at: "31m",
  }),
  quiet("a container of a job that ended otherwise", {
    series: stays(
      steps([
        ["10m", 0],
        ["3h", 1],
      ]),
      "Error",
    ),
    at: "20m",
  }),
  resolves("the window is over", {
    series: startedAgain({ at: 600 }),
    labels: [container],
    firingAt: "1785s",
    goneAt: "1815s",
  }),
];

const restarts = (values: string, namespace = "shop"): Series =>
  state("kube_pod_container_status_restarts_total", { ...container, namespace }, values);

/** Restarts of yesterday and of today's last hours, each for 7 hours. */
const days = (yesterday: number, today: number, later = today) =>
  counter(
    [
      ["24h", 0],
      ["31h", yesterday / 21_600],
      ["48h", 0],
      ["55h", today / 21_600],
      ["72h", later / 21_600],
    ],
    "1m",
  );

export const restartsRising = [
  fires("more than yesterday", {
    every: "1m",
    series: {
      ...restarts(days(3.3, 10.2)),
      ...restarts(days(9.9, 9.9), "calm"),
      ...restarts(days(8, 20), "busy"),
    },
    at: "55h",
    labels: [{ namespace: "shop" }],
    text: {
      summary: "shop: containers restart more than yesterday, 10.2 times in 6 hours",
      description:
        "Containers of the namespace shop were started again more than 10 times in 6 hours, and more than 3 times as often as at the same time yesterday. Each restart may be short; together they are a change that somebody made, or a leak.",
    },
  }),
  fires("a namespace that was not there yesterday", {
    every: "1m",
    series: restarts(counter([["8h", 20 / 21_600]], "1m")),
    at: "7h",
    labels: [{ namespace: "shop" }],
  }),
  quiet("few restarts, though none yesterday", { every: "1m", series: restarts(days(0, 9.8)), at: "55h" }),
  quiet("just less than three times yesterday's", {
    every: "1m",
    series: restarts(days(4, 11.8)),
    at: "55h",
  }),
  quiet("`for` is not over", {
    every: "1m",
    series: restarts(counter([["8h", 20 / 21_600]], "1m")),
    at: "190m",
  }),
  resolves("it stops", {
    every: "1m",
    series: restarts(days(0, 10.2, 0)),
    labels: [{ namespace: "shop" }],
    firingAt: "55h",
    goneAt: "56h",
  }),
];
