import { dcgm } from "../signals/gpu";
import {
  clockEvents,
  throttledByHeat,
  throttledByReliability,
  throttledBySyncBoost,
} from "../signals/gpu-heat";
import { promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { dcgmSeries, first, heldBack, levelCases, type Course } from "./cases/gpu";
import { steps } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "gpu",
  dashboard: { uid: "gpu-device", variables: ["instance", "gpu"] },
} as const;

export const GpuThrottledByHeat = alert("GpuThrottledByHeat", {
  ...told,
  signal: throttledByHeat,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: heat slows GPU {{ $labels.gpu }} {value} of the time",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has been slowed by heat for more than {threshold} of the last {for}. Jobs on it take longer, and jobs over several GPUs wait for it.",
  cases: levelCases({
    of: heldBack("DCGM_FI_DEV_THERMAL_VIOLATION"),
    beyond: 0.4,
    just: 0.102,
    not: 0.098,
    usual: 0,
    for: "10m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "gpu-1: heat slows GPU 0 40% of the time",
      description:
        "GPU 0 of gpu-1 has been slowed by heat for more than 10 % of the last 10 minutes. Jobs on it take longer, and jobs over several GPUs wait for it.",
    },
  }),
});

export const GpuThrottledForReliability = alert("GpuThrottledForReliability", {
  ...told,
  signal: throttledByReliability,
  above: 0.1,
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  optIn: true,
  summary: "{{ $labels.instance }}: GPU {{ $labels.gpu }} slows itself {value} of the time to stay reliable",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has run below the clock that was asked of it during more than {threshold} of the last {for}, because its voltage does not bear more. Jobs are slower than the clocks in the settings suggest.",
  cases: levelCases({
    of: heldBack("DCGM_FI_DEV_RELIABILITY_VIOLATION"),
    beyond: 0.3,
    just: 0.102,
    not: 0.098,
    usual: 0,
    for: "30m",
    keepFiringFor: "15m",
    window: "5m",
    text: {
      summary: "gpu-1: GPU 0 slows itself 30% of the time to stay reliable",
      description:
        "GPU 0 of gpu-1 has run below the clock that was asked of it during more than 10 % of the last 30 minutes, because its voltage does not bear more. Jobs are slower than the clocks in the settings suggest.",
    },
  }),
});

export const GpuThrottledBySyncBoost = alert("GpuThrottledBySyncBoost", {
  ...told,
  signal: throttledBySyncBoost,
  above: 0.2,
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  optIn: true,
  summary: "{{ $labels.instance }}: its group slows GPU {{ $labels.gpu }} {value} of the time",
  description:
    "GPU {{ $labels.gpu }} of {{ $labels.instance }} has waited for the slowest GPU of its sync boost group during more than {threshold} of the last {for}. Find the one that holds the others back.",
  cases: levelCases({
    of: heldBack("DCGM_FI_DEV_SYNC_BOOST_VIOLATION"),
    beyond: 0.5,
    just: 0.204,
    not: 0.196,
    usual: 0,
    for: "30m",
    keepFiringFor: "15m",
    window: "5m",
    text: {
      summary: "gpu-1: its group slows GPU 0 50% of the time",
      description:
        "GPU 0 of gpu-1 has waited for the slowest GPU of its sync boost group during more than 20 % of the last 30 minutes. Find the one that holds the others back.",
    },
  }),
});

const reduced = (s: Scope, events: string) =>
  promql`max by (instance, gpu, clock_event) (DCGM_EXP_CLOCK_EVENTS_COUNT{${dcgm(s)}, clock_event=~"${events}"}) > 0`;

const events =
  (clock_event: string): Course =>
  (levels, gpu, every) =>
    dcgmSeries("DCGM_EXP_CLOCK_EVENTS_COUNT", steps(levels, every), gpu, {
      window_size_in_ms: "300000",
      clock_event,
    });

