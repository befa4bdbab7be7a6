/** Containers of a Docker host that are gone, start again and again, or say themselves that they are ill. */
import {
  containerHealth,
  containerRestarts,
  containersUnreadable,
  recordedContainers,
} from "../signals/containers";
import { promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { gauge } from "./cases/course";
import { containerGauge, nameless, queue, runs, shop } from "./cases/containers";
import { steps, type Step } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "containers",
  dashboard: { uid: "container", variables: ["instance", "container"] },
} as const;

const cadvisorUp = (instance: string, list: readonly Step[] = [["4h", 1]]): Series => ({
  [`up{job="cadvisor", instance="${instance}"}`]: steps(list),
});

// What Docker removes is gone without a trace, so only the past tells that something is missing. One-off containers and
// builds do not live for an hour; those without a name get another id whenever they are made anew.
export const ContainerGone = alert("ContainerGone", {
  ...told,
  event: (s, n) =>
    promql`max by (instance, container) (${recordedContainers.agedBefore}{container!~"[0-9a-f]{12}"${s.alerts}}) > ${n("age")} unless max by (instance, container) (${recordedContainers.age}${ofRecorded(s)})`,
  by: ["instance", "container"],
  parameters: { age: { value: 3600, unit: "dtdurations", meaning: "age that the container had reached" } },
  for: "2m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} is gone",
  description:
    "The container {{ $labels.container }} on {{ $labels.instance }} had run for longer than {age}; within the last hour it ended or was removed, and none of its name has taken its place.",
  cases: [
    fires("one ended, another goes on", {
      series: {
        ...runs(shop, [-40], 16),
        ...runs({ ...shop, container: "web" }, [-90]),
        ...cadvisorUp("docker-1"),
      },
      at: "24m",
      labels: [shop],
      text: {
        summary: "docker-1: container shop is gone",
        description:
          "The container shop on docker-1 had run for longer than 60 min; within the last hour it ended or was removed, and none of its name has taken its place.",
      },
    }),
    fires("on two hosts", {
      series: {
        ...runs(shop, [-90], 16),
        ...runs(queue, [-90], 16),
        ...cadvisorUp("docker-1"),
        ...cadvisorUp("docker-2"),
      },
      at: "24m",
      labels: [shop, queue],
    }),
    quiet("it had not run for an hour", {
      series: { ...runs(shop, [-37], 16), ...cadvisorUp("docker-1") },
      at: "30m",
    }),
    quiet("one without a name", {
      series: { ...runs(nameless, [-90], 16), ...cadvisorUp("docker-1") },
      at: "30m",
    }),
    quiet("cAdvisor does not answer, so that nothing is known", {
      series: {
        ...runs(shop, [-90], 16),
        ...cadvisorUp("docker-1", [
          ["21m", 1],
          ["4h", 0],
        ]),
      },
      at: "30m",
    }),
    quiet("`for` is not over", {
      series: { ...runs(shop, [-90], 15), ...cadvisorUp("docker-1") },
      at: "1305s",
    }),
    resolves("an hour later it is news no longer", {
      series: { ...runs(shop, [-90], 15), ...cadvisorUp("docker-1") },
      labels: [shop],
      firingAt: "79m",
      goneAt: "86m",
    }),
  ],
});

export const ContainerRestarting = alert("ContainerRestarting", {
  ...told,
  signal: containerRestarts,
  above: 2,
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} was started {value} times in an hour",
  description:
    "The container {{ $labels.container }} on {{ $labels.instance }} was started again {value} times within an hour; more than {threshold} is a crash that repeats. Docker waits longer before each new try, so the pauses grow.",
  cases: [
    fires("three restarts, beside a container with two", {
      series: { ...runs(shop, [-60, 10, 20, 30]), ...runs({ ...shop, container: "web" }, [-60, 10, 30]) },
      at: "1830s",
      labels: [shop],
      text: {
        summary: "docker-1: container shop was started 3 times in an hour",
        description:
          "The container shop on docker-1 was started again 3 times within an hour; more than 2 is a crash that repeats. Docker waits longer before each new try, so the pauses grow.",
      },
    }),
    fires("on two hosts, and one without a name", {
      series: {
        ...runs(shop, [-60, 10, 20, 30]),
        ...runs(queue, [-60, 10, 20, 30]),
        ...runs(nameless, [-60, 10, 20, 30]),
      },
      at: "31m",
      labels: [shop, queue, nameless],
    }),
    quiet("two restarts", { series: runs(shop, [-60, 10, 30]), at: "31m" }),
    quiet("three in more than an hour", { series: runs(shop, [-60, 10, 40, 72]), at: "73m" }),
    resolves("it stays", {
      series: runs(shop, [-60, 10, 20, 30]),
      labels: [shop],
      firingAt: "68m",
      goneAt: "90m",
    }),
  ],
});

