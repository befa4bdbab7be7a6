import {
  gpuMemoryTemperature,
  gpuSlowdownTemperature,
  gpuTemperature,
  gpuTemperaturePredicted,
} from "../signals/gpu-heat";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { dcgmSeries, first, gauge, levelCases, other, second, sentinelCases, type Gpu } from "./cases/gpu";
import { lines, steps, type Point } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

export const GpuHot = alert("GpuHot", {
  ...told,
  signal: gpuTemperature,
  // GPUs of data centres slow themselves down between 87 and 95 °C.
  above: 85,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} has {value}",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been hotter than {threshold} for {for}. A little more, and it slows itself down; heat also shortens its life. Look at the fans, the air and the GPUs beside it.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_GPU_TEMP"),
      beyond: 91,
      just: 86,
      not: 84,
      usual: 60,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: GPU 0 has 91 °C",
        description:
          "GPU 0 of gpu-1 has been hotter than 85 °C for 10 minutes. A little more, and it slows itself down; heat also shortens its life. Look at the fans, the air and the GPUs beside it.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_GPU_TEMP"), "30m"),
  ],
});

export const GpuMemoryHot = alert("GpuMemoryHot", {
  ...told,
  signal: gpuMemoryTemperature,
  above: 95,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the memory of GPU {{ $labels.gpu }} has {value}",
  description:
    "The memory of GPU {{ $labels.gpu }} of {{ $labels.instance }} has been hotter than {threshold} for {for}. Hot memory makes more errors, and the GPU slows down to protect it. The chip itself may still look cool.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_MEMORY_TEMP"),
      beyond: 101,
      just: 96,
      not: 94,
      usual: 70,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: the memory of GPU 0 has 101 °C",
        description:
          "The memory of GPU 0 of gpu-1 has been hotter than 95 °C for 10 minutes. Hot memory makes more errors, and the GPU slows down to protect it. The chip itself may still look cool.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_MEMORY_TEMP"), "30m"),
  ],
});

/** A GPU that slows down at 90 °C, with its temperature from point to point. */
function warming(points: readonly Point[], gpu: Gpu = first, slowdown = 90): Series {
  const until = points.at(-1)?.[0] ?? "9h";
  return {
    ...dcgmSeries("DCGM_FI_DEV_GPU_TEMP", lines(points, "1m"), gpu),
    ...dcgmSeries("DCGM_FI_DEV_SLOWDOWN_TEMP", steps([[until, slowdown]], "1m"), gpu),
  };
}

export const GpuTemperatureRising = alert("GpuTemperatureRising", {
  ...told,
  kind: "trend",
  signal: gpuTemperature,
  above: 75,
  and: (s) =>
    promql`${gpuTemperaturePredicted.value(s)} > ${gpuSlowdownTemperature.value(s)} and ${gpuSlowdownTemperature.value(s)} <= 250`,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} has {value} and gets hotter",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been hotter than {threshold} for {for}, and at the pace of the last 6 hours it reaches the temperature at which it slows itself down within 6 hours. A fan that fails or air that is blocked shows like this before anything is slow.",
  cases: [
    fires("it gets hotter by 2 degrees an hour, another GPU does not, a third is still cool", {
      every: "1m",
      series: {
        ...warming([
          ["0s", 72],
          ["9h", 90],
        ]),
        ...warming(
          [
            ["0s", 82],
            ["9h", 82],
          ],
          second,
        ),
        ...warming(
          [
            ["0s", 50],
            ["9h", 74],
          ],
          other,
        ),
      },
      at: "4h",
      labels: [first],
      text: {
        summary: "gpu-1: GPU 0 has 80 °C and gets hotter",
        description:
          "GPU 0 of gpu-1 has been hotter than 75 °C for 30 minutes, and at the pace of the last 6 hours it reaches the temperature at which it slows itself down within 6 hours. A fan that fails or air that is blocked shows like this before anything is slow.",
      },
    }),
    fires("three GPUs, just beyond the limit", {
      every: "1m",
      series: Object.assign(
        {},
        ...[first, second, other].map((gpu) =>
          warming(
            [
              ["0s", 71],
              ["5h", 76],
            ],
            gpu,
            80,
          ),
        ),
      ) as Series,
      at: "5h",
      labels: [first, second, other],
    }),
    quiet("just not beyond the limit", {
      every: "1m",
      series: warming(
        [
          ["0s", 64],
          ["5h", 74],
        ],
        first,
        80,
      ),
      at: "5h",
    }),
    quiet("it is as hot as this in 7 hours only", {
      every: "1m",
      series: warming(
        [
          ["0s", 76],
          ["5h", 81],
        ],
        first,
        88,
      ),
      at: "5h",
    }),
    quiet("a GPU that does not tell when it slows down", {
      every: "1m",
      series: warming(
        [
          ["0s", 72],
          ["9h", 90],
        ],
        first,
        2147483632,
      ),
      at: "4h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: warming([
        ["0s", 76],
        ["9h", 112],
      ]),
      at: "29m",
    }),
    resolves("the fan is replaced", {
      every: "1m",
      series: warming([
        ["0s", 72],
        ["4h", 80],
        ["241m", 60],
        ["9h", 60],
      ]),
      labels: [first],
      firingAt: "4h",
      goneAt: "256m",
    }),
  ],
});
