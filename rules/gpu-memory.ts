import { type Duration } from "../platforms/workload";
import { gpuMemoryPredicted, gpuMemoryReserved, gpuMemoryUsed } from "../signals/gpu";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { dcgmSeries, first, levelCases, other, second, type Course, type Gpu } from "./cases/gpu";
import { lines, steps, type Point } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

/** MiB of a GPU that programs can have. */
const size = 80_000;

/** A GPU with so much of its memory in use. */
const used: Course = (levels, gpu, every) => ({
  ...dcgmSeries(
    "DCGM_FI_DEV_FB_USED",
    steps(
      levels.map(([until, share]) => [until, share * size] as const),
      every,
    ),
    gpu,
  ),
  ...dcgmSeries(
    "DCGM_FI_DEV_FB_FREE",
    steps(
      levels.map(([until, share]) => [until, (1 - share) * size] as const),
      every,
    ),
    gpu,
  ),
});

const partLabels = (GPU_I_ID: string): Labels => ({ GPU_I_ID, GPU_I_PROFILE: "3g.40gb" });

/** A part of a divided GPU with so much of its memory in use. */
function parted(GPU_I_ID: string, share: number, until: Duration = "1h"): Series {
  const more = partLabels(GPU_I_ID);
  return {
    ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([[until, share * 40_000]]), first, more),
    ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([[until, (1 - share) * 40_000]]), first, more),
  };
}

const part = "{{ with $labels.GPU_I_ID }}, part {{ . }}{{ end }}";

export const GpuMemoryFull = alert("GpuMemoryFull", {
  ...told,
  signal: gpuMemoryUsed,
  above: 0.95,
  for: "15m",
  keepFiringFor: "10m",
  severity: "info",
  summary: `{{ $labels.instance }}: memory of GPU {{ $labels.gpu }}${part} {value} used`,
  description: `Programs have held more than {threshold} of the memory of GPU {{ $labels.gpu }}${part} of {{ $labels.instance }} for {for}. The next larger batch or longer request ends with an out-of-memory error. Frameworks that take all memory at their start look like this all of the time.`,
  cases: [
    ...levelCases({
      of: used,
      beyond: 0.99,
      just: 0.96,
      not: 0.94,
      usual: 0.5,
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: memory of GPU 0 99% used",
        description:
          "Programs have held more than 95 % of the memory of GPU 0 of gpu-1 for 15 minutes. The next larger batch or longer request ends with an out-of-memory error. Frameworks that take all memory at their start look like this all of the time.",
      },
    }),
    fires("one part of a divided GPU", {
      series: {
        ...parted("1", 0.99),
        ...parted("2", 0.3),
      },
      at: "20m",
      labels: [{ ...first, GPU_I_ID: "1" }],
      text: {
        summary: "gpu-1: memory of GPU 0, part 1 99% used",
        description:
          "Programs have held more than 95 % of the memory of GPU 0, part 1 of gpu-1 for 15 minutes. The next larger batch or longer request ends with an out-of-memory error. Frameworks that take all memory at their start look like this all of the time.",
      },
    }),
    quiet("a sentinel for the memory that is used", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["1h", 2147483632]])),
        ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([["1h", 40_000]])),
      },
      at: "30m",
    }),
    quiet("a GPU without memory of its own", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["1h", 0]])),
        ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([["1h", 0]])),
      },
      at: "30m",
    }),
  ],
});

/** Memory in use from point to point. */
function growth(points: readonly Point[], gpu: Gpu = first, GPU_I_ID = ""): Series {
  const more = GPU_I_ID === "" ? {} : partLabels(GPU_I_ID);
  const course = (share: (used: number) => number) =>
    lines(
      points.map(([at, level]) => [at, share(level) * size] as const),
      "1m",
    );
  return {
    ...dcgmSeries(
      "DCGM_FI_DEV_FB_USED",
      course((level) => level),
      gpu,
      more,
    ),
    ...dcgmSeries(
      "DCGM_FI_DEV_FB_FREE",
      course((level) => 1 - level),
      gpu,
      more,
    ),
  };
}

