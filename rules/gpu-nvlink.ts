import { gpuBusy } from "../signals/gpu";
import { nvlinkChecksumErrors, nvlinkRecoveries, nvlinkReplays, nvlinkShare } from "../signals/gpu-links";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { dcgmSeries, first, growing, levelCases, second, type Course, type Gpu } from "./cases/gpu";
import { counter, steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

/** A counter whose level is what it grows in an hour. */
const hourly = (metric: string, part = 1): Course => growing(metric, part / 3600);

const checksums: Course = (levels, gpu, every) => ({
  ...hourly("DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL", 0.25)(levels, gpu, every),
  ...hourly("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", 0.75)(levels, gpu, every),
});

export const GpuNvlinkChecksumErrors = alert("GpuNvlinkChecksumErrors", {
  ...told,
  signal: nvlinkChecksumErrors,
  range: "1h",
  above: 100,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} NVLink checksum errors of GPU {{ $labels.gpu }} in an hour",
  description:
    "More than {threshold} packets an hour have reached GPU {{ $labels.gpu }} of {{ $labels.instance }} damaged over NVLink. They were sent again, which costs bandwidth; a link that gets worse ends jobs over several GPUs.",
  cases: levelCases({
    of: checksums,
    beyond: 600,
    just: 102.5,
    not: 97.5,
    usual: 1,
    for: "10m",
    keepFiringFor: "15m",
    window: "1h",
    every: "1m",
    text: {
      summary: "gpu-1: 600 NVLink checksum errors of GPU 0 in an hour",
      description:
        "More than 100 packets an hour have reached GPU 0 of gpu-1 damaged over NVLink. They were sent again, which costs bandwidth; a link that gets worse ends jobs over several GPUs.",
    },
  }),
});

export const GpuNvlinkReplays = alert("GpuNvlinkReplays", {
  ...told,
  signal: nvlinkReplays,
  range: "1h",
  above: 20,
  for: "10m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} NVLink replays of GPU {{ $labels.gpu }} in an hour",
  description:
    "More than {threshold} transmissions an hour of GPU {{ $labels.gpu }} of {{ $labels.instance }} over NVLink had to be repeated. Traffic between GPUs is slower than it should be, and the link may fail.",
  cases: levelCases({
    of: hourly("DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL"),
    beyond: 90,
    just: 20.5,
    not: 19.5,
    usual: 0,
    for: "10m",
    keepFiringFor: "15m",
    window: "1h",
    every: "1m",
    text: {
      summary: "gpu-1: 90 NVLink replays of GPU 0 in an hour",
      description:
        "More than 20 transmissions an hour of GPU 0 of gpu-1 over NVLink had to be repeated. Traffic between GPUs is slower than it should be, and the link may fail.",
    },
  }),
});

const recoveries = "DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL";

export const GpuNvlinkRecovered = alert("GpuNvlinkRecovered", {
  ...told,
  // A counter that jumps to a sentinel and back has not counted.
  event: (s) => promql`${nvlinkRecoveries.value(s)} > 0 < 1e6`,
  range: "1h",
  by: nvlinkRecoveries.by,
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: an NVLink of GPU {{ $labels.gpu }} was lost and set up anew",
  description:
    "In the last hour a link of GPU {{ $labels.gpu }} of {{ $labels.instance }} to another GPU or a switch broke and was set up anew. Jobs that used it stalled or ended. A link that did this once does it again.",
  cases: [
    fires("one GPU, another one long ago", {
      every: "1m",
      series: {
        ...dcgmSeries(
          recoveries,
          steps(
            [
              ["20m", 0],
              ["3h", 1],
            ],
            "1m",
          ),
        ),
        ...dcgmSeries(recoveries, steps([["3h", 4]], "1m"), second),
        ...dcgmSeries(recoveries, steps([["3h", 0]], "1m"), { instance: "gpu-2", gpu: "0" }),
      },
      at: "21m",
      labels: [first],
      text: {
        summary: "gpu-1: an NVLink of GPU 0 was lost and set up anew",
        description:
          "In the last hour a link of GPU 0 of gpu-1 to another GPU or a switch broke and was set up anew. Jobs that used it stalled or ended. A link that did this once does it again.",
      },
    }),
    fires("both ends of a link, and one of another host", {
      every: "1m",
      series: Object.assign(
        {},
        ...[first, second, { instance: "gpu-2", gpu: "0" }].map((gpu) =>
          dcgmSeries(
            recoveries,
            steps(
              [
                ["20m", 0],
                ["3h", 1],
              ],
              "1m",
            ),
            gpu,
          ),
        ),
      ) as Series,
      at: "30m",
      labels: [first, second, { instance: "gpu-2", gpu: "0" }],
    }),
    quiet("a GPU without NVLink gives a sentinel for a while", {
      every: "1m",
      series: dcgmSeries(
        recoveries,
        steps(
          [
            ["20m", 0],
            ["21m", 9223372036854775794],
            ["3h", 0],
          ],
          "1m",
        ),
      ),
      at: "30m",
    }),
    resolves("an hour without", {
      every: "1m",
      series: dcgmSeries(
        recoveries,
        steps(
          [
            ["20m", 0],
            ["3h", 1],
          ],
          "1m",
        ),
      ),
      labels: [first],
      firingAt: "80m",
      goneAt: "97m",
    }),
  ],
});