/** Seen, and, in the window of the exporter, no longer seen. */
function eventCases(
  given: Pick<Parameters<typeof levelCases>[0], "for" | "keepFiringFor" | "text">,
  clock_event: string,
  not: readonly string[],
) {
  const of = events(clock_event);
  return [
    ...levelCases({ of, beyond: 20, just: 1, not: 0, usual: 0, labels: { clock_event }, ...given }),
    ...not.map((reason) =>
      quiet(`${reason} is another reason`, { series: events(reason)([["2h", 20]], first, "15s"), at: "2h" }),
    ),
  ];
}

export const GpuHardwareSlowdown = alert("GpuHardwareSlowdown", {
  ...told,
  event: (s) => reduced(s, "hw_slowdown|hw_thermal"),
  by: clockEvents.by,
  for: "1m",
  keepFiringFor: "10m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: GPU {{ $labels.gpu }} runs at half its clock or less ({{ $labels.clock_event }})",
  description:
    "The hardware of GPU {{ $labels.gpu }} of {{ $labels.instance }} has cut its clock to half or less in the last 5 minutes to protect itself. Jobs on it take at least twice as long. The reason {{ $labels.clock_event }} says whether it was heat.",
  cases: [
    ...eventCases(
      {
        for: "1m",
        keepFiringFor: "10m",
        text: {
          summary: "gpu-1: GPU 0 runs at half its clock or less (hw_thermal)",
          description:
            "The hardware of GPU 0 of gpu-1 has cut its clock to half or less in the last 5 minutes to protect itself. Jobs on it take at least twice as long. The reason hw_thermal says whether it was heat.",
        },
      },
      "hw_thermal",
      ["gpu_idle", "hw_power_brake", "sw_thermal"],
    ),
    fires("both reasons at once", {
      series: {
        ...events("hw_slowdown")([["1h", 3]], first, "15s"),
        ...events("hw_thermal")([["1h", 3]], first, "15s"),
      },
      at: "5m",
      labels: [
        { ...first, clock_event: "hw_slowdown" },
        { ...first, clock_event: "hw_thermal" },
      ],
    }),
  ],
});

export const GpuPowerBrake = alert("GpuPowerBrake", {
  ...told,
  event: (s) => reduced(s, "hw_power_brake"),
  by: clockEvents.by,
  for: "1m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the power supply brakes GPU {{ $labels.gpu }}",
  description:
    "A signal from outside of GPU {{ $labels.gpu }} of {{ $labels.instance }} has cut its clock to half or less in the last 5 minutes: the power supply or the rack asked for it ({{ $labels.clock_event }}). Other GPUs of this host and rack are usually braked as well.",
  cases: eventCases(
    {
      for: "1m",
      keepFiringFor: "10m",
      text: {
        summary: "gpu-1: the power supply brakes GPU 0",
        description:
          "A signal from outside of GPU 0 of gpu-1 has cut its clock to half or less in the last 5 minutes: the power supply or the rack asked for it (hw_power_brake). Other GPUs of this host and rack are usually braked as well.",
      },
    },
    "hw_power_brake",
    ["gpu_idle", "hw_thermal", "power_cap"],
  ),
});

export const GpuSoftwareThermal = alert("GpuSoftwareThermal", {
  ...told,
  event: (s) => reduced(s, "sw_thermal"),
  by: clockEvents.by,
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  optIn: true,
  summary: "{{ $labels.instance }}: the driver slows GPU {{ $labels.gpu }} to keep it cool",
  description:
    "For {for} the driver has lowered the clock of GPU {{ $labels.gpu }} of {{ $labels.instance }} again and again to keep it below its temperature target ({{ $labels.clock_event }}). It is the first and gentlest of the measures against heat.",
  cases: eventCases(
    {
      for: "30m",
      keepFiringFor: "15m",
      text: {
        summary: "gpu-1: the driver slows GPU 0 to keep it cool",
        description:
          "For 30 minutes the driver has lowered the clock of GPU 0 of gpu-1 again and again to keep it below its temperature target (sw_thermal). It is the first and gentlest of the measures against heat.",
      },
    },
    "sw_thermal",
    ["gpu_idle", "hw_thermal"],
  ),
});