export const GpuMemoryLeaking = alert("GpuMemoryLeaking", {
  ...told,
  kind: "trend",
  signal: gpuMemoryUsed,
  above: 0.7,
  and: (s) => promql`${gpuMemoryPredicted.value(s)} < 0`,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: `{{ $labels.instance }}: memory of GPU {{ $labels.gpu }}${part} {value} used and growing`,
  description: `Programs hold more than {threshold} of the memory of GPU {{ $labels.gpu }}${part} of {{ $labels.instance }}, and at the pace of the last 6 hours it is full within 4 hours. Then the program that asks next ends with an out-of-memory error.`,
  cases: [
    fires("memory grows by 10 % an hour, another GPU is full and steady, a third grows from little", {
      every: "1m",
      series: {
        ...growth([
          ["0s", 0.6],
          ["4h", 1],
        ]),
        ...growth(
          [
            ["0s", 0.97],
            ["8h", 0.97],
          ],
          second,
        ),
        ...growth(
          [
            ["0s", 0.1],
            ["4h", 0.9],
          ],
          other,
        ),
      },
      at: "2h",
      labels: [first],
      text: {
        summary: "gpu-1: memory of GPU 0 80% used and growing",
        description:
          "Programs hold more than 70 % of the memory of GPU 0 of gpu-1, and at the pace of the last 6 hours it is full within 4 hours. Then the program that asks next ends with an out-of-memory error.",
      },
    }),
    fires("three GPUs, just beyond the limit", {
      every: "1m",
      series: Object.assign(
        {},
        ...[first, second, other].map((gpu) =>
          growth(
            [
              ["0s", 0.1],
              ["4h", 0.705],
              ["5h", 0.715],
            ],
            gpu,
          ),
        ),
      ) as Series,
      at: "5h",
      labels: [first, second, other],
    }),
    fires("one part of a divided GPU", {
      every: "1m",
      series: {
        ...growth(
          [
            ["0s", 0.6],
            ["4h", 1],
          ],
          first,
          "1",
        ),
        ...growth(
          [
            ["0s", 0.6],
            ["8h", 0.6],
          ],
          first,
          "2",
        ),
      },
      at: "2h",
      labels: [{ ...first, GPU_I_ID: "1" }],
    }),
    quiet("just not beyond the limit", {
      every: "1m",
      series: growth([
        ["0s", 0.1],
        ["4h", 0.68],
        ["5h", 0.69],
      ]),
      at: "5h",
    }),
    quiet("it takes 5 hours until it is full", {
      every: "1m",
      series: growth([
        ["0s", 0.6],
        ["5h", 0.8],
      ]),
      at: "5h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: growth([
        ["0s", 0.75],
        ["2h", 1],
      ]),
      at: "29m",
    }),
    resolves("the program is restarted", {
      every: "1m",
      series: growth([
        ["0s", 0.6],
        ["3h", 0.9],
        ["181m", 0.1],
        ["9h", 0.1],
      ]),
      labels: [first],
      firingAt: "3h",
      goneAt: "196m",
    }),
  ],
});

/** A GPU half of whose memory is used, and of which the driver reserves a share. */
const reserved: Course = (levels, gpu, every) => ({
  ...dcgmSeries(
    "DCGM_FI_DEV_FB_RESERVED",
    steps(
      levels.map(([until, share]) => [until, share * size] as const),
      every,
    ),
    gpu,
  ),
});
const half = (gpu: Gpu, until: Duration, every: Duration): Series => used([[until, 0.5]], gpu, every);

export const GpuMemoryReservedHigh = alert("GpuMemoryReservedHigh", {
  ...told,
  signal: gpuMemoryReserved,
  above: 0.1,
  for: "1h",
  keepFiringFor: "10m",
  severity: "info",
  summary: `{{ $labels.instance }}: the driver reserves {value} of the memory of GPU {{ $labels.gpu }}${part}`,
  description: `The driver has kept more than {threshold} of the memory of GPU {{ $labels.gpu }}${part} of {{ $labels.instance }} for itself for {for}; a few per cent are usual. Programs that fit elsewhere do not fit here.`,
  cases: [
    ...levelCases({
      of: reserved,
      beside: half,
      beyond: 0.2,
      just: 0.102,
      not: 0.098,
      usual: 0.01,
      for: "1h",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: the driver reserves 20% of the memory of GPU 0",
        description:
          "The driver has kept more than 10 % of the memory of GPU 0 of gpu-1 for itself for 1 hour; a few per cent are usual. Programs that fit elsewhere do not fit here.",
      },
    }),
    fires("one part of a divided GPU", {
      series: {
        ...parted("1", 0.3, "2h"),
        ...parted("2", 0.3, "2h"),
        ...dcgmSeries("DCGM_FI_DEV_FB_RESERVED", steps([["2h", 8000]]), first, partLabels("1")),
        ...dcgmSeries("DCGM_FI_DEV_FB_RESERVED", steps([["2h", 400]]), first, partLabels("2")),
      },
      at: "1h",
      labels: [{ ...first, GPU_I_ID: "1" }],
    }),
    quiet("a sentinel for what is reserved", {
      series: {
        ...half(first, "7200s", "15s"),
        ...dcgmSeries("DCGM_FI_DEV_FB_RESERVED", steps([["2h", 2147483632]])),
      },
      at: "2h",
    }),
    quiet("a GPU without memory of its own", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_FB_USED", steps([["2h", 0]])),
        ...dcgmSeries("DCGM_FI_DEV_FB_FREE", steps([["2h", 0]])),
        ...dcgmSeries("DCGM_FI_DEV_FB_RESERVED", steps([["2h", 100]])),
      },
      at: "2h",
    }),
  ],
});
