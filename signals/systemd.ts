/** Services and timers of systemd. */
import { promql } from "./promql";
import { signal } from "./signal";

export const unitFailed = signal({
  title: "Unit failed",
  unit: "bool",
  tone: "error",
  by: ["instance", "name"],
  min: 0,
  max: 1,
  meaning: "1 while systemd has given a service or timer up.",
  value: (s) =>
    promql`max by (instance, name) (node_systemd_unit_state{${s.select("node")}, state="failed"})`,
});

export const unitsByState = signal({
  title: "Units by state",
  unit: "short",
  by: ["instance", "state"],
  min: 0,
  meaning: "How many units systemd has in each state.",
  value: (s) => promql`max by (instance, state) (node_systemd_units{${s.select("node")}})`,
});

export const unitRestarts = signal({
  title: "Restarts of a service",
  unit: "short",
  tone: "error",
  by: ["instance", "name"],
  min: 0,
  meaning: "How often systemd restarted a service by itself in the time shown.",
  value: (s) =>
    promql`max by (instance, name) (increase(node_systemd_service_restart_total{${s.select("node")}}[${s.range}]))`,
});

export const timerAge = signal({
  title: "Age of a timer's last run",
  unit: "dtdurations",
  by: ["instance", "name"],
  min: 0,
  meaning: "Time since a timer last started its service. Timers that have never run have no value.",
  value: (s) =>
    promql`time() - max by (instance, name) (node_systemd_timer_last_trigger_seconds{${s.select("node")}} > 0)`,
});

export const timerLate = signal({
  title: "Timer late",
  unit: "none",
  tone: "error",
  by: ["instance", "name"],
  min: 0,
  meaning:
    "Time since a timer's last run, as a multiple of the mean time between its runs of the last 14 days. Timers that run less often than every few days have no value.",
  value: (s) => {
    const last = promql`node_systemd_timer_last_trigger_seconds{${s.select("node")}}`;
    const span = promql`max by (instance, name) (max_over_time(${last}[14d])) - min by (instance, name) (min_over_time(${last}[14d]))`;
    return promql`${timerAge.value(s)} / (${span} > 0) * (max by (instance, name) (changes(${last}[14d])) >= 2)`;
  },
});
