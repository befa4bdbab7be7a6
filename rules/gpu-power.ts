import {
  gpuEnergyDay,
  gpuEnergyGrowth,
  gpuPowerUsed,
  throttledByBoard,
  throttledByPower,
} from "../signals/gpu-heat";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { dcgmSeries, gauge, heldBack, levelCases, sentinelCases } from "./cases/gpu";
import { counter, steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

export const GpuThrottledByPower = alert("GpuThrottledByPower", {
  ...told,
  signal: throttledByPower,
  above: 0.5,
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: its power limit slows GPU {{ $labels.gpu }} {value} of the time",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been held back by its power limit for more than {threshold} of the last {for}. Heavy work does this to every GPU; it is worth a look where the limit was set lower than the maker's.",
  cases: levelCases({
    of: heldBack("DCGM_FI_DEV_POWER_VIOLATION"),
    beyond: 0.8,
    just: 0.51,
    not: 0.49,
    usual: 0.1,
    for: "1h",
    keepFiringFor: "15m",
    window: "5m",
    text: {
      summary: "gpu-1: its power limit slows GPU 0 80% of the time",
      description:
        "GPU 0 of gpu-1 has been held back by its power limit for more than 50 % of the last 1 hour. Heavy work does this to every GPU; it is worth a look where the limit was set lower than the maker's.",
    },
  }),
});

export const GpuThrottledByBoard = alert("GpuThrottledByBoard", {
  ...told,
  signal: throttledByBoard,
  above: 0.05,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: its board slows GPU {{ $labels.gpu }} {value} of the time",
  description:
    "The board of GPU {{ $labels.gpu }} of {{ $labels.instance }} has not been able to supply what the chip asked for during more than {threshold} of the last {for}. A power cable, a converter or the cooling of the board is at its end.",
  cases: levelCases({
    of: heldBack("DCGM_FI_DEV_BOARD_LIMIT_VIOLATION"),
    beyond: 0.2,
    just: 0.051,
    not: 0.049,
    usual: 0,
    for: "15m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "gpu-1: its board slows GPU 0 20% of the time",
      description:
        "The board of GPU 0 of gpu-1 has not been able to supply what the chip asked for during more than 5 % of the last 15 minutes. A power cable, a converter or the cooling of the board is at its end.",
    },
  }),
});

const limit = 400;

export const GpuPowerOverLimit = alert("GpuPowerOverLimit", {
  ...told,
  signal: gpuPowerUsed,
  // Short peaks above the limit are usual; it is held as a mean.
  above: 1.05,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} draws {value} of its power limit",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has drawn more than {threshold} of its power limit for {for}. The driver does not hold the limit; supplies and cooling are planned for it.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_POWER_USAGE", limit),
      beside: (gpu, until, every) => gauge("DCGM_FI_DEV_ENFORCED_POWER_LIMIT")([[until, limit]], gpu, every),
      beyond: 1.25,
      just: 1.07,
      not: 1.03,
      usual: 0.6,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: GPU 0 draws 125% of its power limit",
        description:
          "GPU 0 of gpu-1 has drawn more than 105 % of its power limit for 10 minutes. The driver does not hold the limit; supplies and cooling are planned for it.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_POWER_USAGE"), "30m", (gpu, until, every) =>
      gauge("DCGM_FI_DEV_ENFORCED_POWER_LIMIT")([[until, 2147483632]], gpu, every),
    ),
    quiet("a GPU without a limit", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_POWER_USAGE", steps([["1h", 300]])),
        ...dcgmSeries("DCGM_FI_DEV_ENFORCED_POWER_LIMIT", steps([["1h", 0]])),
      },
      at: "30m",
    }),
  ],
});

const energyOf = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION";

/** Mean power of a day in W, the same day of the next week, and after it. A watt-hour is 3.6e6 mJ. */
const weeks = (before: number, after: number, instance = "gpu-1"): Series =>
  Object.assign(
    {},
    ...["0", "1"].map((gpu) =>
      dcgmSeries(
        energyOf,
        counter(
          [
            ["24h", before * 1000],
            ["168h", 1000],
            ["200h", after * 1000],
          ],
          "1h",
        ),
        { instance, gpu },
      ),
    ),
  ) as Series;

export const GpuEnergyGrown = alert("GpuEnergyGrown", {
  ...told,
  dashboard: { uid: "gpu", variables: ["instance"] },
  kind: "trend",
  optIn: true,
  signal: gpuEnergyGrowth,
  above: 1.5,
  and: (s, n) => promql`${gpuEnergyDay.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 5, unit: "short", meaning: "kWh in a day below which nothing is said" } },
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: its GPUs took {value} of the energy of last week's day",
  description:
    "The GPUs of {{ $labels.instance }} took more than {threshold} of the energy of the same 24 hours a week ago, and more than {floor} kWh. Either there is more work, or jobs run for longer than they did.",
  cases: [
    fires("one host takes twice as much, one is as before, one takes next to nothing", {
      every: "1h",
      series: { ...weeks(150, 300), ...weeks(300, 310, "gpu-2"), ...weeks(5, 20, "gpu-3") },
      at: "192h",
      labels: [{ instance: "gpu-1" }],
      text: {
        summary: "gpu-1: its GPUs took 200% of the energy of last week's day",
        description:
          "The GPUs of gpu-1 took more than 150 % of the energy of the same 24 hours a week ago, and more than 5 kWh. Either there is more work, or jobs run for longer than they did.",
      },
    }),
    fires("two hosts, just beyond the limit", {
      every: "1h",
      series: { ...weeks(200, 306), ...weeks(200, 306, "gpu-2") },
      at: "192h",
      labels: [{ instance: "gpu-1" }, { instance: "gpu-2" }],
    }),
    fires("just above the least energy", {
      every: "1h",
      series: weeks(20, 106.5),
      at: "192h",
      labels: [{ instance: "gpu-1" }],
    }),
    quiet("just not beyond the limit", { every: "1h", series: weeks(200, 294), at: "192h" }),
    quiet("just not above the least energy", { every: "1h", series: weeks(20, 101.5), at: "192h" }),
    quiet("nothing is known of last week", {
      every: "1h",
      series: { ...dcgmSeries(energyOf, counter([["60h", 3e5]], "1h")) },
      at: "48h",
    }),
    quiet("`for` is not over", {
      every: "1h",
      series: dcgmSeries(
        energyOf,
        counter(
          [
            ["24h", 100_000],
            ["168h", 100_000],
            ["169h", 2e8],
            ["171h", 0],
          ],
          "1h",
        ),
      ),
      at: "10155m",
    }),
    resolves("the work is as before", {
      every: "1h",
      series: dcgmSeries(
        energyOf,
        counter(
          [
            ["24h", 200_000],
            ["168h", 1000],
            ["192h", 400_000],
            ["240h", 1000],
          ],
          "1h",
        ),
      ),
      labels: [{ instance: "gpu-1" }],
      firingAt: "192h",
      goneAt: "214h",
    }),
  ],
});
