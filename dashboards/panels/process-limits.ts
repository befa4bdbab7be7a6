/** Groups of processes: whether they are there, and where they come near to a limit. */
import {
  ProcessesBlocked,
  ProcessesFilesExhausted,
  ProcessesFilesHigh,
  ProcessesThreadsGrowing,
  ProcessesThreadsMany,
  ProcessesZombies,
} from "../../rules/process-limits";
import { ProcessesRestarting, ProcessesUnreadable } from "../../rules/process-presence";
import * as health from "../../signals/process-health";
import * as processes from "../../signals/processes";
import { timeseries } from "../model/panel";
import { noProcesses, toGroup } from "./host-words";

const drill = [toGroup];

export const groupRestarts = timeseries(health.processRestarts, {
  line: ProcessesRestarting,
  drill,
  why: "Restarts that repeat are a crash that repeats.",
  act: "Read the log from before each start.",
  noValue: noProcesses,
});

export const groupPresent = timeseries(health.processPresent, {
  drill,
  why: "A step to 0 is a server that ended; a rise without end is a fork without wait.",
  act: "Look at the time of the step for what else changed.",
  noValue: noProcesses,
});

export const groupsUnreadable = timeseries(health.processReadErrors, {
  line: ProcessesUnreadable,
  why: "What cannot be read is missing from all other panels.",
  act: "See whether the exporter has the rights that it needs.",
  noValue: noProcesses,
});

export const groupFiles = timeseries(processes.processFiles, {
  line: [ProcessesFilesHigh, ProcessesFilesExhausted],
  drill,
  why: "At its limit a process can accept no connection and open no file.",
  act: "Raise the limit, or find what leaves files open.",
  noValue: noProcesses,
});

export const groupOpenFiles = timeseries(health.processOpenFiles, {
  drill,
  why: "Files that only become more are never closed.",
  act: "See what they are with lsof -p PID: sockets point to connections, files to logs or temporary data.",
  noValue: noProcesses,
});

export const groupThreads = timeseries(health.processThreads, {
  title: "Threads over time",
  line: ProcessesThreadsMany,
  drill,
  why: "Each thread takes memory and a number of the host.",
  act: "Limit the pools, and set time-outs for what they wait for.",
  noValue: noProcesses,
});

export const groupThreadGrowth = timeseries(health.processThreadGrowth, {
  line: ProcessesThreadsGrowing,
  drill,
  why: "Threads that only become more are never ended.",
  act: "Compare stacks of two times: what is in both does not move.",
  noValue: "No data: nothing is known yet of six hours ago",
});

export const groupZombies = timeseries(health.processZombies, {
  line: ProcessesZombies,
  drill,
  why: "Zombies use up process numbers.",
  act: "Restart their parent.",
  noValue: noProcesses,
});

export const groupBlocked = timeseries(health.processBlocked, {
  line: ProcessesBlocked,
  drill,
  why: "Who waits for a disk or a network filesystem in this state cannot even be ended.",
  act: "Look at disks, mounts and their servers.",
  noValue: noProcesses,
});