export const ContainerRestarted = alert("ContainerRestarted", {
  ...told,
  optIn: true,
  event: (s) =>
    promql`max by (instance, container) (resets(${recordedContainers.age}${ofRecorded(s)}[10m])) >= 1`,
  by: ["instance", "container"],
  for: "0s",
  keepFiringFor: "5m",
  severity: "info",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} was started anew",
  description:
    "The container {{ $labels.container }} on {{ $labels.instance }} was started again, or made anew, within the last 10 minutes: a deployment, a host that was started, or a crash.",
  cases: [
    fires("one restart, beside a container that runs on", {
      series: { ...runs(shop, [-60, 20]), ...runs({ ...shop, container: "web" }, [-60]) },
      at: "21m",
      labels: [shop],
      text: {
        summary: "docker-1: container shop was started anew",
        description:
          "The container shop on docker-1 was started again, or made anew, within the last 10 minutes: a deployment, a host that was started, or a crash.",
      },
    }),
    fires("on two hosts", {
      series: { ...runs(shop, [-60, 20]), ...runs(queue, [-60, 20]) },
      at: "21m",
      labels: [shop, queue],
    }),
    quiet("it runs on", { series: runs(shop, [-60]), at: "30m" }),
    resolves("it stays", { series: runs(shop, [-60, 20]), labels: [shop], firingAt: "29m", goneAt: "36m" }),
  ],
});

export const ContainerUnhealthy = alert("ContainerUnhealthy", {
  ...told,
  event: (s) => promql`${containerHealth.value(s)} == 0`,
  by: containerHealth.by,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} is not healthy",
  description:
    "The health check of the container {{ $labels.container }} on {{ $labels.instance }} has failed for {for}. Docker itself does nothing about it: the container runs on and does not do its work.",
  cases: [
    fires("one fails its check, one passes, one has none", {
      series: {
        ...containerGauge("container_health_state")(shop, [["1h", 0]]),
        ...containerGauge("container_health_state")(queue, [["1h", 1]]),
        ...containerGauge("container_health_state")({ ...shop, container: "web" }, [["1h", -1]]),
      },
      at: "10m",
      labels: [shop],
      text: {
        summary: "docker-1: container shop is not healthy",
        description:
          "The health check of the container shop on docker-1 has failed for 10 minutes. Docker itself does nothing about it: the container runs on and does not do its work.",
      },
    }),
    fires("on two hosts", {
      series: {
        ...containerGauge("container_health_state")(shop, [["1h", 0]]),
        ...containerGauge("container_health_state")(queue, [["1h", 0]]),
      },
      at: "10m",
      labels: [shop, queue],
    }),
    quiet("it is only starting", {
      series: containerGauge("container_health_state")(shop, [
        ["5m", 0],
        ["1h", 1],
      ]),
      at: "12m",
    }),
    quiet("`for` is not over", {
      series: containerGauge("container_health_state")(shop, [["1h", 0]]),
      at: "585s",
    }),
    resolves("it passes again", {
      series: containerGauge("container_health_state")(shop, [
        ["20m", 0],
        ["1h", 1],
      ]),
      labels: [shop],
      firingAt: "20m",
      goneAt: "1530s",
    }),
  ],
});

export const ContainersUnreadable = alert("ContainersUnreadable", {
  ...told,
  dashboard: { uid: "containers", variables: ["instance"] },
  event: (s) => promql`${containersUnreadable.value(s)} == 1`,
  by: containersUnreadable.by,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: cAdvisor cannot read the containers",
  description:
    "For {for} cAdvisor of {{ $labels.instance }} has answered, but could not get the numbers of its containers. All alerts on containers of this host are blind.",
  cases: [
    fires("on one host of two", {
      series: {
        ...gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-1" }, [
          ["1h", 1],
        ]),
        ...gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-2" }, [
          ["1h", 0],
        ]),
      },
      at: "10m",
      labels: [{ instance: "docker-1" }],
      text: {
        summary: "docker-1: cAdvisor cannot read the containers",
        description:
          "For 10 minutes cAdvisor of docker-1 has answered, but could not get the numbers of its containers. All alerts on containers of this host are blind.",
      },
    }),
    fires("on both", {
      series: {
        ...gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-1" }, [
          ["1h", 1],
        ]),
        ...gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-2" }, [
          ["1h", 1],
        ]),
      },
      at: "10m",
      labels: [{ instance: "docker-1" }, { instance: "docker-2" }],
    }),
    quiet("`for` is not over", {
      series: gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-1" }, [
        ["1h", 1],
      ]),
      at: "585s",
    }),
    resolves("it can read them again", {
      series: gauge("container_scrape_error", { more: { job: "cadvisor" } })({ instance: "docker-1" }, [
        ["20m", 1],
        ["1h", 0],
      ]),
      labels: [{ instance: "docker-1" }],
      firingAt: "20m",
      goneAt: "1530s",
    }),
  ],
});
