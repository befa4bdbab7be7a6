import { GpuHot, GpuMemoryHot, GpuTemperatureRising } from "../rules/gpu-heat";
import {
  GpuDecoderSaturated,
  GpuEncoderSaturated,
  GpuOccupancyLow,
  GpuTensorUnused,
} from "../rules/gpu-efficiency";
import { GpuMemoryFull, GpuMemoryLeaking, GpuMemoryReservedHigh } from "../rules/gpu-memory";
import {
  GpuEnergyGrown,
  GpuPowerOverLimit,
  GpuThrottledByBoard,
  GpuThrottledByPower,
} from "../rules/gpu-power";
import {
  GpuThrottledByHeat,
  GpuThrottledBySyncBoost,
  GpuThrottledForReliability,
} from "../rules/gpu-throttling";
import { GpuHeldIdle, GpuImbalance, GpuSaturated } from "../rules/gpu-use";
import * as use from "../signals/gpu";
import * as errors from "../signals/gpu-errors";
import * as heat from "../signals/gpu-heat";
import { firingAlerts } from "../signals/prometheus";
import { gpuErrors, gpuLinks } from "./gpu-faults";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: no DCGM exporter is scraped";
const noProfiling = "No data: these GPUs cannot be profiled, or the exporter may not";
const noSensor = "These GPUs have no such sensor";
const noPods = "No pods have a GPU here";

