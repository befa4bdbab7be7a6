/** Storage of all hosts in numbers and tables. */
import { HostDiskReadsSlow, HostDiskSaturated, HostDiskWritesSlow } from "../../rules/disk-io";
import { HostInodesLow } from "../../rules/filesystem-states";
import { HostFilesystemFilling } from "../../rules/host";
import { filesystemTimeOfHosts, filesystemUsedLong, inodesUsedLong } from "../../signals/capacity";
import { diskReadRequests, diskWriteRequests } from "../../signals/disk-io";
import {
  diskRead,
  diskReadTime,
  diskWriteTime,
  diskWritten,
  filesystemAvailable,
} from "../../signals/filesystems";
import * as storage from "../../signals/storage";
import { stat, table } from "../model/panel";
import { notScraped, toHost } from "./host-words";

export const slowestRead = stat(storage.slowestRead, {
  line: HostDiskReadsSlow,
  why: "A flash disk answers within a millisecond, a turning one within ten. Far more is a queue or a fault.",
  act: "See in the table of disks which one it is, and whether it has a queue.",
  noValue: "No disk was read from",
});

export const slowestWrite = stat(storage.slowestWrite, {
  line: HostDiskWritesSlow,
  why: "Databases and logs wait for their writes; all that wait for these wait as well.",
  act: "Look at its queue: with one it has too much to do, without one it is ill.",
  noValue: "Nothing was written to a disk",
});

export const longestQueue = stat(storage.longestQueue, {
  decimals: 1,
  line: HostDiskSaturated,
  why: "Requests that queue are the sign that a disk cannot do more.",
  act: "Take load off that disk, or spread it over more of them.",
  noValue: notScraped,
});

export const filesystemsBroken = stat(storage.filesystemsBroken, {
  badFrom: 1,
  why: "Programs that touch such a filesystem hang, and cannot be ended.",
  act: "See in the row of faults which one it is; mostly the server of a network filesystem is gone.",
  noValue: notScraped,
});

export const diskTable = table(
  [
    storage.diskBusyOfHosts,
    storage.diskQueueOfHosts,
    diskReadTime,
    diskWriteTime,
    diskReadRequests,
    diskWriteRequests,
    diskRead,
    diskWritten,
  ],
  {
    title: "Disks, the busiest first",
    height: 10,
    line: [HostDiskSaturated, HostDiskReadsSlow, HostDiskWritesSlow],
    columns: { instance: { title: "Host" }, device: {} },
    sortBy: "Disk busy",
    drill: [toHost],
    why: "Latency, requests and bytes of each disk in one line: what is slow, and whether it has a reason.",
    act: "Slow with a queue: too much work. Slow without one: the disk, or what lies behind it.",
    noValue: notScraped,
  },
);

export const fleetFilesystems = table(
  [filesystemUsedLong, filesystemAvailable, filesystemTimeOfHosts, inodesUsedLong],
  {
    title: "Filesystems of all hosts, fullest first",
    height: 10,
    line: [HostFilesystemFilling, HostInodesLow],
    columns: { instance: { title: "Host" }, mountpoint: { title: "Mounted on" }, device: {} },
    sortBy: "Filesystem used",
    drill: [toHost],
    why: "How full each is, and how long it lasts at the pace of a week. Without a time it does not grow.",
    act: "Begin with the shortest time, not with the fullest: a filesystem that stays at 90 % hurts nobody.",
    noValue: notScraped,
  },
);
