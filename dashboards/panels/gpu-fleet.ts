/** All GPUs beside each other. */
import { GpuHot, GpuTemperatureRising } from "../../rules/gpu-heat";
import { GpuHeldIdle, GpuImbalance, GpuSaturated } from "../../rules/gpu-use";
import * as use from "../../signals/gpu";
import * as errors from "../../signals/gpu-errors";
import * as fleet from "../../signals/gpu-fleet";
import * as heat from "../../signals/gpu-heat";
import * as history from "../../signals/gpu-history";
import { barGauge, stat, table, timeseries, type Drill } from "../model/panel";
import { notScraped, toGpu, toGpusOfHost, toHostOfGpu, toJobs, unwritten } from "./gpu-words";

const drill: readonly Drill[] = [toGpusOfHost, toJobs];

export const alertsOfGpus = stat(fleet.gpuAlertsInAll, {
  // The id of the panel that stood here for all alerts of the hosts.
  id: "alerts-of-these-hosts",
  badFrom: 1,
  why: "A GPU that breaks takes the whole job with it, on all other GPUs of the job.",
  act: "Find the GPU in the table; the overview has the names of the alerts and what to do.",
  noValue: "No data: Prometheus does not answer",
});

export const gpusInAll = stat(use.gpusInAll, {
  why: "One less than yesterday is a GPU that fell off the bus.",
  act: "Compare with what should be there; the table of hosts has the number of each.",
  noValue: notScraped,
});

export const busyInAll = stat(fleet.gpuBusyInAll, {
  id: "gpus-busy-mean-of-a-host",
  why: "GPUs cost the same whether or not they work.",
  act: "For low values look at the idle ones below, for high ones at who waits.",
  noValue: notScraped,
});

export const heldIdleInAll = stat(fleet.gpusHeldIdleInAll, {
  why: "Nobody else can have them, and nobody uses them: notebooks left open, jobs that hang.",
  act: "Sort the table by Held and idle, and ask who has the GPU.",
  noValue: notScraped,
});

export const hottestOfAll = stat(fleet.gpuHottestOfAll, {
  id: "hottest-gpu",
  why: "Near its limit a GPU slows itself down, and the jobs over several GPUs with it.",
  act: "See in the table which GPU it is, and whether its neighbours are hot as well.",
  noValue: notScraped,
});

export const faultyInAll = stat(fleet.gpusFaulty, {
  badFrom: 1,
  why: "Work that is placed on a GPU with faults fails again, at full price.",
  act: "Keep new jobs off its host, then open the GPU to see what the fault is.",
  noValue: notScraped,
});

export const allGpus = table(
  [
    use.gpuBusy,
    use.gpuFullest,
    heat.gpuTemperature,
    fleet.gpuPowerByModel,
    fleet.gpuFaults,
    fleet.gpuHeldIdle,
    fleet.gpuAlerts,
  ],
  {
    title: "All GPUs",
    height: 10,
    line: [GpuSaturated, GpuHeldIdle, GpuHot, GpuTemperatureRising],
    sortBy: "Faults",
    columns: { instance: { title: "Host" }, gpu: { title: "GPU" }, modelName: { title: "Model" } },
    drill: [toGpu, toHostOfGpu, toJobs],
    why: "The GPU that differs from the others of its host is the one to look at.",
    act: "Click on a GPU for its page. Faults come first, then heat, then those that are held and idle.",
    noValue: notScraped,
  },
);

export const hosts = table(
  [
    use.gpuBusyMean,
    use.gpuCount,
    use.gpusIdle,
    fleet.gpusHeldIdle,
    heat.gpuHottest,
    heat.gpuPowerOfHost,
    heat.gpuEnergyDay,
  ],
  {
    title: "Hosts with GPUs",
    // The energy of a day is recorded, and a recorded series has no cluster yet where it is asked.
    past: ["cluster"],
    columns: { instance: { title: "Host" } },
    drill: [toGpusOfHost, toHostOfGpu, toJobs],
    why: "A host with one GPU less than its siblings has lost it; one that idles is paid for nothing.",
    act: "For a GPU that is missing look on the host with nvidia-smi -L and lspci.",
    noValue: notScraped,
  },
);

export const busyOfHosts = timeseries(history.gpuBusyRecorded, {
  drill,
  why: "Shows which hosts work, and since when others do not.",
  act: "Move work to idle hosts; if all are busy for days, plan more of them.",
  noValue: unwritten,
});

