import { gpuBusy, gpuBusySpread, gpuMemoryUsed } from "../signals/gpu";
import { heldAbove, idleBelow } from "../signals/gpu-fleet";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { dcgmSeries, first, gauge, levelCases, other, second, type Gpu } from "./cases/gpu";
import { steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

const every = "1m";
const busyIs = gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE");
const percent = gauge("DCGM_FI_DEV_GPU_UTIL", 100);

export const GpuSaturated = alert("GpuSaturated", {
  ...told,
  signal: gpuBusy,
  above: 0.95,
  for: "4h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} {value} busy for hours",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {threshold} busy for {for}. For training that is what it was bought for; where requests are answered, they wait for each other.",
  cases: [
    ...levelCases({
      of: busyIs,
      beyond: 0.99,
      just: 0.96,
      not: 0.94,
      usual: 0.3,
      for: "4h",
      keepFiringFor: "15m",
      every,
      text: {
        summary: "gpu-1: GPU 0 99% busy for hours",
        description:
          "GPU 0 of gpu-1 has been more than 95 % busy for 4 hours. For training that is what it was bought for; where requests are answered, they wait for each other.",
      },
    }),
    fires("GPUs that tell it in percent only", {
      every,
      series: {
        ...percent([["5h", 0.99]], first, every),
        ...percent([["5h", 0.99]], second, every),
        ...percent([["5h", 0.99]], other, every),
      },
      at: "5h",
      labels: [first, second, other],
    }),
  ],
});

/** A GPU of 80 GiB with so much of it held, and so busy. */
const held = (used: number, busy: number, gpu: Gpu, until: "5h" | "9h" = "5h"): Series => ({
  ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([[until, used * 80_000]], every), gpu),
  ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([[until, (1 - used) * 80_000]], every), gpu),
  ...busyIs([[until, busy]], gpu, every),
});

export const GpuHeldIdle = alert("GpuHeldIdle", {
  ...told,
  signal: gpuBusy,
  below: idleBelow,
  and: (s, n) => promql`max by (instance, gpu) (${gpuMemoryUsed.value(s)}) > ${n("memory")}`,
  parameters: {
    memory: {
      value: heldAbove,
      unit: "percentunit",
      meaning: "share of the GPU's memory from which on it is held",
    },
  },
  for: "3h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} is held, but {value} busy",
  description:
    "A program has held more than {memory} of the memory of GPU {{ $labels.gpu }} of {{ $labels.instance }} for {for}, while the GPU was less than {threshold} busy. It costs as much as one that works, and nobody else can have it.",
  cases: [
    fires("held and idle, idle but free, held and busy", {
      every,
      series: { ...held(0.5, 0.01, first), ...held(0.01, 0, second), ...held(0.5, 0.6, other) },
      at: "3h",
      labels: [first],
      text: {
        summary: "gpu-1: GPU 0 is held, but 1% busy",
        description:
          "A program has held more than 5 % of the memory of GPU 0 of gpu-1 for 3 hours, while the GPU was less than 2 % busy. It costs as much as one that works, and nobody else can have it.",
      },
    }),
    fires("three GPUs, just within the limits, one of them tells its use in percent", {
      every,
      series: {
        ...held(0.051, 0.0196, first),
        ...held(0.051, 0.0196, second),
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["5h", 4080]], every), other),
        ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([["5h", 75_920]], every), other),
        ...percent([["5h", 0.0196]], other, every),
      },
      at: "4h",
      labels: [first, second, other],
    }),
    quiet("just busy enough", { every, series: held(0.5, 0.0204, first), at: "4h" }),
    quiet("just not held", { every, series: held(0.049, 0, first), at: "4h" }),
    quiet("`for` is not over", { every, series: held(0.5, 0, first), at: "179m" }),
    quiet("a sentinel for the memory that is used", {
      every,
      series: {
        ...held(0.01, 0, first),
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["5h", 2147483632]], every)),
      },
      at: "4h",
    }),
    quiet("a GPU without memory of its own", {
      every,
      series: {
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["5h", 0]], every)),
        ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([["5h", 0]], every)),
        ...busyIs([["5h", 0]], first, every),
      },
      at: "4h",
    }),
    resolves("the program ends", {
      every,
      series: {
        ...dcgmSeries(
          "DCGM_FI_DEV_FB_USED",
          steps(
            [
              ["4h", 40_000],
              ["5h", 10],
            ],
            every,
          ),
        ),
        ...dcgmSeries(
          "DCGM_FI_DEV_FB_FREE",
          steps(
            [
              ["4h", 40_000],
              ["5h", 79_990],
            ],
            every,
          ),
        ),
        ...busyIs([["5h", 0]], first, every),
      },
      labels: [first],
      firingAt: "200m",
      goneAt: "256m",
    }),
  ],
});

/** Two GPUs of a host, one so busy, the other as given. */
const unequal = (busiest: number, idlest: number, instance = "gpu-1"): Series => ({
  ...busyIs([["3h", busiest]], { instance, gpu: "0" }, every),
  ...busyIs([["3h", idlest]], { instance, gpu: "1" }, every),
});

export const GpuImbalance = alert("GpuImbalance", {
  ...told,
  dashboard: { uid: "gpu", variables: ["instance"] },
  signal: gpuBusySpread,
  above: 0.6,
  for: "2h",
  keepFiringFor: "15m",
  severity: "info",
  optIn: true,
  summary: "{{ $labels.instance }}: its GPUs differ by {value} in use",
  description:
    "For {for} one GPU of {{ $labels.instance }} has been more than {threshold} busier than another one of the same host. A job that was meant for all of them uses some, or the scheduler does not fill the host.",
  cases: [
    fires("one host is uneven, another one even", {
      every,
      series: { ...unequal(0.9, 0.1), ...unequal(0.9, 0.8, "gpu-2") },
      at: "2h",
      labels: [{ instance: "gpu-1" }],
      text: {
        summary: "gpu-1: its GPUs differ by 80% in use",
        description:
          "For 2 hours one GPU of gpu-1 has been more than 60 % busier than another one of the same host. A job that was meant for all of them uses some, or the scheduler does not fill the host.",
      },
    }),
    fires("two hosts, just beyond the limit", {
      every,
      series: { ...unequal(0.71, 0.1), ...unequal(0.61, 0, "gpu-2") },
      at: "2h",
      labels: [{ instance: "gpu-1" }, { instance: "gpu-2" }],
    }),
    fires("GPUs that tell it in percent only", {
      every,
      series: { ...percent([["3h", 0.9]], first, every), ...percent([["3h", 0]], second, every) },
      at: "2h",
      labels: [{ instance: "gpu-1" }],
    }),
    quiet("just not beyond the limit", { every, series: unequal(0.69, 0.1), at: "3h" }),
    quiet("a host with one GPU", { every, series: busyIs([["3h", 0.9]], first, every), at: "3h" }),
    quiet("`for` is not over", { every, series: unequal(0.9, 0), at: "119m" }),
    resolves("the other GPU gets work", {
      every,
      series: {
        ...busyIs([["4h", 0.9]], first, every),
        ...busyIs(
          [
            ["140m", 0],
            ["4h", 0.8],
          ],
          second,
          every,
        ),
      },
      labels: [{ instance: "gpu-1" }],
      firingAt: "140m",
      goneAt: "156m",
    }),
  ],
});
