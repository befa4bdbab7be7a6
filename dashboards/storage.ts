import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as parts from "./panels/hardware-parts";
import { filesystemsAlwaysReadOnly, filesystemsReadOnly, filesystemsSilent } from "./panels/host-filesystems";
import { fullestDisk, nextFull } from "./panels/hosts-status";
import * as course from "./panels/storage-course";
import * as now from "./panels/storage-status";

/** Disks and filesystems of all hosts: latency, requests, bytes, saturation, and how full they are. */
export const storageDashboard = dashboard(
  "storage",
  "Storage",
  {
    description: "Which disk is slow, which is at its end, and which filesystem fills up?",
    tags: ["host", "storage"],
    variables: [cluster, { ...instance, label: "Host", job: "node" }],
    links: ["hosts", "host", "hardware", "capacity", "network"],
    time: "6h",
  },
  [
    row(
      "Is the storage well?",
      now.slowestRead,
      now.slowestWrite,
      now.longestQueue,
      fullestDisk,
      nextFull,
      now.filesystemsBroken,
    ),
    row("Disks", now.diskTable, course.slowReads, course.slowWrites),
    row("Filesystems", now.fleetFilesystems, course.fullFilesystems, course.fullInodes),
    closedRow("Who waits for a disk?", course.busyDisks, course.longQueues, course.stalledHosts),
    closedRow(
      "What do the disks do?",
      course.mostRequests,
      course.mostBytes,
      course.requestSizes,
      course.mostFlushes,
      course.slowFlushes,
    ),
    closedRow("Faults of filesystems", filesystemsReadOnly, filesystemsAlwaysReadOnly, filesystemsSilent),
    closedRow(
      "Health of the disks themselves",
      parts.raidDisksFailed,
      parts.badSectors,
      parts.badSectorsGrown,
      parts.diskWear,
      parts.diskTemperatures,
      parts.nvmeTrouble,
    ),
  ],
);
