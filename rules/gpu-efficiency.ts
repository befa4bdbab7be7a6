import { gpuBusy, gpuDecoderBusy, gpuEncoderBusy, gpuOccupancy, gpuTensorActive } from "../signals/gpu";
import { promql } from "../signals/promql";
import { type Signal } from "../signals/signal";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { first, gauge, levelCases, other, second, sentinelCases, type Course, type Gpu } from "./cases/gpu";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

const every = "1m";
const busyIs = gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE");
const percent = gauge("DCGM_FI_DEV_GPU_UTIL", 100);

/** A GPU that is so busy and whose other measure is as given. */
function besideWork(of: Course): (level: number, busy: number, gpu?: Gpu) => Series {
  return (level, busy, gpu = first) => ({
    ...of([["2h", level]], gpu, every),
    ...busyIs([["2h", busy]], gpu, every),
  });
}

function poorlyUsed(
  signal: Signal,
  given: {
    readonly name: string;
    readonly metric: string;
    readonly below: number;
    readonly summary: string;
    readonly description: string;
    readonly text: { readonly summary: string; readonly description: string };
  },
) {
  const { name, below, summary, description, text } = given;
  const gpu = besideWork(gauge(given.metric));
  return alert(name, {
    ...told,
    signal,
    below,
    and: (s, n) => promql`${gpuBusy.value(s)} > ${n("busy")}`,
    parameters: { busy: { value: 0.5, unit: "percentunit", meaning: "how busy the GPU has to be" } },
    for: "1h",
    keepFiringFor: "15m",
    severity: "info",
    optIn: true,
    summary,
    description,
    cases: [
      fires("one GPU, one that is used well, one that does nothing", {
        every,
        series: { ...gpu(below / 2, 0.9), ...gpu(0.6, 0.9, second), ...gpu(0, 0, other) },
        at: "1h",
        labels: [first],
        text,
      }),
      fires("three GPUs, just within the limits", {
        every,
        series: {
          ...gpu(below * 0.98, 0.51),
          ...gpu(below * 0.98, 0.51, second),
          ...gpu(below * 0.98, 0.51, other),
        },
        at: "1h",
        labels: [first, second, other],
      }),
      fires("GPUs that tell their use in percent only", {
        every,
        series: {
          ...gauge(given.metric)([["2h", 0]], first, every),
          ...percent([["2h", 0.8]], first, every),
        },
        at: "1h",
        labels: [first],
      }),
      quiet("just not below the limit", { every, series: gpu(below * 1.02, 0.9), at: "2h" }),
      quiet("just not busy enough", { every, series: gpu(0, 0.49), at: "2h" }),
      quiet("`for` is not over", { every, series: gpu(0, 0.9), at: "59m" }),
      resolves("another job starts", {
        every,
        series: {
          ...gauge(given.metric)(
            [
              ["80m", 0],
              ["2h", 0.5],
            ],
            first,
            every,
          ),
          ...busyIs([["2h", 0.9]], first, every),
        },
        labels: [first],
        firingAt: "80m",
        goneAt: "96m",
      }),
    ],
  });
}

export const GpuTensorUnused = poorlyUsed(gpuTensorActive, {
  name: "GpuTensorUnused",
  metric: "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
  below: 0.01,
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} is busy, its tensor pipe {value}",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {busy} busy for {for}, but its matrix units less than {threshold} of the time. Training or inference that does not use them runs many times slower than it could.",
  text: {
    summary: "gpu-1: GPU 0 is busy, its tensor pipe 0.5%",
    description:
      "GPU 0 of gpu-1 has been more than 50 % busy for 1 hour, but its matrix units less than 1 % of the time. Training or inference that does not use them runs many times slower than it could.",
  },
});

export const GpuOccupancyLow = poorlyUsed(gpuOccupancy, {
  name: "GpuOccupancyLow",
  metric: "DCGM_FI_PROF_SM_OCCUPANCY",
  below: 0.1,
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} is busy, but only {value} filled",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {busy} busy for {for}, with less than {threshold} of the warps that fit. Most of it waits: the work comes in pieces that are too small.",
  text: {
    summary: "gpu-1: GPU 0 is busy, but only 5% filled",
    description:
      "GPU 0 of gpu-1 has been more than 50 % busy for 1 hour, with less than 10 % of the warps that fit. Most of it waits: the work comes in pieces that are too small.",
  },
});

export const GpuEncoderSaturated = alert("GpuEncoderSaturated", {
  ...told,
  signal: gpuEncoderBusy,
  above: 0.9,
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: video encoder of GPU {{ $labels.gpu }} {value} busy",
  description:
    "The video encoder of GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {threshold} busy for {for}. Streams lose frames or lag behind, although the GPU itself may look idle.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_ENC_UTIL", 100),
      beyond: 0.99,
      just: 0.92,
      not: 0.88,
      usual: 0.2,
      for: "15m",
      keepFiringFor: "5m",
      text: {
        summary: "gpu-1: video encoder of GPU 0 99% busy",
        description:
          "The video encoder of GPU 0 of gpu-1 has been more than 90 % busy for 15 minutes. Streams lose frames or lag behind, although the GPU itself may look idle.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_ENC_UTIL"), "30m"),
  ],
});

export const GpuDecoderSaturated = alert("GpuDecoderSaturated", {
  ...told,
  signal: gpuDecoderBusy,
  above: 0.9,
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: video decoder of GPU {{ $labels.gpu }} {value} busy",
  description:
    "The video decoder of GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {threshold} busy for {for}. Video comes in faster than it can be unpacked; what works on the frames waits for them.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_DEC_UTIL", 100),
      beyond: 0.99,
      just: 0.92,
      not: 0.88,
      usual: 0.2,
      for: "15m",
      keepFiringFor: "5m",
      text: {
        summary: "gpu-1: video decoder of GPU 0 99% busy",
        description:
          "The video decoder of GPU 0 of gpu-1 has been more than 90 % busy for 15 minutes. Video comes in faster than it can be unpacked; what works on the frames waits for them.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_DEC_UTIL"), "30m"),
  ],
});
