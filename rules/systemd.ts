import { timerAge, timerLate, unitFailed, unitRestarts } from "../signals/systemd";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, growing, mapped, node, still, type Course } from "./cases/node";
import { toldOfHardware as told } from "./host-told";
import { type Rules } from "./rule";

const backup = { name: "backup.service" };
/** The state of a service: failed or active. */
const unit = (failed: Course, labels: Labels = {}): Series => {
  const all = { ...backup, type: "oneshot", ...labels };
  const state = (name: string, course: Course) =>
    gauge("node_systemd_unit_state", course, { ...all, state: name });
  return {
    ...state("failed", failed),
    ...state(
      "active",
      mapped(failed, (value) => 1 - value),
    ),
    ...state("inactive", still(0)),
  };
};

export const HostUnitFailed = alert("HostUnitFailed", {
  ...told,
  event: (s) => promql`${unitFailed.value(s)} == 1`,
  by: ["instance", "name"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.name }} has failed",
  description:
    "systemd on {{ $labels.instance }} has given {{ $labels.name }} up, and nobody has started it again for {for}. What it does is not done.",
  cases: [
    fires("one unit, beside one that runs", {
      series: { ...unit(still(1)), ...unit(still(0), { name: "ssh.service", type: "notify" }) },
      at: "5m",
      labels: [{ instance: "web-1", ...backup }],
      text: {
        summary: "web-1: backup.service has failed",
        description:
          "systemd on web-1 has given backup.service up, and nobody has started it again for 5 minutes. What it does is not done.",
      },
    }),
    fires("two units and two hosts", {
      series: {
        ...unit(still(1)),
        ...unit(still(1), { name: "ssh.service" }),
        ...unit(still(1), { instance: "web-2" }),
      },
      at: "10m",
      labels: [
        { instance: "web-1", ...backup },
        { instance: "web-1", name: "ssh.service" },
        { instance: "web-2", ...backup },
      ],
    }),
    quiet("`for` is not over", { series: unit(still(1)), at: "285s" }),
    resolves("it is started again", {
      series: unit([
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "web-1", ...backup }],
      firingAt: "15m",
      goneAt: "915s",
    }),
  ],
});

export const HostUnitCrashLooping = alert("HostUnitCrashLooping", {
  ...told,
  signal: unitRestarts,
  above: 3,
  range: "15m",
  for: "1m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.name }} restarted {value} times within a quarter of an hour",
  description:
    "systemd on {{ $labels.instance }} has restarted {{ $labels.name }} more than {threshold} times within a quarter of an hour. The service ends by itself again and again; it serves in between at best.",
  cases: [
    ...around({
      series: (course, instance) =>
        growing(
          "node_systemd_service_restart_total",
          mapped(course, (value) => value / 900),
          { name: "web.service", instance },
        ),
      limit: 3,
      far: 18,
      for: "1m",
      keepFiringFor: "15m",
      window: "15m",
      labels: { name: "web.service" },
      text: {
        summary: "web-1: web.service restarted 18 times within a quarter of an hour",
        description:
          "systemd on web-1 has restarted web.service more than 3 times within a quarter of an hour. The service ends by itself again and again; it serves in between at best.",
      },
    }).map((each) => (each.title === "`for` is not over" ? { ...each, at: "180s" as const } : each)),
    fires("two services", {
      series: {
        ...growing("node_systemd_service_restart_total", still(0.02), { name: "web.service" }),
        ...growing("node_systemd_service_restart_total", still(0.02), { name: "api.service" }),
      },
      at: "20m",
      labels: [
        { instance: "web-1", name: "web.service" },
        { instance: "web-1", name: "api.service" },
      ],
    }),
  ],
});

const every = "5m";
const timer = { name: "backup.timer" };
/** When a timer last ran: every so many minutes until one, then no more; and again from another on. */
const runs = (period: number, until: number, labels: Labels = {}, again = 1e6): Series => {
  const minutes = Array.from({ length: 200 }, (_, index) => 5 * index);
  const last = (at: number) => 1 + 60 * Math.floor((at < again ? Math.min(at, until) : at) / period) * period;
  return node("node_systemd_timer_last_trigger_seconds", minutes.map(last).join(" "), {
    ...timer,
    ...labels,
  });
};

export const HostTimerMissed = alert("HostTimerMissed", {
  ...told,
  kind: "trend",
  signal: timerLate,
  above: 2,
  and: (s, n) => promql`${timerAge.value(s)} > ${n("age")}`,
  parameters: { age: { value: 3600, unit: "dtdurations", meaning: "age from which a run counts as missed" } },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.name }} has not run for {value} times its usual pause",
  description:
    "The timer {{ $labels.name }} on {{ $labels.instance }} last ran longer ago than {threshold} times the mean time between its runs of the last 14 days, and more than {age} ago. What it should start, a backup perhaps, is not done.",
  cases: [
    // The last of the runs at every full hour is at 600 minutes.
    fires("an hourly timer, beside one that runs on", {
      every,
      series: { ...runs(60, 600), ...runs(60, 2000, { name: "logrotate.timer" }) },
      at: "736m",
      labels: [{ instance: "web-1", ...timer }],
      text: {
        summary: "web-1: backup.timer has not run for 2.266 times its usual pause",
        description:
          "The timer backup.timer on web-1 last ran longer ago than 2 times the mean time between its runs of the last 14 days, and more than 60 min ago. What it should start, a backup perhaps, is not done.",
      },
    }),
    quiet("just before `for` is over", { every, series: runs(60, 600), at: "735m" }),
    fires("timers that run more often, an hour after their last run", {
      every,
      series: {
        ...runs(20, 600),
        ...runs(20, 600, { name: "x.timer" }),
        ...runs(20, 600, { instance: "web-2" }),
      },
      at: "676m",
      labels: [
        { instance: "web-1", ...timer },
        { instance: "web-1", name: "x.timer" },
        { instance: "web-2", ...timer },
      ],
    }),
    quiet("less than an hour after the last run", { every, series: runs(20, 600), at: "675m" }),
    quiet("too few runs to know the pause", { every, series: runs(60, 60), at: "800m" }),
    resolves("it runs again", {
      every,
      series: runs(60, 600, {}, 780),
      labels: [{ instance: "web-1", ...timer }],
      firingAt: "794m",
      goneAt: "796m",
    }),
  ],
});

/** Services and timers of systemd. */
export const hostSystemdRules: Rules = {
  name: "host-systemd",
  needs: ["systemd"],
  recordings: [],
  alerts: [HostUnitFailed, HostUnitCrashLooping, HostTimerMissed],
};
