import {
  ContainerMemoryHigh,
  ContainerMemoryLeak,
  ContainerWaitingForMemory,
} from "../rules/container-memory";
import { ContainerRestarting } from "../rules/container-presence";
import {
  ContainerCpuAtLimit,
  ContainerNetworkLosing,
  ContainerThrottled,
  ContainerWaitingForDisk,
  ContainerWritingMuch,
} from "../rules/container-use";
import * as summary from "../signals/container-summary";
import * as containers from "../signals/containers";
import { firingAlerts } from "../signals/prometheus";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, table, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: no cAdvisor of a Docker host is scraped";
const noLimit = "No data: no container has such a limit";

/** Containers of Docker hosts. Those of Kubernetes are on dashboards of their own. */
export const containersDashboard = dashboard(
  "containers",
  "Containers",
  {
    description: "Do the containers of the Docker hosts run, and which of them is short of something?",
    tags: ["containers", "docker"],
    variables: [cluster, { ...instance, label: "Host", job: "cadvisor" }],
    links: ["host", "processes", "overview"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      stat(firingAlerts, {
        title: "Alerts of these hosts",
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Open the overview for their names and what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(summary.containersInAll, {
        why: "Fewer than yesterday are some that ended or were removed.",
        act: "Compare with the table of containers and with `docker ps -a`.",
        noValue: notScraped,
      }),
      stat(summary.containersUnhealthy, {
        badFrom: 1,
        why: "Docker marks an ill container and lets it run: nobody else does anything about it.",
        act: "See below which one it is, and what its check says.",
        noValue: notScraped,
      }),
      stat(summary.containerMostRestarts, {
        why: "A container that is started again and again crashes.",
        act: "See below which one it is, and read its log.",
        noValue: notScraped,
      }),
      stat(summary.containerFullest, {
        why: "At its limit a container is ended by the kernel.",
        act: "See below whether it still grows.",
        noValue: noLimit,
      }),
      stat(summary.containerMostThrottled, {
        why: "A container that is held back answers late at random.",
        act: "Give it as many threads as its limit has CPUs, or a higher limit.",
        noValue: noLimit,
      }),
    ),
    row(
      "Presence",
      timeseries(containers.containerCount, {
        title: "Containers by host",
        why: "A step down is a deployment, a crash of several, or Docker itself.",
        act: "Look at the time of the step for what else changed.",
        noValue: notScraped,
      }),
      timeseries(containers.containerRestarts, {
        line: ContainerRestarting,
        why: "Restarts that repeat are a crash that repeats.",
        act: "Read the log from before each start: `docker logs --tail 200 NAME`.",
        noValue: notScraped,
      }),
      stateTimeline(containers.containerHealth, {
        states: {
          "-1": { text: "No check", colour: "neutral" },
          0: { text: "Not healthy", colour: "bad" },
          1: { text: "Healthy", colour: "good" },
        },
        why: "The container's own word on whether it works.",
        act: "Read what the check says: `docker inspect NAME`.",
        noValue: notScraped,
      }),
    ),
    row(
      "Processors and memory",
      timeseries(containers.containerCpu, {
        why: "Shows who takes the CPU.",
        act: "Ask whether the work is needed now; else limit it.",
        noValue: notScraped,
      }),
      timeseries(containers.containerMemory, {
        why: "Shows who holds the memory, caches that can be dropped left out.",
        act: "Give those a limit that could take all of the host's.",
        noValue: notScraped,
      }),
      timeseries(containers.containerMemoryShare, {
        line: ContainerMemoryLeak,
        why: "A line that only rises is a leak.",
        act: "Restart it at a time of your choice, and have it mended.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Limits",
      timeseries(containers.containerCpuOfLimit, {
        line: ContainerCpuAtLimit,
        why: "At its limit more work only makes it slower.",
        act: "Raise the limit, or run a second container.",
        noValue: noLimit,
      }),
      timeseries(containers.containerThrottled, {
        line: ContainerThrottled,
        why: "Held back in short bursts, a container is slow although its mean is low.",
        act: "Give it as many threads as its limit has CPUs.",
        noValue: noLimit,
      }),
      timeseries(containers.containerMemoryOfLimit, {
        line: ContainerMemoryHigh,
        why: "At its limit the kernel ends the program.",
        act: "Raise the limit, or lower what it takes.",
        noValue: noLimit,
      }),
      timeseries(containers.containerMemoryStalled, {
        line: ContainerWaitingForMemory,
        why: "Time in which nothing went on for want of memory.",
        act: "Raise the limit, or relieve the host.",
        noValue: "No data: the kernel does not account for pressure",
      }),
      timeseries(containers.containerDiskStalled, {
        line: ContainerWaitingForDisk,
        why: "Time in which nothing went on because of a disk.",
        act: "Find who keeps the disk busy in the row of disks.",
        noValue: "No data: the kernel does not account for pressure",
      }),
    ),
    closedRow(
      "Disks and networks",
      timeseries(containers.containerDiskRead, {
        why: "Shows who keeps the disks busy with reads.",
        act: "More memory for caches helps most against reads.",
        noValue: notScraped,
      }),
      timeseries(containers.containerDiskWritten, {
        line: ContainerWritingMuch,
        why: "Shows who fills the disks; logs are the most frequent cause.",
        act: "Limit the size of logs, and put data into volumes.",
        noValue: notScraped,
      }),
      timeseries(containers.containerNetworkReceived, {
        title: "Network traffic of containers",
        mirrored: containers.containerNetworkSent,
        why: "Received is above the line, sent below.",
        act: "Compare with what the host's interface can carry.",
        noValue: notScraped,
      }),
      timeseries(containers.containerNetworkErrors, {
        line: ContainerNetworkLosing,
        why: "Lost packets are sent again, and users wait for them.",
        act: "See whether the program reads too slowly or the line is full.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "All containers",
      table(
        [
          containers.containerAge,
          containers.containerCpu,
          containers.containerMemory,
          containers.containerMemoryPredicted,
        ],
        {
          title: "Containers",
          sortBy: "Memory of containers",
          columns: { instance: { title: "Host" }, container: { title: "Container" } },
          why: "All containers at a glance: a young one was started anew, a share above 100 % in a day is trouble ahead.",
          act: "Begin with the line that differs from yesterday.",
          noValue: notScraped,
        },
      ),
      stateTimeline(containers.containersUnreadable, {
        states: { 0: { text: "Reads", colour: "good" }, 1: { text: "Cannot read", colour: "bad" } },
        why: "What cAdvisor cannot read is missing from all other panels.",
        act: "Read its log, and see whether Docker answers.",
        noValue: notScraped,
      }),
    ),
  ],
);
