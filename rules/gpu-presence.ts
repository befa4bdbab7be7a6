import { dcgm, gpuCount } from "../signals/gpu";
import { driverVersions } from "../signals/gpu-errors";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { dcgmSeries, first, growing, levelCases, other, second, type Gpu } from "./cases/gpu";
import { steps, type Step } from "./cases/series";
import { recording } from "./recording";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu", variables: ["instance"] },
} as const;

const temperature = (list: readonly Step[], gpu: Gpu, more: Labels = {}): Series =>
  dcgmSeries("DCGM_FI_DEV_GPU_TEMP", steps(list, "1m"), gpu, more);

const third: Gpu = { instance: "gpu-1", gpu: "2" };

export const gpusRecorded = recording("instance:dcgm_gpus:count", gpuCount);

// A GPU that fell off the bus is not there any more, so that nothing else tells of it.
export const GpuMissing = alert("GpuMissing", {
  ...told,
  event: (s) =>
    promql`${gpuCount.value(s)} < max by (instance) (max_over_time(instance:dcgm_gpus:count${s.any}[6h]))`,
  by: gpuCount.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: a GPU is gone, {value} are left",
  description:
    "DCGM sees fewer GPUs of {{ $labels.instance }} than within the last 6 hours. A GPU fell off the bus, or the driver gave it up. Jobs on it have ended or hang, and its other alerts are silent.",
  cases: [
    fires("one of three is gone, another host has all", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first),
        ...temperature([["2h", 60]], second),
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          third,
        ),
        ...temperature([["2h", 60]], other),
      },
      at: "40m",
      labels: [{ instance: "gpu-1" }],
      text: {
        summary: "gpu-1: a GPU is gone, 2 are left",
        description:
          "DCGM sees fewer GPUs of gpu-1 than within the last 6 hours. A GPU fell off the bus, or the driver gave it up. Jobs on it have ended or hang, and its other alerts are silent.",
      },
    }),
    fires("one of two hosts each", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first),
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          second,
        ),
        ...temperature([["2h", 60]], other),
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          { instance: "gpu-2", gpu: "1" },
        ),
      },
      at: "41m",
      labels: [{ instance: "gpu-1" }, { instance: "gpu-2" }],
    }),
    quiet("the parts of a divided GPU are one GPU", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first, { GPU_I_ID: "1", GPU_I_PROFILE: "3g.40gb" }),
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          first,
          { GPU_I_ID: "2", GPU_I_PROFILE: "3g.40gb" },
        ),
      },
      at: "1h",
    }),
    quiet("a GPU was added", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first),
        ...temperature(
          [
            ["30m", "missing"],
            ["2h", 60],
          ],
          second,
        ),
      },
      at: "1h",
    }),
    quiet("nothing is known of the host any more", {
      every: "1m",
      series: {
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          first,
        ),
      },
      at: "1h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first),
        ...temperature(
          [
            ["30m", 60],
            ["2h", "missing"],
          ],
          second,
        ),
      },
      at: "38m",
    }),
    resolves("it is back after a restart", {
      every: "1m",
      series: {
        ...temperature([["2h", 60]], first),
        ...temperature(
          [
            ["30m", 60],
            ["1h", "missing"],
            ["2h", 60],
          ],
          second,
        ),
      },
      labels: [{ instance: "gpu-1" }],
      firingAt: "45m",
      goneAt: "66m",
    }),
  ],
});

const exporterUp = (instance: string, values = steps([["2h", 1]])): Series => ({
  [`up{job="dcgm", instance="${instance}"}`]: values,
});

