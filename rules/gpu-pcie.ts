import { type Duration } from "../platforms/workload";
import { pcieReplays, pcieWidth } from "../signals/gpu-links";
import { alert } from "./alert";
import { quiet, type Series } from "./cases/case";
import { dcgmSeries, gauge, growing, levelCases, sentinelCases, type Gpu } from "./cases/gpu";
import { steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

export const GpuPcieReplays = alert("GpuPcieReplays", {
  ...told,
  signal: pcieReplays,
  // The limit of DCGM's own health check.
  above: 8,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} PCIe replays of GPU {{ $labels.gpu }} in a minute",
  description:
    "More than {threshold} transmissions a minute between GPU {{ $labels.gpu }} of {{ $labels.instance }} and its host have had to be repeated for {for}. The slot, a riser cable or the GPU itself is about to fail; the next step is a GPU that falls off the bus.",
  cases: levelCases({
    of: growing("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", 1 / 60),
    beyond: 30,
    just: 8.2,
    not: 7.8,
    usual: 0,
    for: "10m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "gpu-1: 30 PCIe replays of GPU 0 in a minute",
      description:
        "More than 8 transmissions a minute between GPU 0 of gpu-1 and its host have had to be repeated for 10 minutes. The slot, a riser cable or the GPU itself is about to fail; the next step is a GPU that falls off the bus.",
    },
  }),
});

const sixteen = (gpu: Gpu, until: Duration): Series =>
  dcgmSeries("DCGM_FI_DEV_PCIE_MAX_LINK_WIDTH", steps([[until, 16]]), gpu);

export const GpuPcieNarrow = alert("GpuPcieNarrow", {
  ...told,
  signal: pcieWidth,
  below: 0.9,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} uses {value} of its PCIe lanes",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been connected over less than {threshold} of the PCIe lanes that it and its slot have for {for}. Loading data takes as many times longer. It was not seated well, or a lane is broken.",
  cases: [
    ...levelCases({
      of: gauge("DCGM_FI_DEV_PCIE_LINK_WIDTH", 16),
      beside: sixteen,
      beyond: 0.5,
      just: 0.88,
      not: 0.92,
      usual: 1,
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: GPU 0 uses 50% of its PCIe lanes",
        description:
          "GPU 0 of gpu-1 has been connected over less than 90 % of the PCIe lanes that it and its slot have for 15 minutes. Loading data takes as many times longer. It was not seated well, or a lane is broken.",
      },
    }),
    ...sentinelCases(gauge("DCGM_FI_DEV_PCIE_MAX_LINK_WIDTH"), "30m", (gpu) =>
      dcgmSeries("DCGM_FI_DEV_PCIE_LINK_WIDTH", steps([["30m", 16]]), gpu),
    ),
    quiet("a GPU that is not on PCIe", {
      series: {
        ...dcgmSeries("DCGM_FI_DEV_PCIE_LINK_WIDTH", steps([["1h", 0]])),
        ...dcgmSeries("DCGM_FI_DEV_PCIE_MAX_LINK_WIDTH", steps([["1h", 0]])),
      },
      at: "1h",
    }),
  ],
});
