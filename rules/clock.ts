import { clockAgainstPrometheus, clockEstimatedError, clockMaxError, clockOff } from "../signals/clock";
import { clockSynchronised } from "../signals/host";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { gauge, node, still, type Course } from "./cases/node";
import { toldOfSystem as told } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

const clock = (synchronised: Course, largest: Course, instance = "web-1"): Series => ({
  ...gauge("node_timex_sync_status", synchronised, { instance }),
  ...gauge("node_timex_maxerror_seconds", largest, { instance }),
});

export const HostClockNotSynchronised = alert("HostClockNotSynchronised", {
  ...told,
  event: (s, n) => promql`${clockSynchronised.value(s)} == 0 and ${clockMaxError.value(s)} >= ${n("error")}`,
  by: ["instance"],
  kind: "threshold",
  // A time service that has just started has not told the kernel of itself; only with its largest error does it count.
  parameters: { error: { value: 16, unit: "s", meaning: "largest error, at which the kernel gives up" } },
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the clock follows no time source",
  description:
    "For {for} the clock of {{ $labels.instance }} has followed no time source, and its error may be {error} or more. It drifts by seconds a day; certificates, tokens and the order of log lines depend on it.",
  cases: [
    fires("no time source, beside a host that has just started its time service", {
      series: { ...clock(still(0), still(16)), ...clock(still(0), still(15.5), "web-2") },
      at: "10m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: the clock follows no time source",
        description:
          "For 10 minutes the clock of web-1 has followed no time source, and its error may be 16 s or more. It drifts by seconds a day; certificates, tokens and the order of log lines depend on it.",
      },
    }),
    fires("two hosts", {
      series: { ...clock(still(0), still(16)), ...clock(still(0), still(16), "web-2") },
      at: "15m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("a time source far away", { series: clock(still(1), still(16)), at: "20m" }),
    quiet("`for` is not over", { series: clock(still(0), still(16)), at: "585s" }),
    resolves("the time service runs again", {
      series: clock(
        [
          ["20m", 0],
          ["2h", 1],
        ],
        still(16),
      ),
      labels: [{ instance: "web-1" }],
      firingAt: "30m",
      goneAt: "1815s",
    }),
  ],
});

export const HostClockOff = alert("HostClockOff", {
  ...told,
  signal: clockOff,
  above: 0.05,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the clock is wrong by {value}",
  description:
    "For {for} the clock of {{ $labels.instance }} has been wrong by more than {threshold}, as its time source has it. Samples, log lines and traces of this host lie at the wrong time beside those of others.",
  cases: [
    ...around({
      series: (course, instance) => gauge("node_timex_offset_seconds", course, { instance }),
      limit: 0.05,
      far: 0.25,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: the clock is wrong by 250ms",
        description:
          "For 10 minutes the clock of web-1 has been wrong by more than 50 ms, as its time source has it. Samples, log lines and traces of this host lie at the wrong time beside those of others.",
      },
    }),
    fires("a clock that is fast", {
      series: gauge("node_timex_offset_seconds", still(-0.2)),
      at: "10m",
      labels: [{ instance: "web-1" }],
    }),
  ],
});

export const HostClockErrorLarge = alert("HostClockErrorLarge", {
  ...told,
  signal: clockMaxError,
  above: 1,
  // Without a time source another alert tells.
  and: (s) => promql`${clockSynchronised.value(s)} == 1`,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the clock may be wrong by {value}",
  description:
    "For {for} the clock of {{ $labels.instance }} may have been wrong by more than {threshold}. The kernel counts it as synchronised still, but its time source answers no more, or over a slow way.",
  cases: [
    ...around({
      series: (course, instance) => clock(still(1), course, instance),
      limit: 1,
      far: 4,
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "web-1: the clock may be wrong by 4s",
        description:
          "For 15 minutes the clock of web-1 may have been wrong by more than 1 s. The kernel counts it as synchronised still, but its time source answers no more, or over a slow way.",
      },
    }),
    quiet("not synchronised at all", { series: clock(still(0), still(4)), at: "30m" }),
  ],
});

const time = (offset: number, instance = "web-1"): Series =>
  node("node_time_seconds", `${offset}+15x240`, { instance });

export const HostClockDiffers = alert("HostClockDiffers", {
  ...told,
  signal: clockAgainstPrometheus,
  above: 5,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the clock differs from that of Prometheus by {value}",
  description:
    "For {for} the clocks of {{ $labels.instance }} and of the Prometheus server have differed by more than {threshold}. One of them is wrong, whatever its time source says. If many hosts differ alike, it is the server's.",
  cases: [
    fires("slow and fast, beside one that differs little", {
      series: { ...time(60), ...time(4.85, "web-2"), ...time(0, "web-3") },
      at: "5m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: the clock differs from that of Prometheus by 1m 0s",
        description:
          "For 5 minutes the clocks of web-1 and of the Prometheus server have differed by more than 5 s. One of them is wrong, whatever its time source says. If many hosts differ alike, it is the server's.",
      },
    }),
    fires("just over the line, in both directions", {
      series: { ...time(5.15), ...time(-5.15, "web-2") },
      at: "10m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("just under the line", { series: time(4.85), at: "20m" }),
    quiet("`for` is not over", { series: time(60), at: "285s" }),
    resolves("the clock is set", {
      series: node("node_time_seconds", "60+15x40 615+15x120"),
      labels: [{ instance: "web-1" }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});

/** Clocks of hosts. */
export const hostClockRules: Rules = {
  name: "host-clock",
  recordings: [
    recording("instance:node_clock_off:max", clockOff),
    recording("instance:node_clock_estimated_error:max", clockEstimatedError),
  ],
  alerts: [HostClockNotSynchronised, HostClockOff, HostClockErrorLarge, HostClockDiffers],
};