/** Two GPUs that work together, with traffic in any unit a second, and how busy they are. */
function pair(traffic: readonly [number, number], busy: number, instance = "gpu-1"): Series {
  return Object.assign(
    {},
    ...traffic.map((rate, index) => {
      const gpu: Gpu = { instance, gpu: String(index) };
      return {
        ...dcgmSeries("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", counter([["2h", rate]]), gpu),
        ...dcgmSeries("DCGM_FI_PROF_GR_ENGINE_ACTIVE", steps([["2h", busy]]), gpu),
      };
    }),
  ) as Series;
}

export const GpuNvlinkSilent = alert("GpuNvlinkSilent", {
  ...told,
  signal: nvlinkShare,
  below: 0.05,
  and: (s, n) => promql`${gpuBusy.value(s)} > ${n("busy")}`,
  parameters: {
    busy: { value: 0.5, unit: "percentunit", meaning: "how busy the GPU has to be to be expected on NVLink" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  optIn: true,
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} has {value} of the NVLink traffic of the busiest",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been more than {busy} busy for {for}, but has less than {threshold} of the NVLink traffic of another GPU of its host. Its links may be down, and its data takes the slow way over PCIe.",
  cases: [
    fires("one of two GPUs has next to no traffic, and one of a host without traffic", {
      series: { ...pair([20, 1000], 0.9), ...pair([0, 0], 0.9, "gpu-2"), ...pair([900, 1000], 0.9, "gpu-3") },
      at: "35m",
      labels: [first],
      text: {
        summary: "gpu-1: GPU 0 has 2% of the NVLink traffic of the busiest",
        description:
          "GPU 0 of gpu-1 has been more than 50 % busy for 30 minutes, but has less than 5 % of the NVLink traffic of another GPU of its host. Its links may be down, and its data takes the slow way over PCIe.",
      },
    }),
    fires("two hosts, just below the limit", {
      series: { ...pair([49, 1000], 0.51), ...pair([1000, 49], 0.51, "gpu-2") },
      at: "35m",
      labels: [first, { instance: "gpu-2", gpu: "1" }],
    }),
    fires("a GPU that tells its use in percent only", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", counter([["2h", 1]])),
        ...dcgmSeries("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", counter([["2h", 1000]]), second),
        ...dcgmSeries("DCGM_FI_DEV_GPU_UTIL", steps([["2h", 90]])),
      },
      at: "35m",
      labels: [first],
    }),
    quiet("just not below the limit", { series: pair([51, 1000], 0.9), at: "1h" }),
    quiet("it does not work", { series: pair([0, 1000], 0.49), at: "1h" }),
    quiet("`for` is not over", { series: pair([0, 1000], 0.9), at: "30m" }),
    resolves("the job over several GPUs ends", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", counter([["2h", 0]])),
        ...dcgmSeries(
          "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
          counter([
            ["40m", 1000],
            ["2h", 0],
          ]),
          second,
        ),
        ...dcgmSeries("DCGM_FI_PROF_GR_ENGINE_ACTIVE", steps([["2h", 0.9]])),
      },
      labels: [first],
      firingAt: "40m",
      goneAt: "61m",
    }),
  ],
});
