import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, oneHost } from "./model/variables";
import * as errors from "./panels/gpu-errors";
import * as heat from "./panels/gpu-heat";
import * as links from "./panels/gpu-links";
import * as status from "./panels/gpu-status";
import { oneGpu } from "./panels/gpu-words";
import * as work from "./panels/gpu-work";

/** One GPU in depth: what it does, what slows it down, what is broken. */
export const gpuDevice = dashboard(
  "gpu-device",
  "GPU in depth",
  {
    description: "What does this GPU do, what slows it down, and what is broken about it?",
    tags: ["gpu"],
    variables: [cluster, oneHost("dcgm"), oneGpu],
    links: ["gpu", "gpu-jobs", "host"],
    needs: ["gpu"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      status.alertsOfGpu,
      status.busyNow,
      status.memoryNow,
      status.temperatureNow,
      status.powerNow,
      status.faultsNow,
    ),
    row(
      "What it does",
      status.busy,
      status.memory,
      status.xids,
      status.temperature,
      status.power,
      heat.clocks,
    ),
    closedRow(
      "How well is it used?",
      work.smActive,
      work.occupancy,
      work.tensorActive,
      work.pipes,
      work.memoryActive,
      work.copyBusy,
    ),
    closedRow("Video", work.encoderBusy, work.decoderBusy),
    closedRow("Memory", work.memoryBytes, work.memoryAhead, work.memoryReserved),
    closedRow("Heat and power", heat.memoryTemperature, heat.temperatureAhead, heat.powerOfLimit),
    closedRow(
      "What slows it down?",
      heat.clockEvents,
      heat.byHeat,
      heat.byPower,
      heat.byBoard,
      heat.byOthers,
      heat.byLowUse,
    ),
    closedRow("NVLink", links.nvlinkShare, links.nvlinkErrors, links.nvlinkReplays, links.nvlinkLosses),
    closedRow("PCIe", links.pcie, links.pcieReplays, links.pcieWidth),
    closedRow(
      "What is broken?",
      errors.health,
      errors.lastXid,
      errors.uncorrected,
      errors.corrected,
      errors.correctedDay,
      errors.outOfUse,
      errors.rowsToReplace,
    ),
  ],
);
