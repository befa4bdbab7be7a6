/** The processes of a service in a number each, over all that a page shows: the worst of them, or their sum. */
import { promql } from "./promql";
import * as runtime from "./services-runtime";
import { signal, type Signal } from "./signal";

/** The highest of a service's instances. Limits of the signal's alerts hold for it, too. */
function worstOf(of: Signal, words: Pick<Signal, "title" | "meaning">): Signal {
  return signal({
    ...of,
    ...words,
    by: ["job"],
    recordingOf: of,
    value: (s) => promql`max by (job) (${of.value(s)})`,
  });
}

export const youngestProcess = signal({
  title: "Youngest process runs for",
  unit: "dtdurations",
  by: ["job"],
  min: 0,
  meaning: "Time since the instance of a service was started that was started last.",
  value: (s) => promql`min by (job) (${runtime.serviceUptime.value(s)})`,
});

export const restartsInAll = signal({
  title: "Restarts in half an hour",
  unit: "short",
  by: ["job"],
  tone: "error",
  min: 0,
  meaning:
    "How often processes of a service were started anew in the last 30 minutes, all instances together.",
  value: (s) => promql`sum by (job) (${runtime.serviceRestarts.value(s)})`,
});

export const memoryInAll = signal({
  title: "Memory of all processes",
  unit: "bytes",
  by: ["job"],
  tone: "saturation",
  min: 0,
  meaning: "Memory that the processes of a service hold in RAM, all instances together.",
  value: (s) => promql`sum by (job) (${runtime.serviceMemory.value(s)})`,
});

export const worstEventLoop = worstOf(runtime.eventLoopLag, {
  title: "Event loop lag, worst instance",
  meaning: "How long 99 of 100 ready callbacks wait at most, on the instance where they wait longest.",
});

export const worstCollection = worstOf(runtime.garbageCollection, {
  title: "Garbage collection, worst instance",
  meaning: "Share of time that goes into collecting garbage, on the instance that collects most.",
});

export const worstDescriptors = worstOf(runtime.serviceDescriptors, {
  title: "File descriptors, fullest instance",
  meaning: "Share of the file descriptors that are in use, on the instance that has fewest left.",
});
