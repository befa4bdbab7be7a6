/** Groups of processes on hosts. */
import { cpuCount, memoryTotal } from "../signals/host";
import { processThreads, recordedProcesses as record } from "../signals/process-health";
import { processAge, processCpu, processMemory } from "../signals/processes";
import { promql } from "../signals/promql";
import {
  ProcessesBlocked,
  ProcessesFilesExhausted,
  ProcessesFilesHigh,
  ProcessesThreadsGrowing,
  ProcessesThreadsMany,
  ProcessesZombies,
} from "./process-limits";
import { ProcessesMemoryHigh, ProcessesMemoryLeak, ProcessesSwapped } from "./process-memory";
import {
  LongRunningProcessesGone,
  ProcessesGone,
  ProcessesRestarting,
  ProcessesUnreadable,
} from "./process-presence";
import {
  ProcessesCpuAtLimit,
  ProcessesCpuHigh,
  ProcessesSwitching,
  ProcessesWritingMuch,
} from "./process-use";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

/** Groups of processes: whether they run, what they use, and where they come near to a limit. */
export const processRules: Rules = {
  name: "processes",
  recordings: [
    recording(record.age, processAge),
    recording(record.memory, processMemory),
    recorded(
      record.memoryOfHost,
      (s) => promql`${processMemory.value(s)} / on (instance) group_left () (${memoryTotal.value(s)} > 0)`,
    ),
    recording(record.cpu, processCpu),
    recorded(
      record.cpuOfHost,
      (s) => promql`${processCpu.value(s)} / on (instance) group_left () ${cpuCount.value(s)}`,
    ),
    // Known while the exporter answers: a group of which nothing is known is not gone.
    recorded(
      record.seen,
      (s) =>
        promql`max by (instance, groupname) (max_over_time(namedprocess_namegroup_num_procs{${s.select("process")}}[1h])) and on (instance) max by (instance) (up{${s.select("process")}}) == 1`,
    ),
    recording(record.threads, processThreads),
  ],
  alerts: [
    LongRunningProcessesGone,
    ProcessesBlocked,
    ProcessesCpuAtLimit,
    ProcessesCpuHigh,
    ProcessesFilesExhausted,
    ProcessesFilesHigh,
    ProcessesGone,
    ProcessesMemoryHigh,
    ProcessesMemoryLeak,
    ProcessesRestarting,
    ProcessesSwapped,
    ProcessesSwitching,
    ProcessesThreadsGrowing,
    ProcessesThreadsMany,
    ProcessesUnreadable,
    ProcessesWritingMuch,
    ProcessesZombies,
  ],
};
