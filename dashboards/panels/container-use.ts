/** Containers of Docker hosts over time: what they use, and their limits. */
import {
  ContainerMemoryHigh,
  ContainerMemoryLeak,
  ContainerWaitingForMemory,
} from "../../rules/container-memory";
import {
  ContainerCpuAtLimit,
  ContainerNetworkLosing,
  ContainerThrottled,
  ContainerWaitingForDisk,
  ContainerWritingMuch,
} from "../../rules/container-use";
import * as containers from "../../signals/containers";
import { timeseries } from "../model/panel";
import { noContainers, noLimit, noPressure, toContainer, young } from "./host-words";

const drill = [toContainer];

export const containerCpu = timeseries(containers.containerCpu, {
  drill,
  why: "Shows which container takes the CPU of its host.",
  act: "Ask whether the work is needed now; else limit it.",
  noValue: noContainers,
});

export const containerMemory = timeseries(containers.containerMemory, {
  drill,
  why: "Shows who holds the memory, caches that can be dropped left out.",
  act: "Give those a limit that could take all of the host's.",
  noValue: noContainers,
});

export const containerMemoryShare = timeseries(containers.containerMemoryShare, {
  line: ContainerMemoryLeak,
  drill,
  why: "A line that only rises is a leak, with or without a limit.",
  act: "Restart the container before it meets its limit, and compare its first hours with its last.",
  noValue: noContainers,
});

export const containerMemoryPredicted = timeseries(containers.containerMemoryPredicted, {
  drill,
  why: "Above 100 % tomorrow's end of the container can be foreseen today.",
  act: "Compare with yesterday's course: a daily rise that falls again is no leak.",
  noValue: young,
});

export const containerAges = timeseries(containers.containerAge, {
  drill,
  why: "A saw whose teeth are alike points to a leak or a timer, an odd one to a crash.",
  act: "Look at what else happened at the foot of each tooth.",
  noValue: noContainers,
});

export const containerCpuOfLimit = timeseries(containers.containerCpuOfLimit, {
  line: ContainerCpuAtLimit,
  drill,
  why: "At its limit more work only makes it slower.",
  act: "Raise the limit, or run a second container.",
  noValue: noLimit,
});

export const containerThrottled = timeseries(containers.containerThrottled, {
  line: ContainerThrottled,
  drill,
  why: "Held back in short bursts, a container is slow although its mean is low.",
  act: "Give it as many threads as its limit has CPUs.",
  noValue: noLimit,
});

export const containerMemoryOfLimit = timeseries(containers.containerMemoryOfLimit, {
  line: ContainerMemoryHigh,
  drill,
  why: "At its limit the kernel ends the program.",
  act: "Raise the limit, or lower what it takes.",
  noValue: noLimit,
});

export const containerMemoryKinds = timeseries(
  [containers.containerMemoryOwn, containers.containerMemoryCached],
  {
    title: "Memory of programs and of files",
    drill,
    why: "A leak is in the memory of programs; files fill what is free, and are no reason to worry.",
    act: "If only the files grow, leave it alone; if the programs grow, compare a dump of now with one of tomorrow.",
    noValue: noContainers,
  },
);

export const containerMemoryLimitHits = timeseries(containers.containerMemoryLimitHits, {
  drill,
  why: "Each time the container had to free memory before it could go on; the next time there may be none to free.",
  act: "Raise the limit if programs need it. If files fill it, a few hits are normal.",
  noValue: noContainers,
});

export const containerCpuWaiting = timeseries(containers.containerCpuWaiting, {
  drill,
  why: "Work that is ready and does not run, by its limit or because the host is busy: latency that no use of CPU shows.",
  act: "If periods are held back, it is the limit; if not, the host is short of CPUs.",
  noValue: noPressure,
});

export const containerMemoryStalled = timeseries(containers.containerMemoryStalled, {
  line: ContainerWaitingForMemory,
  drill,
  why: "Time in which nothing went on for want of memory.",
  act: "Raise the limit, or relieve the host.",
  noValue: noPressure,
});

export const containerDiskStalled = timeseries(containers.containerDiskStalled, {
  line: ContainerWaitingForDisk,
  drill,
  why: "Time in which nothing went on because of a disk.",
  act: "Find who keeps the disk busy in the row of disks.",
  noValue: noPressure,
});

export const containerDiskRead = timeseries(containers.containerDiskRead, {
  drill,
  why: "Reads that begin with a restart are caches that fill; those that go on are memory that is missing.",
  act: "More memory for caches helps most against reads.",
  noValue: noContainers,
});

export const containerDiskWritten = timeseries(containers.containerDiskWritten, {
  line: ContainerWritingMuch,
  drill,
  why: "Shows who fills the disks; logs are the most frequent cause.",
  act: "Limit the size of logs, and put data into volumes.",
  noValue: noContainers,
});

export const containerTraffic = timeseries(containers.containerNetworkReceived, {
  title: "Network traffic of containers",
  mirrored: containers.containerNetworkSent,
  drill,
  why: "Received is above the line, sent below.",
  act: "Compare with what the host's interface can carry.",
  noValue: noContainers,
});

export const containerPacketsLost = timeseries(containers.containerNetworkErrors, {
  line: ContainerNetworkLosing,
  drill,
  why: "Lost packets are sent again; the container and its callers both wait.",
  act: "See whether the program reads too slowly or the line is full.",
  noValue: noContainers,
});
