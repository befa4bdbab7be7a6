/** One GPU: whether it is well, at a glance and over the last hours. */
import { GpuHot, GpuTemperatureRising } from "../../rules/gpu-heat";
import { GpuMemoryFull, GpuMemoryLeaking } from "../../rules/gpu-memory";
import { GpuPowerOverLimit } from "../../rules/gpu-power";
import { GpuHeldIdle, GpuSaturated } from "../../rules/gpu-use";
import * as use from "../../signals/gpu";
import { gpuPowerLimit } from "../../signals/gpu-device";
import * as errors from "../../signals/gpu-errors";
import * as fleet from "../../signals/gpu-fleet";
import * as heat from "../../signals/gpu-heat";
import { stat, timeseries } from "../model/panel";
import { notScraped, noSensor, ofPart } from "./gpu-words";

export const alertsOfGpu = stat(fleet.gpuAlerts, {
  badFrom: 1,
  why: "They say what is wrong with this GPU in the words of a page that tells what to do.",
  act: "Open the overview for their names.",
  noValue: notScraped,
});

export const busyNow = stat(use.gpuBusy, {
  id: "busy-now",
  title: "Busy now",
  why: "Tells at once whether a job runs here.",
  act: "0 % with memory in use is a job that hangs, or one that nobody ended.",
  noValue: notScraped,
});

export const memoryNow = stat(use.gpuFullest, {
  title: "Memory held now",
  why: "At 100 % the next allocation ends the program.",
  act: "See the prediction in the row of memory, and who holds it with nvidia-smi.",
  noValue: notScraped,
});

export const temperatureNow = stat(heat.gpuTemperature, {
  id: "temperature-now",
  title: "Temperature now",
  line: [GpuHot, GpuTemperatureRising],
  why: "It decides how fast the GPU may run.",
  act: "Compare with the limit in the row of heat.",
  noValue: notScraped,
});

export const powerNow = stat(heat.gpuPowerUsed, {
  id: "power-now",
  title: "Power of its limit now",
  line: GpuPowerOverLimit,
  why: "A busy GPU far below its limit waits for something; one at the limit is slowed by it.",
  act: "For low power look at the links and at the pipes, for the limit at what slows it down.",
  noValue: noSensor,
});

export const faultsNow = stat(fleet.gpuFaults, {
  title: "Faults now",
  badFrom: 1,
  decimals: 0,
  why: "Results of a GPU with memory errors cannot be trusted.",
  act: "Open the row of errors; a reset heals some of them, a replacement the others.",
  noValue: notScraped,
});

export const busy = timeseries(use.gpuBusy, {
  line: [GpuSaturated, GpuHeldIdle],
  why: "Saw teeth are a GPU that waits for its data; a flat line at 100 % says only that something ran.",
  act: "For saw teeth look at PCIe and at the CPUs of the host: the loader is too slow.",
  noValue: notScraped,
});

export const memory = timeseries(use.gpuMemoryUsed, {
  line: [GpuMemoryFull, GpuMemoryLeaking],
  legend: ofPart,
  why: "A GPU without free memory refuses the next larger batch; one that only fills is a leak.",
  act: "Find the process that holds it with nvidia-smi on the host, or by the pods that have GPUs.",
  noValue: notScraped,
});

export const temperature = timeseries(heat.gpuTemperature, {
  line: [GpuHot, GpuTemperatureRising],
  why: "A line that rises while power does not is a fan that fails.",
  act: "Look at fans, filters and the air of the room.",
  noValue: notScraped,
});

export const power = timeseries([heat.gpuPower, gpuPowerLimit], {
  title: "GPU power and its limit",
  why: "Power shows what a GPU really does, better than its use in percent.",
  act: "A busy GPU with little power waits: for data, for memory or for another GPU.",
  noValue: notScraped,
});

export const xids = timeseries(errors.gpuXidErrors, {
  badFrom: 1,
  legend: ["xid"],
  why: "13, 31, 43 and 45 point to the program; 48, 62, 64, 74, 79 and 95 to the GPU.",
  act: "For those of the GPU drain the host; for those of the program ask its owner.",
  noValue: "No errors in this time",
});
