/** Parts of a machine that fail: disks, RAID, memory modules, sensors, power. */
import { HostCpuThrottled } from "../../rules/cpu";
import { HostMemoryErrorsCorrected } from "../../rules/memory-errors";
import { HostDiskHot, HostDiskWorn } from "../../rules/smart";
import { HostDiskSectorsGrowing } from "../../rules/smart-trends";
import { HostTemperatureCritical, HostTemperatureHigh } from "../../rules/temperature";
import { cpuThrottles } from "../../signals/cpu";
import * as hardware from "../../signals/hardware";
import * as smart from "../../signals/smart";
import { stat, stateTimeline, timeseries } from "../model/panel";

const noRaid = "No software RAID here";
const noSensors = "No sensors here: virtual machines have none, or their drivers are not loaded";
const noEcc = "No memory with ECC here, or its driver is not loaded";
const noSmart = "No data: no text file tells of the health of disks";

export const raidDisksMissing = stat(hardware.raidDisksMissing, {
  badFrom: 1,
  why: "The next disk that fails takes the data with it.",
  act: "Replace the disk that is missing.",
  noValue: noRaid,
});

export const disksHealthy = stat(smart.diskHealthy, {
  states: { 0: { text: "Failing", colour: "bad" }, 1: { text: "Healthy", colour: "good" } },
  why: "Disks that say so mostly fail within days.",
  act: "Copy the data, and replace the disk.",
  noValue: noSmart,
});

export const temperatureOverMaximum = stat(hardware.temperatureOverMaximum, {
  line: HostTemperatureHigh,
  why: "Above 0 a part is hotter than its maker allows.",
  act: "Look at fans and air.",
  noValue: noSensors,
});

export const memoryErrorsUncorrected = stat(hardware.memoryErrorsUncorrected, {
  badFrom: 1,
  why: "Wrong data was read from memory.",
  act: "Take the machine out of service.",
  noValue: noEcc,
});

export const temperatures = timeseries(hardware.temperature, {
  why: "A slow rise is dust, a jump is a fan.",
  act: "Compare with the load of the host.",
  noValue: noSensors,
});

export const temperatureOverCritical = timeseries(hardware.temperatureOverCritical, {
  line: HostTemperatureCritical,
  why: "At 0 the machine switches itself off.",
  act: "Lower the load at once.",
  noValue: noSensors,
});

export const throttledByHeat = timeseries(cpuThrottles, {
  line: HostCpuThrottled,
  why: "Throttled processors are slower than they should be.",
  act: "Mend the cooling.",
  noValue: noSensors,
});

export const sensorAlarms = stateTimeline(hardware.sensorAlarm, {
  states: { 0: { text: "Well", colour: "good" }, 1: { text: "Alarm", colour: "bad" } },
  why: "The hardware itself says that something is out of its limits.",
  act: "Go there and look at the part.",
  noValue: noSensors,
});

export const powerSupplies = stateTimeline(hardware.powerOnline, {
  states: { 0: { text: "No power", colour: "bad" }, 1: { text: "Power", colour: "good" } },
  why: "On a battery there is little time, on one supply no reserve.",
  act: "Look at plug, socket and fuse.",
  noValue: "This host does not tell of its power supplies",
});

export const raidDisksFailed = timeseries(hardware.raidDisksFailed, {
  badFrom: 1,
  why: "A disk that a RAID threw out has to be replaced, also where a spare took its place.",
  act: "Find it by its serial number.",
  noValue: noRaid,
});

export const badSectors = timeseries(smart.badSectors, {
  why: "Old bad sectors that stay the same are no reason to worry.",
  act: "Watch whether they grow.",
  noValue: noSmart,
});

export const badSectorsGrown = timeseries(smart.badSectorsGrown, {
  line: HostDiskSectorsGrowing,
  why: "Growth is rarely the end of it.",
  act: "Plan to replace the disk.",
  noValue: noSmart,
});

export const diskWear = timeseries(smart.diskWear, {
  line: HostDiskWorn,
  why: "Flash disks take a limited number of writes.",
  act: "Order a new one before it is worn out.",
  noValue: noSmart,
});

export const diskTemperatures = timeseries(smart.diskTemperature, {
  line: HostDiskHot,
  why: "Hot disks slow down and fail early.",
  act: "Look at the air that gets to them.",
  noValue: noSmart,
});

export const nvmeTrouble = timeseries([smart.nvmeWarning, smart.diskMediaErrors], {
  title: "NVMe warnings and media errors",
  badFrom: 1,
  why: "Anything but 0 has a reason.",
  act: "Read the disk's own record with nvme smart-log.",
  noValue: noSmart,
});

export const memoryErrorsCorrected = timeseries(hardware.memoryErrorsCorrected, {
  line: HostMemoryErrorsCorrected,
  why: "A module that errs often goes on to errors that cannot be corrected.",
  act: "Replace the module.",
  noValue: noEcc,
});