export const memoryOfHosts = timeseries(history.gpuMemoryRecorded, {
  drill,
  why: "A host that only fills has a program that leaks; the next larger batch ends it.",
  act: "Open the host's GPUs, and find which one fills.",
  noValue: unwritten,
});

export const temperatureOfHosts = timeseries(history.gpuTemperatureRecorded, {
  drill,
  why: "One host that warms up alone has a fan or a filter; all of a rack have the room.",
  act: "Look at the air of the room before you open a host.",
  noValue: unwritten,
});

export const powerOfHosts = timeseries(history.gpuPowerRecorded, {
  drill,
  why: "Supplies, racks and cooling have limits that belong to all GPUs together.",
  act: "Compare the sum with what the rack can give, before more work is placed there.",
  noValue: unwritten,
});

export const idleOfHosts = timeseries(history.gpusIdleRecorded, {
  stack: true,
  drill,
  why: "Idle GPUs are paid for and used by nobody.",
  act: "If their memory is held, ask whose program it is; if not, give them work.",
  noValue: unwritten,
});

export const heatOfHosts = timeseries(history.gpuHeatRecorded, {
  drill,
  why: "Time lost to heat on one GPU is lost on every GPU that waits for it.",
  act: "Open the GPU, and compare its clock with those of its host.",
  noValue: unwritten,
});

export const heldIdleOfHosts = timeseries(fleet.gpusHeldIdle, {
  stack: true,
  drill,
  why: "Nights and weekends show who leaves GPUs behind when the work is over.",
  act: "Let notebooks end by themselves after some hours without work.",
  noValue: notScraped,
});

export const spreadOfHosts = timeseries(use.gpuBusySpread, {
  line: GpuImbalance,
  drill,
  why: "One GPU that works while others wait is half a host wasted.",
  act: "Check that jobs see all GPUs, and how requests are shared out.",
  noValue: notScraped,
});

export const gpusSeen = timeseries(history.gpusRecorded, {
  drill,
  why: "A step down is the moment at which a GPU was lost.",
  act: "Read the kernel's log of the host at that time for NVRM and Xid.",
  noValue: unwritten,
});

export const xidsOfAll = timeseries(errors.gpuXidErrors, {
  badFrom: 1,
  drill: [toGpu],
  why: "Each is an error that the driver saw; some mean that the GPU has to be replaced.",
  act: "Look the number up; the pages of the alerts have the common ones.",
  noValue: "No errors in this time",
});

export const replaysOfHosts = timeseries(history.gpuLinkErrorsRecorded, {
  drill,
  why: "A host that begins to repeat transmissions loses a GPU next, more often than not.",
  act: "Open its GPUs, and seat the one with the replays anew.",
  noValue: unwritten,
});

export const driverVersions = stat(errors.driverVersions, {
  past: ["instance"],
  width: 6,
  height: 8,
  why: "With several versions the same program works on one host and fails on another.",
  act: "See beside it how many GPUs have which, and finish the update.",
  noValue: notScraped,
});

export const gpusByDriver = table(errors.gpusByDriver, {
  title: "Driver versions, by GPUs",
  width: 9,
  columns: { DCGM_FI_DRIVER_VERSION: { title: "Driver" } },
  why: "Hosts that were left out by an update show here.",
  act: "Update them, or plan it.",
  noValue: notScraped,
});

export const gpusByModel = barGauge(fleet.gpusByModel, {
  width: 9,
  why: "Tells what there is to place work on, and what a comparison has to leave apart.",
  act: "Compare with the inventory.",
  noValue: notScraped,
});

export const powerInAll = timeseries(fleet.gpuPowerInAll, {
  id: "power-of-all-gpus",
  why: "The price of the hour, and the heat that the cooling has to take away.",
  act: "Move work that can wait out of the peak.",
  noValue: notScraped,
});

export const powerByModel = timeseries(fleet.gpuPowerOfModels, {
  stack: true,
  why: "Older models take more energy for the same work.",
  act: "Place what runs all day on the newer ones.",
  noValue: notScraped,
});

export const energy = timeseries(heat.gpuEnergy, {
  stack: true,
  why: "Shows when in the day energy is taken.",
  act: "Move work that can wait to the hours in which energy is cheap.",
  noValue: notScraped,
});