export const GpuMetricsMissing = alert("GpuMetricsMissing", {
  ...told,
  event: (s) => promql`max by (instance) (up{${dcgm(s)}}) == 1 unless ${gpuCount.value(s)}`,
  by: gpuCount.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the GPU exporter answers, but tells of no GPU",
  description:
    "For {for} the DCGM exporter of {{ $labels.instance }} has answered without the temperature of a single GPU. All alerts about its GPUs are blind. The driver is not loaded, DCGM lost it, or all GPUs are gone.",
  cases: [
    fires("one host without GPUs, one with", {
      every: "1m",
      series: {
        ...exporterUp("gpu-1", "1x120"),
        ...exporterUp("gpu-2", "1x120"),
        ...temperature([["2h", 60]], other),
      },
      at: "5m",
      labels: [{ instance: "gpu-1" }],
      text: {
        summary: "gpu-1: the GPU exporter answers, but tells of no GPU",
        description:
          "For 5 minutes the DCGM exporter of gpu-1 has answered without the temperature of a single GPU. All alerts about its GPUs are blind. The driver is not loaded, DCGM lost it, or all GPUs are gone.",
      },
    }),
    fires("two hosts, and a node exporter that is none of its business", {
      every: "1m",
      series: {
        ...exporterUp("gpu-1", "1x120"),
        ...exporterUp("gpu-2", "1x120"),
        'up{job="node", instance="gpu-3"}': "1x120",
      },
      at: "6m",
      labels: [{ instance: "gpu-1" }, { instance: "gpu-2" }],
    }),
    quiet("the exporter does not answer at all", {
      every: "1m",
      series: exporterUp("gpu-1", "0x120"),
      at: "1h",
    }),
    quiet("`for` is not over", { every: "1m", series: exporterUp("gpu-1", "1x120"), at: "4m" }),
    resolves("the driver is loaded", {
      every: "1m",
      series: {
        ...exporterUp("gpu-1", "1x120"),
        ...temperature(
          [
            ["20m", "missing"],
            ["2h", 60],
          ],
          first,
        ),
      },
      labels: [{ instance: "gpu-1" }],
      firingAt: "20m",
      goneAt: "26m",
    }),
  ],
});

const energy = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION";

export const GpuMetricsFrozen = alert("GpuMetricsFrozen", {
  ...told,
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
  // Every GPU draws power, so its energy grows from scrape to scrape.
  event: (s) => promql`max by (instance, gpu) (changes(${energy}{${dcgm(s)}}[10m])) == 0`,
  by: ["instance", "gpu"],
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the values of GPU {{ $labels.gpu }} do not change",
  description:
    "The energy counter of GPU {{ $labels.gpu }} of {{ $labels.instance }} has stood still for at least {for}, which no GPU that runs can do. DCGM repeats old values: whatever else the panels show of this GPU is old as well.",
  cases: levelCases({
    of: growing(energy, 1000),
    beyond: 0,
    just: 0,
    not: 1,
    usual: 60,
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "gpu-1: the values of GPU 0 do not change",
      description:
        "The energy counter of GPU 0 of gpu-1 has stood still for at least 10 minutes, which no GPU that runs can do. DCGM repeats old values: whatever else the panels show of this GPU is old as well.",
    },
  }),
});

const version = (DCGM_FI_DRIVER_VERSION: string): Labels => ({ DCGM_FI_DRIVER_VERSION });

export const GpuDriversDiffer = alert("GpuDriversDiffer", {
  ...told,
  dashboard: { uid: "gpu", variables: [] },
  event: (s) => promql`${driverVersions.value(s)} > 1`,
  by: [],
  // An update of all hosts, one after the other, takes its hours.
  for: "12h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{value} versions of the GPU driver are in use",
  description:
    "For {for} the GPUs of all hosts have not run with the same version of the driver. The same job may work on one host and fail on another, or be slower there. An update stopped half way, or a host was left out.",
  cases: [
    fires("one host has an older driver, one tells none", {
      every: "1m",
      series: {
        ...temperature([["14h", 60]], first),
        ...temperature([["14h", 60]], other, version("570.86.15")),
        ...temperature([["14h", 60]], { instance: "gpu-3", gpu: "0" }, version("")),
      },
      at: "12h",
      labels: [{}],
      text: {
        summary: "2 versions of the GPU driver are in use",
        description:
          "For 12 hours the GPUs of all hosts have not run with the same version of the driver. The same job may work on one host and fail on another, or be slower there. An update stopped half way, or a host was left out.",
      },
    }),
    quiet("all hosts have the same driver, and one tells none", {
      every: "1m",
      series: {
        ...temperature([["14h", 60]], first),
        ...temperature([["14h", 60]], other),
        ...temperature([["14h", 60]], { instance: "gpu-3", gpu: "0" }, version("")),
      },
      at: "13h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: {
        ...temperature([["14h", 60]], first),
        ...temperature([["14h", 60]], other, version("570.86.15")),
      },
      at: "719m",
    }),
    resolves("the other host is updated", {
      every: "1m",
      series: {
        ...temperature([["14h", 60]], first),
        ...temperature(
          [
            ["13h", 60],
            ["16h", "missing"],
          ],
          other,
          version("570.86.15"),
        ),
      },
      labels: [{}],
      firingAt: "12h",
      goneAt: "802m",
    }),
  ],
});
