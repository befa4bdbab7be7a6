/** How right the clock of a host is. Whether it follows a time source is in host.ts. */
import { promql } from "./promql";
import { signal } from "./signal";

export const clockOff = signal({
  title: "Clock off",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "By how much the clock of a host is wrong by its time source, without the direction.",
  value: (s) => promql`max by (instance) (abs(node_timex_offset_seconds{${s.select("node")}}))`,
});

export const clockMaxError = signal({
  title: "Clock, largest error",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "By how much the clock may be wrong at most, as the kernel knows it. Grows while the time source gives no answer; 16 s where there is none.",
  value: (s) => promql`max by (instance) (node_timex_maxerror_seconds{${s.select("node")}})`,
});

export const clockEstimatedError = signal({
  title: "Clock, estimated error",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "By how much the clock is probably wrong, as the time service tells the kernel.",
  value: (s) => promql`max by (instance) (node_timex_estimated_error_seconds{${s.select("node")}})`,
});

export const clockAgainstPrometheus = signal({
  title: "Clock against Prometheus",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Difference between the clock of a host and that of the Prometheus that scrapes it, without the direction. It includes the time that the scrape took.",
  value: (s) =>
    promql`max by (instance) (abs(node_time_seconds{${s.select("node")}} - timestamp(node_time_seconds{${s.select("node")}})))`,
});
