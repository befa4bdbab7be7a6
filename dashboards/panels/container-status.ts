/** Containers of Docker hosts in numbers: of all of them, and of one. */
import { ContainerMemoryHigh, ContainerMemoryLeak } from "../../rules/container-memory";
import { ContainerRestarting } from "../../rules/container-presence";
import { ContainerThrottled } from "../../rules/container-use";
import * as summary from "../../signals/container-summary";
import * as containers from "../../signals/containers";
import { firingAlerts } from "../../signals/prometheus";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { healthStates, noContainers, noLimit, toContainer, toHost } from "./host-words";

export const containerAlerts = stat(firingAlerts, {
  title: "Alerts of these hosts",
  badFrom: 1,
  why: "Containers share their host: what an alert says of it holds for all of them.",
  act: "Read their names on the overview, and begin with those that are critical.",
  noValue: "No data: Prometheus does not answer",
});

export const containersInAll = stat(summary.containersInAll, {
  why: "Fewer than yesterday are some that ended or were removed.",
  act: "Compare with the table of containers and with `docker ps -a`.",
  noValue: noContainers,
});

export const containersUnhealthy = stat(summary.containersUnhealthy, {
  badFrom: 1,
  why: "Docker marks an ill container and lets it run: nobody else does anything about it.",
  act: "See below which one it is, and what its check says.",
  noValue: noContainers,
});

export const containerMostRestarts = stat(summary.containerMostRestarts, {
  why: "A container that is started again and again crashes.",
  act: "See below which one it is, and read its log.",
  noValue: noContainers,
});

export const containerFullest = stat(summary.containerFullest, {
  why: "The container that is nearest to its limit is the next that the kernel ends.",
  act: "Compare its memory with that of yesterday: a steady level needs a higher limit, a rising one a repair.",
  noValue: noLimit,
});

export const containerMostThrottled = stat(summary.containerMostThrottled, {
  why: "A container that is held back answers late at random.",
  act: "Give it as many threads as its limit has CPUs, or a higher limit.",
  noValue: noLimit,
});

export const containersByHost = timeseries(containers.containerCount, {
  title: "Containers by host",
  drill: [toHost],
  why: "A step down is a deployment, a crash of several, or Docker itself.",
  act: "Compare the step with docker events and with deployments.",
  noValue: noContainers,
});

export const containerRestarts = timeseries(containers.containerRestarts, {
  line: ContainerRestarting,
  drill: [toContainer],
  why: "Restarts that repeat are mostly a program that ends with an error as soon as it has started.",
  act: "Read the log from before each start: `docker logs --tail 200 NAME`.",
  noValue: noContainers,
});

export const containerHealth = stateTimeline(containers.containerHealth, {
  states: healthStates,
  drill: [toContainer],
  why: "The container's own word on whether it works.",
  act: "Read what the check says: `docker inspect NAME`.",
  noValue: noContainers,
});

export const containerTable = table(
  [
    containers.containerAge,
    containers.containerCpu,
    containers.containerMemory,
    containers.containerMemoryShare,
    containers.containerMemoryPredicted,
    containers.containerRestarts,
  ],
  {
    title: "Containers",
    sortBy: "Memory of containers",
    line: [ContainerRestarting, ContainerMemoryLeak],
    columns: { container: { title: "Container" }, instance: { title: "Host" } },
    drill: [toContainer],
    why: "All containers at a glance: a young one was started anew, a share above 100 % in a day is trouble ahead.",
    act: "Begin with the line that differs from yesterday; a click leads to the container.",
    noValue: noContainers,
  },
);

export const containersUnreadable = stateTimeline(containers.containersUnreadable, {
  states: { 0: { text: "Reads", colour: "good" }, 1: { text: "Cannot read", colour: "bad" } },
  why: "What cAdvisor cannot read is missing from all other panels.",
  act: "Read its log, and see whether Docker answers.",
  noValue: noContainers,
});

export const containerAgeNow = stat(containers.containerAge, {
  title: "Running for",
  why: "A container that is younger than the last deployment was started by something else.",
  act: "Look for its end in its log and in that of Docker: `docker events --since 1h`.",
  noValue: "No container of this name runs on this host",
});

export const containerRestartsNow = stat(containers.containerRestarts, {
  title: "Restarts in an hour",
  line: ContainerRestarting,
  why: "Docker starts a container again whatever the reason of its end.",
  act: "Read the reason: `docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}}' NAME`.",
  noValue: noContainers,
});

export const containerHealthNow = stat(containers.containerHealth, {
  title: "Health check",
  states: healthStates,
  why: "An ill container still gets requests, unless somebody in front of it looks at the check.",
  act: "Run the command of the check by hand: `docker exec NAME …`.",
  noValue: noContainers,
});

export const containerCpuNow = stat(containers.containerCpu, {
  title: "CPU now",
  decimals: 0,
  why: "100 % is one CPU. Near its limit a container is held back.",
  act: "Compare with the same hour of yesterday below.",
  noValue: noContainers,
});

export const containerMemoryNow = stat(containers.containerMemoryOfLimit, {
  title: "Memory of its limit",
  line: ContainerMemoryHigh,
  why: "At 100 % the kernel ends a process of the container, mostly its only one.",
  act: "See in the row of memory whether it grows without end; if not, raise the limit.",
  noValue: "This container has no memory limit: it can take all of its host's",
});

export const containerThrottledNow = stat(containers.containerThrottled, {
  title: "Held back now",
  line: ContainerThrottled,
  why: "Time in which the program wanted to work and was not allowed to.",
  act: "Raise the CPU limit, or lower the number of threads that work at once.",
  noValue: "This container has no CPU limit",
});
