import { HostTemperatureCritical, HostTemperatureHigh } from "../rules/temperature";
import { HostCpuThrottled } from "../rules/cpu";
import { HostKernelsDiffer } from "../rules/host-start";
import { HostMemoryErrorsCorrected } from "../rules/memory-errors";
import { HostDiskHot, HostDiskWorn } from "../rules/smart";
import { HostDiskSectorsGrowing } from "../rules/smart-trends";
import { HostTimerMissed, HostUnitCrashLooping } from "../rules/systemd";
import { cpuThrottles } from "../signals/cpu";
import * as hardware from "../signals/hardware";
import { kernelReleases } from "../signals/kernel";
import * as smart from "../signals/smart";
import * as systemd from "../signals/systemd";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, table, timeseries } from "./model/panel";
import { cluster, oneHost } from "./model/variables";

const noRaid = "This host has no software RAID";
const noSensors = "This host has no sensors: it is a virtual machine, or their drivers are not loaded";
const noEcc = "This host has no memory with ECC, or its driver is not loaded";
const noSmart = "No data: no text file tells of the health of disks";
const noSystemd = "No data: nodeExporter.systemd is not set";

/** What a machine is made of, and what systemd runs on it. */
export const hardwareDashboard = dashboard(
  "hardware",
  "Hardware and units",
  {
    description: "Does a part of this machine fail, and does everything run that systemd should run?",
    tags: ["host"],
    variables: [cluster, oneHost("node")],
    links: ["overview", "host"],
    time: "24h",
  },
  [
    row(
      "Is it well?",
      stat(hardware.raidDisksMissing, {
        badFrom: 1,
        why: "The next disk that fails takes the data with it.",
        act: "Replace the disk that is missing.",
        noValue: noRaid,
      }),
      stat(smart.diskHealthy, {
        states: { 0: { text: "Failing", colour: "bad" }, 1: { text: "Healthy", colour: "good" } },
        why: "Disks that say so mostly fail within days.",
        act: "Copy the data, and replace the disk.",
        noValue: noSmart,
      }),
      stat(hardware.temperatureOverMaximum, {
        line: HostTemperatureHigh,
        why: "Above 0 a part is hotter than its maker allows.",
        act: "Look at fans and air.",
        noValue: noSensors,
      }),
      stat(hardware.memoryErrorsUncorrected, {
        badFrom: 1,
        why: "Wrong data was read from memory.",
        act: "Take the machine out of service.",
        noValue: noEcc,
      }),
      stat(systemd.unitsByState, {
        why: "Any unit in the state failed does not do its work.",
        act: "See the table of failed units below.",
        noValue: noSystemd,
      }),
    ),
    row(
      "Temperature and power",
      timeseries(hardware.temperature, {
        why: "A slow rise is dust, a jump is a fan.",
        act: "Compare with the load of the host.",
        noValue: noSensors,
      }),
      timeseries(hardware.temperatureOverCritical, {
        line: HostTemperatureCritical,
        why: "At 0 the machine switches itself off.",
        act: "Lower the load at once.",
        noValue: noSensors,
      }),
      timeseries(cpuThrottles, {
        line: HostCpuThrottled,
        why: "Throttled processors are slower than they should be.",
        act: "Mend the cooling.",
        noValue: noSensors,
      }),
      stateTimeline(hardware.sensorAlarm, {
        states: { 0: { text: "Well", colour: "good" }, 1: { text: "Alarm", colour: "bad" } },
        why: "The hardware itself says that something is out of its limits.",
        act: "Go there and look at the part.",
        noValue: noSensors,
      }),
      stateTimeline(hardware.powerOnline, {
        states: { 0: { text: "No power", colour: "bad" }, 1: { text: "Power", colour: "good" } },
        why: "On a battery there is little time, on one supply no reserve.",
        act: "Look at plug, socket and fuse.",
        noValue: "This host does not tell of its power supplies",
      }),
    ),
    closedRow(
      "Disks and memory modules",
      timeseries(hardware.raidDisksFailed, {
        badFrom: 1,
        why: "A disk that a RAID threw out has to be replaced, also where a spare took its place.",
        act: "Find it by its serial number.",
        noValue: noRaid,
      }),
      timeseries(smart.badSectors, {
        why: "Old bad sectors that stay the same are no reason to worry.",
        act: "Watch whether they grow.",
        noValue: noSmart,
      }),
      timeseries(smart.badSectorsGrown, {
        line: HostDiskSectorsGrowing,
        why: "Growth is rarely the end of it.",
        act: "Plan to replace the disk.",
        noValue: noSmart,
      }),
      timeseries(smart.diskWear, {
        line: HostDiskWorn,
        why: "Flash disks take a limited number of writes.",
        act: "Order a new one before it is worn out.",
        noValue: noSmart,
      }),
      timeseries(smart.diskTemperature, {
        line: HostDiskHot,
        why: "Hot disks slow down and fail early.",
        act: "Look at the air that gets to them.",
        noValue: noSmart,
      }),
      timeseries([smart.nvmeWarning, smart.diskMediaErrors], {
        title: "NVMe warnings and media errors",
        badFrom: 1,
        why: "Anything but 0 has a reason.",
        act: "Read the disk's own record with nvme smart-log.",
        noValue: noSmart,
      }),
      timeseries(hardware.memoryErrorsCorrected, {
        line: HostMemoryErrorsCorrected,
        why: "A module that errs often goes on to errors that cannot be corrected.",
        act: "Replace the module.",
        noValue: noEcc,
      }),
    ),
    closedRow(
      "Fleet",
      stat(kernelReleases, {
        width: 24,
        past: ["instance"],
        line: HostKernelsDiffer,
        why: "Hosts that should be alike had different updates.",
        act: "Restart the hosts that are behind.",
        noValue: "No data: no node exporter is scraped",
      }),
    ),
    closedRow(
      "Units of systemd",
      table(systemd.unitFailed, {
        title: "Failed units",
        columns: { name: { title: "Unit" } },
        width: 12,
        why: "What a failed unit does is not done.",
        act: "Read its log, mend the cause and start it.",
        noValue: noSystemd,
      }),
      timeseries(systemd.unitRestarts, {
        line: HostUnitCrashLooping,
        width: 12,
        why: "A service that ends again and again serves in between at best.",
        act: "Read the lines before each restart.",
        noValue: noSystemd,
      }),
      table([systemd.timerLate, systemd.timerAge], {
        title: "Timers, latest first",
        line: HostTimerMissed,
        columns: { name: { title: "Timer" } },
        why: "A timer that does not run fails without anybody noticing.",
        act: "Look whether it is active, and whether its service still runs.",
        noValue: noSystemd,
      }),
    ),
  ],
);