/** All GPUs: whether they are well, what they are used for, and who has them. */
export const gpu = dashboard(
  "gpu",
  "GPUs",
  {
    description: "Are the GPUs well, are they used, and by whom?",
    tags: ["gpu"],
    variables: [cluster, { ...instance, label: "Host", job: "dcgm" }],
    links: ["overview", "host"],
    needs: ["gpu"],
    time: "6h",
  },
  [
    row(
      "Are they well?",
      stat(firingAlerts, {
        title: "Alerts of these hosts",
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Open the overview for their names and what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(use.gpusInAll, {
        why: "One less than yesterday is a GPU that fell off the bus.",
        act: "Compare with what should be there; the table below has the number of each host.",
        noValue: notScraped,
      }),
      stat(use.gpuBusyMean, {
        why: "GPUs cost the same whether or not they work.",
        act: "For low values look at the idle ones below, for high ones at who waits.",
        noValue: notScraped,
      }),
      stat(heat.gpuHottest, {
        why: "Near its limit a GPU slows itself down, and the jobs over several GPUs with it.",
        act: "See in the row of heat which GPU it is, and whether its neighbours are hot as well.",
        noValue: notScraped,
      }),
      stat(heat.gpuPowerOfHost, {
        why: "Supplies and cooling have their limits, and energy its price.",
        act: "Compare with what the supplies of the host can give.",
        noValue: notScraped,
      }),
      stat(errors.driverVersions, {
        past: ["instance"],
        why: "With several versions the same program works on one host and fails on another.",
        act: "See in the row of errors which hosts have which version, and finish the update.",
        noValue: notScraped,
      }),
    ),
    row(
      "Use",
      timeseries(use.gpuBusy, {
        line: [GpuSaturated, GpuHeldIdle],
        why: "Shows which GPUs work, and since when others do not.",
        act: "Move work to idle ones; for all busy over days, plan more of them.",
        noValue: notScraped,
      }),
      timeseries(use.gpuMemoryUsed, {
        line: [GpuMemoryFull, GpuMemoryLeaking],
        why: "A GPU without free memory refuses the next larger batch; one that only fills is a leak.",
        act: "Find the process that holds it with nvidia-smi on the host, or by the pods below.",
        noValue: notScraped,
      }),
      timeseries(use.gpusIdle, {
        stack: true,
        why: "Idle GPUs are paid for and used by nobody.",
        act: "If their memory is held, ask whose program it is; if not, give them work.",
        noValue: notScraped,
      }),
      timeseries(heat.gpuTemperature, {
        line: [GpuHot, GpuTemperatureRising],
        why: "A line that rises while power does not is a fan that fails.",
        act: "Look at fans, filters and the air of the room.",
        noValue: notScraped,
      }),
      timeseries(heat.gpuPower, {
        why: "Power shows what a GPU really does, better than its use in percent.",
        act: "A busy GPU with little power waits: for data, for memory or for another GPU.",
        noValue: notScraped,
      }),
      timeseries(errors.gpuXidErrors, {
        badFrom: 1,
        why: "Each is an error that the driver saw; some mean that the GPU has to be replaced.",
        act: "Look the number up; the pages of the alerts have the common ones.",
        noValue: "No errors in this time",
      }),
    ),
    closedRow(
      "Who has them?",
      timeseries(use.gpusOfNamespace, {
        past: ["instance"],
        why: "Shows who takes how many GPUs, for planning and for the bill.",
        act: "Compare with how busy they are beside it.",
        noValue: noPods,
      }),
      timeseries(use.gpuBusyOfNamespace, {
        past: ["instance"],
        why: "GPUs that somebody has and does not use are missing elsewhere.",
        act: "Ask the owner of the namespace whether fewer are enough.",
        noValue: noPods,
      }),
      timeseries(use.gpuMemoryOfNamespace, {
        past: ["instance"],
        why: "Shows who holds the memory.",
        act: "A namespace that only grows has a leak, or more replicas.",
        noValue: noPods,
      }),
    ),
    closedRow(
      "How well are they used?",
      timeseries(use.gpuSmActive, {
        why: "Busy says only that something ran; this says how much of the GPU worked.",
        act: "If it is far below busy, the work comes in pieces that are too small: larger batches.",
        noValue: noProfiling,
      }),
      timeseries(use.gpuOccupancy, {
        line: GpuOccupancyLow,
        why: "Few resident warps cannot hide the time that memory takes.",
        act: "Profile the kernels; joined kernels and larger batches help.",
        noValue: noProfiling,
      }),
      timeseries(use.gpuTensorActive, {
        line: GpuTensorUnused,
        why: "Training and inference without the matrix units run many times slower.",
        act: "Switch on mixed precision, and use sizes that are multiples of 8.",
        noValue: noProfiling,
      }),
      timeseries(use.gpuMemoryActive, {
        why: "Near 100 % the memory is what limits the speed.",
        act: "Join steps so that data is read once, or use lower precision.",
        noValue: noProfiling,
      }),
      timeseries(use.gpuBusySpread, {
        line: GpuImbalance,
        why: "One GPU that works while others wait is half a host wasted.",
        act: "Check that jobs see all GPUs, and how requests are shared out.",
        noValue: notScraped,
      }),
      timeseries(use.gpuEncoderBusy, {
        line: GpuEncoderSaturated,
        why: "The encoder is a unit of its own, and may be full while the GPU idles.",
        act: "Spread sessions over the GPUs, or take a faster preset.",
        noValue: notScraped,
      }),
      timeseries(use.gpuDecoderBusy, {
        line: GpuDecoderSaturated,
        why: "A full decoder delays everything that looks at the frames.",
        act: "Spread streams over the GPUs, or decode fewer frames.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Memory in depth",
      timeseries(use.gpuMemoryUsedBytes, {
        why: "Shows what a program really needs, to choose the size of the next GPU.",
        act: "Compare with the memory that free parts or other models have.",
        noValue: notScraped,
      }),
      timeseries(use.gpuMemoryPredicted, {
        why: "Below 0, the program that asks for memory in 4 hours ends.",
        act: "Write a checkpoint and restart the program that grows.",
        noValue: notScraped,
      }),
      timeseries(use.gpuMemoryReserved, {
        line: GpuMemoryReservedHigh,
        why: "What the driver keeps is missing for programs.",
        act: "Compare with the other GPUs of this model, and with the settings for ECC and MIG.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Heat and power in depth",
      timeseries(heat.gpuMemoryTemperature, {
        line: GpuMemoryHot,
        why: "Hot memory makes errors, and slows the GPU down while the chip looks cool.",
        act: "Look at fans and air; on one card only, at its thermal pads.",
        noValue: noSensor,
      }),
      timeseries([heat.gpuTemperaturePredicted, heat.gpuSlowdownTemperature], {
        title: "GPU temperature in 6 hours and its limit",
        why: "Where the first crosses the second, the GPU will be slow.",
        act: "Find out before that why it warms up.",
        noValue: noSensor,
      }),
      timeseries(heat.gpuPowerUsed, {
        line: GpuPowerOverLimit,
        why: "Above its limit a GPU draws more than supplies are planned for.",
        act: "Set the limit again with nvidia-smi.",
        noValue: noSensor,
      }),
      timeseries(heat.gpuClock, {
        why: "A clock that is lower than that of the same model elsewhere is held back by something.",
        act: "See beside it by what.",
        noValue: notScraped,
      }),
      timeseries(heat.clockEvents, {
        why: "Names the reason why a clock is low; gpu_idle is none to worry about.",
        act: "For hw_thermal and hw_slowdown look at heat, for hw_power_brake at the supplies.",
        noValue: "Nothing held the GPUs back",
      }),
      timeseries(heat.throttledByHeat, {
        line: GpuThrottledByHeat,
        why: "Time lost to heat is time paid for.",
        act: "Cool the GPU, or lower its power limit a little.",
        noValue: notScraped,
      }),
      timeseries(heat.throttledByPower, {
        line: GpuThrottledByPower,
        why: "Usual with heavy work, unless the limit is lower than it should be.",
        act: "Compare the limit with that of other hosts.",
        noValue: notScraped,
      }),
      timeseries(heat.throttledByBoard, {
        line: GpuThrottledByBoard,
        why: "The board of the card is at its end: cables, converters or their cooling.",
        act: "Check the power connectors of the card.",
        noValue: notScraped,
      }),
      timeseries([heat.throttledByReliability, heat.throttledBySyncBoost], {
        title: "GPU slowed for reliability or by its group",
        line: [GpuThrottledForReliability, GpuThrottledBySyncBoost],
        why: "Shows clocks that were asked too high, and groups that wait for their slowest GPU.",
        act: "Take back clocks set by hand; find the member that holds its group back.",
        noValue: notScraped,
      }),
      timeseries(heat.gpuEnergy, {
        why: "Shows when in the day energy is taken.",
        act: "Move work that can wait to the hours in which energy is cheap.",
        noValue: notScraped,
      }),
      timeseries(heat.gpuEnergyDay, {
        past: ["cluster"],
        why: "What the GPUs of a host cost in a day.",
        act: "Multiply by the price; look for jobs that were forgotten.",
        noValue: notScraped,
      }),
      timeseries(heat.gpuEnergyGrowth, {
        past: ["cluster"],
        line: GpuEnergyGrown,
        why: "A host that takes far more than a week ago does something else, or is stuck in a loop.",
        act: "See above who has its GPUs.",
        noValue: "Nothing is known of last week",
      }),
    ),
    gpuLinks,
    gpuErrors,
  ],
);
