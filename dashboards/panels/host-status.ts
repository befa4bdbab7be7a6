/** A host in six numbers. */
import { HostLoadHigh } from "../../rules/cpu";
import { HostCpuSaturated, HostMemoryLow } from "../../rules/host";
import { HostMemoryExhausted } from "../../rules/memory";
import { fullestFilesystem } from "../../signals/filesystems";
import { cpuBusy, loadPerCpu, memoryUsed, uptime } from "../../signals/host";
import { firingAlerts } from "../../signals/prometheus";
import { stat } from "../model/panel";
import { notScraped } from "./host-words";

export const hostAlerts = stat(firingAlerts, {
  title: "Alerts of this host",
  badFrom: 1,
  why: "An alert that fires here names what is wrong; the graphs below only show it.",
  act: "Open the overview for the names of the alerts and the pages that say what to do.",
  noValue: "No data: Prometheus does not answer",
});

export const hostCpuNow = stat(cpuBusy, {
  line: HostCpuSaturated,
  why: "Without idle CPUs, programs wait for their turn.",
  act: "See below what the time goes to, and in the row of processes who takes it.",
  noValue: notScraped,
});

export const hostMemoryNow = stat(memoryUsed, {
  line: [HostMemoryLow, HostMemoryExhausted],
  why: "When memory runs out, the kernel ends processes.",
  act: "See in the row of processes who holds it.",
  noValue: notScraped,
});

export const hostFullestNow = stat(fullestFilesystem, {
  why: "Programs that write to a full filesystem fail.",
  act: "See in the table of filesystems which one it is, and how fast it fills.",
  noValue: notScraped,
});

export const hostLoadNow = stat(loadPerCpu, {
  decimals: 2,
  line: HostLoadHigh,
  why: "Above 1 for long, work arrives faster than it is done.",
  act: "Compare with CPU busy: a high load with idle CPUs waits for disks.",
  noValue: notScraped,
});

export const hostUptime = stat(uptime, {
  why: "A short uptime that nobody planned is a crash or a power failure.",
  act: "If nobody restarted the host, read its log from before the start.",
  noValue: notScraped,
});
