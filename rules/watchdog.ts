import { alert } from "./alert";
import { fires } from "./cases/case";
import { type Rules } from "./rule";

const text = {
  summary: "Alerting works",
  description:
    "This alert always fires. It goes to a receiver outside of the stack that raises an alarm when it stays away: then Prometheus, Alertmanager or the way out of here does not work.",
};

export const Watchdog = alert("Watchdog", {
  always: true,
  for: "0s",
  keepFiringFor: "0s",
  severity: "none",
  team: "infrastructure",
  service: "watchdog",
  ...text,
  dashboard: { uid: "stack", variables: [] },
  cases: [
    fires("from the first evaluation on", { series: {}, at: "0s", labels: [{}], text }),
    fires("whatever goes on", {
      series: { 'up{job="node", instance="web-1"}': "0x20" },
      at: "5m",
      labels: [{}],
    }),
  ],
});

/** The proof that alerts find their way out. */
export const watchdogRules: Rules = { name: "watchdog", recordings: [], alerts: [Watchdog] };
