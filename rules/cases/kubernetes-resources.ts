/** Cases of the alerts on what containers use of their limits. */
import { fires, quiet, resolves, type Series } from "./case";
import { container, otherContainer, seriesOf, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, lines, type Point } from "./series";

export const times = {
  cpu: { for: "30m", keepFiringFor: "10m" },
  leak: { for: "1h", keepFiringFor: "30m" },
  memory: { for: "15m", keepFiringFor: "10m" },
  throttled: { for: "15m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const where = "shop/checkout-6d4cf56db6-abcde";
const node = { instance: "node-1", id: "/kubepods/x", image: "x", name: "x" } as const;
const used = seriesOf("cadvisor");

const memoryUsed = (values: string | number, of: object = container): Series =>
  used("container_memory_working_set_bytes", { ...node, ...of }, values);

const limit = (resource: "cpu" | "memory", value: string | number, of: object = container): Series =>
  state("kube_pod_container_resource_limits", { ...of, node: "node-1", resource, unit: "x" }, value);

export const memory = [
  ...proof(times.memory, {
    over: 960,
    under: 940,
    series: (values) => ({
      ...memoryUsed(values),
      ...limit("memory", 1000),
      ...limit("cpu", 1),
      // Without a limit.
      ...memoryUsed(9000, otherContainer),
      // The same container before it was started again.
      ...used("container_memory_working_set_bytes", { ...node, ...container, id: "/kubepods/y" }, 10),
    }),
    labels: container,
    text: {
      summary: `${where}: checkout uses 96% of its memory limit`,
      description:
        "The container checkout has used more than 95 % of its memory limit for 15 minutes. At the limit the kernel ends it, and what it was working on is lost.",
    },
  }),
  quiet("a limit of 0 is none", { series: { ...memoryUsed(960), ...limit("memory", 0) }, at: "1h" }),
];

/** Memory in thousandths of the limit, on lines from point to point. */
const grows = (points: readonly Point[], of: object = container): Series => ({
  ...memoryUsed(lines(points, "1m"), of),
  ...limit("memory", 1000, of),
});

const growing: readonly Point[] = [
  ["0s", 715],
  ["10h", 957],
];

export const leak = [
  fires("24 thousandths more each hour", {
    every: "1m",
    series: {
      ...grows(growing),
      ...grows(
        [
          ["0s", 900],
          ["10h", 900],
        ],
        otherContainer,
      ),
    },
    at: "61m",
    labels: [container],
    text: {
      summary: `${where}: checkout uses 73.96% of its memory limit and grows`,
      description:
        "The memory of the container checkout is above 70 % of its limit, and at the pace of the last 6 hours it passes 100 % of it within 12 hours. The kernel then ends the container. Growth over hours without more work is a leak.",
    },
  }),
  quiet("`for` is not over", { every: "1m", series: grows(growing), at: "1h" }),
  quiet("it grows as fast, and has only come to the level", {
    every: "1m",
    series: grows([
      ["0s", 672.5],
      ["10h", 945.5],
    ]),
    at: "62m",
  }),
  quiet("it grows so slowly that it takes longer", {
    every: "1m",
    series: grows([
      ["0s", 790],
      ["10h", 950],
    ]),
    at: "62m",
  }),
  resolves("it is started again", {
    every: "1m",
    series: grows([
      ["0s", 715],
      ["2h", 763],
      ["121m", 100],
      ["10h", 100],
    ]),
    labels: [container],
    firingAt: "150m",
    goneAt: "153m",
  }),
];

const periods = (share: string, of: object = container): Series => ({
  ...used("container_cpu_cfs_throttled_periods_total", { ...node, ...of }, share),
  ...used("container_cpu_cfs_periods_total", { ...node, ...of }, counter([["4h", 10]])),
});

const cpuUsed = (values: string, of: object = container): Series =>
  used("container_cpu_usage_seconds_total", { ...node, ...of, cpu: "total" }, values);

const constant = (rate: number): string => counter([["4h", rate]]);

export const throttled = [
  ...proof(times.throttled, {
    over: 2.56,
    under: 2.44,
    shape: counter,
    since: "5m",
    good: 0,
    series: (values) => ({
      ...periods(values),
      ...cpuUsed(constant(0.82)),
      ...limit("cpu", 1),
      ...limit("memory", 1e9),
      ...periods(constant(5), otherContainer),
      ...cpuUsed(constant(0.78), otherContainer),
      ...limit("cpu", 1, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: checkout is throttled 25.6% of the time`,
      description:
        "For 15 minutes the container checkout has been made to wait in more than 25 % of its CPU periods, and its mean use is above 80 % of the limit: it wants more than it may have. Its answers take longer.",
    },
  }),
  quiet("bursts of a container that uses little", {
    series: { ...periods(constant(9)), ...cpuUsed(constant(0.1)), ...limit("cpu", 1) },
    at: "1h",
  }),
  quiet("it did nothing at all", {
    series: {
      ...used("container_cpu_cfs_throttled_periods_total", { ...node, ...container }, 5),
      ...used("container_cpu_cfs_periods_total", { ...node, ...container }, 5),
      ...cpuUsed(constant(0.9)),
      ...limit("cpu", 1),
    },
    at: "1h",
  }),
];

export const cpu = [
  ...proof(times.cpu, {
    over: 1.92,
    under: 1.88,
    shape: counter,
    since: "5m",
    // Until the mean of 5 minutes is below the line again.
    lag: "45s",
    good: 1.8,
    series: (values) => ({
      ...cpuUsed(values),
      ...limit("cpu", 2),
      ...limit("memory", 1),
      ...cpuUsed(values, otherContainer),
    }),
    labels: container,
    text: {
      summary: `${where}: checkout uses 96% of its CPU limit`,
      description:
        "The container checkout has used more than 95 % of its CPU limit for 30 minutes, as a mean. It has no room for more work, and its queues grow.",
    },
  }),
  quiet("a limit of 0 is none", { series: { ...cpuUsed(constant(1)), ...limit("cpu", 0) }, at: "1h" }),
];
