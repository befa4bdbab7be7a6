import { GpuMemoryErrorsRising, GpuPagesRetiredMany } from "../rules/gpu-memory-errors";
import { GpuNvlinkChecksumErrors, GpuNvlinkReplays, GpuNvlinkSilent } from "../rules/gpu-nvlink";
import { GpuPcieNarrow, GpuPcieReplays } from "../rules/gpu-pcie";
import { gpuCount } from "../signals/gpu";
import * as errors from "../signals/gpu-errors";
import * as links from "../signals/gpu-links";
import { closedRow } from "./model/dashboard";
import { stateTimeline, table, timeseries } from "./model/panel";

const notScraped = "No data: no DCGM exporter is scraped";
const noProfiling = "No data: these GPUs cannot be profiled, or the exporter may not";
const noLinks = "These GPUs have no NVLink";

/** How GPUs talk to each other and to their host; a row of the dashboard of GPUs. */
export const gpuLinks = closedRow(
  "Links",
  timeseries(links.nvlinkShare, {
    line: GpuNvlinkSilent,
    why: "A GPU without traffic beside busy ones may have lost its links.",
    act: "Check them with nvidia-smi nvlink -s.",
    noValue: noLinks,
  }),
  timeseries(links.nvlinkChecksumErrors, {
    line: GpuNvlinkChecksumErrors,
    why: "A link with a poor signal gets worse and then ends jobs.",
    act: "Seat the bridge or the module anew at the next chance.",
    noValue: noLinks,
  }),
  timeseries(links.nvlinkReplays, {
    line: GpuNvlinkReplays,
    why: "Repeated transmissions hold up all GPUs of a job.",
    act: "Find the two ends of the link: both count.",
    noValue: noLinks,
  }),
  timeseries(links.nvlinkRecoveries, {
    badFrom: 1,
    why: "A link that was lost once is lost again.",
    act: "Drain the host, reset its GPUs together and test them.",
    noValue: noLinks,
  }),
  timeseries(links.pcieReceived, {
    title: "PCIe traffic",
    mirrored: links.pcieSent,
    why: "Received is above the line, sent below. A flat top is a bus that is full.",
    act: "Keep data on the GPU, or spread the GPUs over more switches.",
    noValue: noProfiling,
  }),
  timeseries(links.pcieReplays, {
    line: GpuPcieReplays,
    why: "The usual forerunner of a GPU that falls off the bus.",
    act: "Seat card and riser anew before it does.",
    noValue: notScraped,
  }),
  timeseries(links.pcieWidth, {
    line: GpuPcieNarrow,
    why: "Half of the lanes is half of the speed for everything that is loaded.",
    act: "Seat the card anew; look at the settings of the slot.",
    noValue: notScraped,
  }),
);

/** What is broken; a row of the dashboard of GPUs. */
export const gpuErrors = closedRow(
  "Errors",
  stateTimeline(errors.gpuHealth, {
    states: {
      0: { text: "Well", colour: "good" },
      10: { text: "Warning", colour: "warning" },
      20: { text: "Failed", colour: "bad" },
    },
    width: 24,
    why: "DCGM checks the parts of each GPU in the background.",
    act: "Ask it for the reason with dcgmi health -c on the host.",
    noValue: notScraped,
  }),
  timeseries(errors.eccUncorrected, {
    badFrom: 1,
    why: "Data was lost, and a program with it.",
    act: "Reset the GPU before it gets new work.",
    noValue: "These GPUs have no ECC memory",
  }),
  timeseries(errors.eccCorrected, {
    why: "Errors in bursts point to one broken row, errors now and then to heat or voltage.",
    act: "Compare with the temperature of the memory at that time.",
    noValue: "These GPUs have no ECC memory",
  }),
  timeseries(errors.eccCorrectedDay, {
    past: ["cluster"],
    line: GpuMemoryErrorsRising,
    why: "A pace that rises foretells errors that cannot be corrected.",
    act: "Plan a test and a reset of the GPU.",
    noValue: "These GPUs have no ECC memory",
  }),
  timeseries([errors.rowsRemapped, errors.pagesRetired, errors.pagesPending], {
    title: "Memory taken out of use",
    line: GpuPagesRetiredMany,
    why: "Each was broken. A number that grows is a GPU that goes on breaking.",
    act: "Note it, and have the GPU replaced in time.",
    noValue: notScraped,
  }),
  table([errors.rowRemapFailed, errors.rowRemapPending], {
    title: "Rows to be replaced",
    columns: { instance: { title: "Host" }, gpu: { title: "GPU" } },
    why: "Failed means a new GPU, pending a reset at the next chance.",
    act: "Drain the host, reset the GPU and look again.",
    noValue: "These GPUs do not replace rows",
  }),
  table(errors.gpusByDriver, {
    title: "Driver versions, by GPUs",
    columns: { DCGM_FI_DRIVER_VERSION: { title: "Driver" } },
    why: "Hosts that were left out by an update show here.",
    act: "Update them, or plan it.",
    noValue: notScraped,
  }),
  table(gpuCount, {
    title: "GPUs of each host",
    columns: { instance: { title: "Host" } },
    why: "A host with one GPU less than its siblings has lost it.",
    act: "Look on the host with nvidia-smi -L and lspci.",
    noValue: notScraped,
  }),
);
