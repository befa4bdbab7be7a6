/** Cases of the alerts on scheduler, controller manager and kube-state-metrics. */
import { fires, quiet, resolves, type Series } from "./case";
import { buckets, seriesOf, slow } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, lines, type Point } from "./series";

export const times = {
  down: { for: "5m", keepFiringFor: "1m" },
  errors: { for: "10m", keepFiringFor: "10m" },
  leader: { for: "2m", keepFiringFor: "5m" },
  pending: { for: "1h", keepFiringFor: "30m" },
  queue: { for: "15m", keepFiringFor: "10m" },
  slow: { for: "10m", keepFiringFor: "10m" },
  watch: { for: "15m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const one = { instance: "node-1" } as const;
const two = { instance: "node-2" } as const;
const steady = (rate: number): string => counter([["4h", rate]]);
const scheduler = seriesOf("kube-scheduler");
const controllers = seriesOf("kube-controller-manager");

/** Two servers of a job of which the second is down, and another job that is up. */
const up = (job: string, values: string): Series => ({
  ...seriesOf(job)("up", one, values),
  ...seriesOf(job)("up", two, 0),
  ...seriesOf("node")("up", one, 1),
});

export const schedulerDown = proof(times.down, {
  over: 0,
  under: 1,
  series: (values) => up("kube-scheduler", values),
  labels: {},
  text: {
    summary: "No scheduler answers",
    description:
      "For 5 minutes Prometheus has reached none of the schedulers. Pods that run go on, but no new pod gets a node: nothing that fails is replaced, and nothing scales.",
  },
});

export const controllerManagerDown = proof(times.down, {
  over: 0,
  under: 1,
  series: (values) => up("kube-controller-manager", values),
  labels: {},
  text: {
    summary: "No controller manager answers",
    description:
      "For 5 minutes Prometheus has reached none of the controller managers. Nobody makes pods for Deployments and jobs, notices lost nodes or updates the addresses of Services.",
  },
});

export const leader = [
  ...proof(times.leader, {
    over: 0,
    under: 1,
    series: (values) => ({
      ...scheduler("leader_election_master_status", { ...one, name: "kube-scheduler" }, values),
      ...scheduler("leader_election_master_status", { ...two, name: "kube-scheduler" }, 0),
      ...controllers("leader_election_master_status", { ...one, name: "kube-controller-manager" }, 1),
    }),
    labels: { job: "kube-scheduler", name: "kube-scheduler" },
    text: {
      summary: "kube-scheduler: none of the servers leads",
      description:
        "All servers of kube-scheduler that answer have been waiting for the leadership of kube-scheduler for 2 minutes. None of them works meanwhile. They cannot write their lease: look at the API server and its store.",
    },
  }),
  fires("of both kinds of servers", {
    series: Object.assign(
      {},
      ...["kube-controller-manager", "kube-scheduler", "operator"].map((name) =>
        seriesOf(name)("leader_election_master_status", { ...one, name }, 0),
      ),
    ),
    at: "5m",
    labels: ["kube-controller-manager", "kube-scheduler"].map((name) => ({ job: name, name })),
  }),
];

const attempts = (result: string, values: string | number): Series =>
  scheduler("scheduler_schedule_attempts_total", { ...one, profile: "default-scheduler", result }, values);

export const errors = [
  ...proof(times.errors, {
    over: 5.4,
    under: 5.1,
    shape: counter,
    since: "15s",
    good: 0,
    series: (values) => ({ ...attempts("error", values), ...attempts("scheduled", steady(100)) }),
    labels: {},
    text: {
      summary: "Scheduler: 5.123% of its attempts end with an error",
      description:
        "More than 5 % of the attempts to find a node for a pod have ended with an error of the scheduler itself for 10 minutes. A pod that fits nowhere is no error: the API server, a plugin or an extender does not answer.",
    },
  }),
  quiet("no pod wants a node", {
    series: { ...attempts("error", 5), ...attempts("scheduled", 5) },
    at: "1h",
  }),
];

export const slowCases = proof(times.slow, {
  ...slow,
  series: (values) =>
    buckets(
      "kube-scheduler",
      "scheduler_scheduling_attempt_duration_seconds",
      { ...one, profile: "default-scheduler", result: "scheduled" },
      1,
      values,
    ),
  labels: {},
  text: {
    summary: "Scheduler: finding a node takes up to 1.02s",
    description:
      "One in a hundred attempts to find a node for a pod has taken longer than 1 s for 10 minutes. Pods start late, and large rollouts take long.",
  },
});

const queue = (points: readonly Point[], name = "unschedulable"): Series =>
  scheduler("scheduler_pending_pods", { ...one, queue: name }, lines(points, "1m"));

/** From a number of pods on, so many more in 10 hours. */
const from = (start: number, more: number): readonly Point[] => [
  ["0s", start],
  ["10h", start + more],
];

export const pending = [
  fires("ten more in 6 hours", {
    every: "1m",
    series: { ...queue(from(20.1, 17)), ...queue(from(50, 0), "gated") },
    at: "61m",
    labels: [{ queue: "unschedulable" }],
    text: {
      summary: "Scheduler: 21.83 pods wait in the queue unschedulable, and more all the time",
      description:
        "More than 20 pods wait in the queue unschedulable of the scheduler, and for 1 hour the trend of the last 6 hours has been more than 10 more. The cluster has become too small for what is asked of it, or something makes pods without end.",
    },
  }),
  quiet("`for` is not over", { every: "1m", series: queue(from(20.1, 17)), at: "1h" }),
  quiet("as many more, and few as yet", { every: "1m", series: queue(from(19.21, 17)), at: "62m" }),
  quiet("hardly more", { every: "1m", series: queue(from(30, 16.3)), at: "2h" }),
  resolves("nodes are added", {
    every: "1m",
    series: queue([
      ["0s", 30],
      ["2h", 50],
      ["121m", 0],
      ["10h", 0],
    ]),
    labels: [{ queue: "unschedulable" }],
    firingAt: "150m",
    goneAt: "153m",
  }),
];

export const queueCases = proof(times.queue, {
  over: 102,
  under: 98,
  series: (values) => ({
    ...controllers("workqueue_depth", { ...one, name: "deployment" }, values),
    ...controllers("workqueue_depth", { ...two, name: "deployment" }, 0),
    ...controllers("workqueue_depth", { ...one, name: "job" }, 5),
    ...scheduler("workqueue_depth", { ...one, name: "job" }, 500),
  }),
  labels: { name: "deployment" },
  text: {
    summary: "Controller manager: 102 objects wait for deployment",
    description:
      "More than 100 objects have waited for the controller deployment for 15 minutes. What it looks after reacts late: replicas, addresses of Services, clean-up.",
  },
});

const waits = (sum: string | number, count: string | number): Series => ({
  ...controllers("workqueue_queue_duration_seconds_sum", { ...one, name: "deployment" }, sum),
  ...controllers("workqueue_queue_duration_seconds_count", { ...one, name: "deployment" }, count),
});

export const controllerSlow = [
  ...proof(times.queue, {
    over: 61,
    under: 59,
    shape: counter,
    since: "15s",
    good: 0,
    series: (values) => waits(values, steady(1)),
    labels: { name: "deployment" },
    text: {
      summary: "Controller manager: objects wait 1m 1s for deployment",
      description:
        "Objects have waited longer than 60 s for the controller deployment for 15 minutes, as a mean. Changes take that long until anything happens.",
    },
  }),
  quiet("nothing to do", { series: waits(100, 1), at: "1h" }),
];

const watches = (result: string, values: string | number): Series =>
  seriesOf("kube-state-metrics-telemetry")(
    "kube_state_metrics_watch_total",
    { instance: "kube-state-metrics", resource: "*v1.Pod", result },
    values,
  );

export const watch = [
  ...proof(times.watch, {
    over: 5.4,
    under: 5.1,
    shape: counter,
    since: "15s",
    good: 0,
    // The mean is over 15 minutes.
    lag: "30s",
    series: (values) => ({ ...watches("error", values), ...watches("success", steady(100)) }),
    labels: {},
    text: {
      summary: "kube-state-metrics cannot open 5.123% of its watches",
      description:
        "kube-state-metrics has been unable to open more than 5 % of its watches of the API server for 15 minutes. What it tells of the cluster is old, and most alerts on Kubernetes rest on it.",
    },
  }),
  quiet("no watch is opened", { series: { ...watches("error", 5), ...watches("success", 5) }, at: "1h" }),
];
