/** Heat, clocks and power of one GPU, and what they cost in speed. */
import { GpuMemoryHot } from "../../rules/gpu-heat";
import {
  GpuEnergyGrown,
  GpuPowerOverLimit,
  GpuThrottledByBoard,
  GpuThrottledByPower,
} from "../../rules/gpu-power";
import {
  GpuThrottledByHeat,
  GpuThrottledBySyncBoost,
  GpuThrottledForReliability,
} from "../../rules/gpu-throttling";
import * as device from "../../signals/gpu-device";
import * as heat from "../../signals/gpu-heat";
import { timeseries } from "../model/panel";
import { notScraped, noSensor } from "./gpu-words";

export const memoryTemperature = timeseries(heat.gpuMemoryTemperature, {
  line: GpuMemoryHot,
  why: "Hot memory makes errors, and slows the GPU down while the chip looks cool.",
  act: "Look at fans and air; on one card only, at its thermal pads.",
  noValue: noSensor,
});

export const temperatureAhead = timeseries([heat.gpuTemperaturePredicted, heat.gpuSlowdownTemperature], {
  title: "GPU temperature in 6 hours and its limit",
  why: "Where the first crosses the second, the GPU will be slow.",
  act: "Find out before that why it warms up.",
  noValue: noSensor,
});

export const powerOfLimit = timeseries(heat.gpuPowerUsed, {
  line: GpuPowerOverLimit,
  why: "Above its limit a GPU draws more than supplies are planned for.",
  act: "Set the limit again with nvidia-smi.",
  noValue: noSensor,
});

export const clocks = timeseries([heat.gpuClock, device.gpuMemoryClock], {
  title: "Clocks of processors and memory",
  why: "A clock that is lower than that of the same model elsewhere is held back by something.",
  act: "See in the row of what slows it down by what.",
  noValue: notScraped,
});

export const clockEvents = timeseries(heat.clockEvents, {
  legend: ["clock_event"],
  why: "Names the reason why a clock is low; gpu_idle is none to worry about.",
  act: "For hw_thermal and hw_slowdown look at heat, for hw_power_brake at the supplies.",
  noValue: "Nothing held the GPU back",
});

export const byHeat = timeseries(heat.throttledByHeat, {
  line: GpuThrottledByHeat,
  why: "Time lost to heat is time paid for.",
  act: "Cool the GPU, or lower its power limit a little.",
  noValue: notScraped,
});

export const byPower = timeseries(heat.throttledByPower, {
  line: GpuThrottledByPower,
  why: "Usual with heavy work, unless the limit is lower than it should be.",
  act: "Compare the limit with that of other hosts.",
  noValue: notScraped,
});

export const byBoard = timeseries(heat.throttledByBoard, {
  line: GpuThrottledByBoard,
  why: "The board of the card is at its end: cables, converters or their cooling.",
  act: "Check the power connectors of the card.",
  noValue: notScraped,
});

export const byOthers = timeseries([heat.throttledByReliability, heat.throttledBySyncBoost], {
  title: "GPU slowed for reliability or by its group",
  line: [GpuThrottledForReliability, GpuThrottledBySyncBoost],
  why: "Shows clocks that were asked too high, and groups that wait for their slowest GPU.",
  act: "Take back clocks set by hand; find the member that holds its group back.",
  noValue: notScraped,
});

export const byLowUse = timeseries(device.throttledByLowUse, {
  why: "No fault: it explains a low clock of a GPU that has little to do.",
  act: "Give it larger pieces of work at a time.",
  noValue: notScraped,
});

export const energyDay = timeseries(heat.gpuEnergyDay, {
  past: ["cluster"],
  width: 12,
  why: "What the GPUs of a host cost in a day.",
  act: "Multiply by the price; look for jobs that were forgotten.",
  noValue: notScraped,
});

export const energyGrowth = timeseries(heat.gpuEnergyGrowth, {
  past: ["cluster"],
  width: 12,
  line: GpuEnergyGrown,
  why: "A host that takes far more than a week ago does something else, or is stuck in a loop.",
  act: "See who has its GPUs, on the page of jobs.",
  noValue: "Nothing is known of last week",
});
