/** How a GPU talks to its neighbours and to its host. */
import { GpuNvlinkChecksumErrors, GpuNvlinkReplays, GpuNvlinkSilent } from "../../rules/gpu-nvlink";
import { GpuPcieNarrow, GpuPcieReplays } from "../../rules/gpu-pcie";
import * as links from "../../signals/gpu-links";
import { timeseries } from "../model/panel";
import { noLinks, noProfiling, notScraped } from "./gpu-words";

export const nvlinkShare = timeseries(links.nvlinkShare, {
  width: 6,
  // It is a comparison of all GPUs of the host: with one of them it would always be the busiest.
  past: ["gpu"],
  line: GpuNvlinkSilent,
  why: "A GPU without traffic beside busy ones may have lost its links.",
  act: "Check them with nvidia-smi nvlink -s.",
  noValue: noLinks,
});

export const nvlinkErrors = timeseries(links.nvlinkChecksumErrors, {
  width: 6,
  line: GpuNvlinkChecksumErrors,
  why: "A link with a poor signal gets worse and then ends jobs.",
  act: "Seat the bridge or the module anew at the next chance.",
  noValue: noLinks,
});

export const nvlinkReplays = timeseries(links.nvlinkReplays, {
  width: 6,
  line: GpuNvlinkReplays,
  why: "Repeated transmissions hold up all GPUs of a job.",
  act: "Find the two ends of the link: both count.",
  noValue: noLinks,
});

export const nvlinkLosses = timeseries(links.nvlinkRecoveries, {
  width: 6,
  badFrom: 1,
  why: "A link that was lost once is lost again.",
  act: "Drain the host, reset its GPUs together and test them.",
  noValue: noLinks,
});

export const pcie = timeseries(links.pcieReceived, {
  title: "PCIe traffic",
  mirrored: links.pcieSent,
  why: "Received is above the line, sent below. A flat top is a bus that is full.",
  act: "Keep data on the GPU, or spread the GPUs over more switches.",
  noValue: noProfiling,
});

export const pcieReplays = timeseries(links.pcieReplays, {
  line: GpuPcieReplays,
  why: "The usual forerunner of a GPU that falls off the bus.",
  act: "Seat card and riser anew before it does.",
  noValue: notScraped,
});

export const pcieWidth = timeseries(links.pcieWidth, {
  line: GpuPcieNarrow,
  why: "Half of the lanes is half of the speed for everything that is loaded.",
  act: "Seat the card anew; look at the settings of the slot.",
  noValue: notScraped,
});
