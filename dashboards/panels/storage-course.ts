/** Storage of all hosts over time: the ten highest of each. */
import {
  HostDiskPressure,
  HostDiskReadsSlow,
  HostDiskSaturated,
  HostDiskWritesSlow,
} from "../../rules/disk-io";
import { HostInodesLow } from "../../rules/filesystem-states";
import { HostFilesystemFilling } from "../../rules/host";
import { filesystemUsedLong, inodesUsedLong } from "../../signals/capacity";
import { diskReadRequests, diskWriteRequests, ioStalled } from "../../signals/disk-io";
import { diskRead, diskReadTime, diskWriteTime, diskWritten } from "../../signals/filesystems";
import { highest } from "../../signals/highest";
import * as storage from "../../signals/storage";
import { timeseries } from "../model/panel";
import { noPressure, notScraped, toHost } from "./host-words";

const drill = [toHost];
const width = 12;

export const slowReads = timeseries(highest(diskReadTime), {
  title: "Time for a read, slowest disks",
  width,
  line: HostDiskReadsSlow,
  drill,
  why: "Reads are waited for at once: a page, a query, a start of a program.",
  act: "If disks of several hosts slow down together, look at the storage that they share.",
  noValue: "No disk was read from",
});

export const slowWrites = timeseries(highest(diskWriteTime), {
  title: "Time for a write, slowest disks",
  width,
  line: HostDiskWritesSlow,
  drill,
  why: "Peaks at fixed times are backups, snapshots or a cloud's limit that was used up.",
  act: "Compare with the bytes below: a flat top of these is such a limit.",
  noValue: "Nothing was written to a disk",
});

export const busyDisks = timeseries(highest(storage.diskBusyOfHosts), {
  title: "Busiest disks",
  drill,
  why: "100 % is the end for one turning disk, and may be half the way for a flash disk.",
  act: "Judge it by the queue and by the times beside it.",
  noValue: notScraped,
});

export const longQueues = timeseries(highest(storage.diskQueueOfHosts), {
  title: "Longest queues",
  line: HostDiskSaturated,
  drill,
  why: "A queue that never empties makes every request slow, whoever sends it.",
  act: "Find the process on the page of the host, and move its work to another time or disk.",
  noValue: notScraped,
});

export const stalledHosts = timeseries(highest(ioStalled), {
  title: "Hosts that stand still for a disk",
  line: HostDiskPressure,
  drill,
  why: "In this time no task of the host could go on: the cost of slow storage, as programs feel it.",
  act: "Above some per cent, move what has to be fast to another disk.",
  noValue: noPressure,
});

export const mostRequests = timeseries(highest(diskReadRequests), {
  title: "Requests, disks with most",
  mirrored: highest(diskWriteRequests),
  width,
  drill,
  why: "Reads are above the line, writes below. Clouds limit requests as well as bytes.",
  act: "A flat top is a limit: take a larger class of disk, or make fewer and larger requests.",
  noValue: notScraped,
});

export const mostBytes = timeseries(highest(diskRead), {
  title: "Bytes, disks with most",
  mirrored: highest(diskWritten),
  width,
  drill,
  why: "Read is above the line, written below. It tells who uses the storage.",
  act: "For a disk that is unusual, see the processes of its host.",
  noValue: notScraped,
});

export const fullFilesystems = timeseries(highest(filesystemUsedLong), {
  title: "Fullest filesystems",
  width,
  line: HostFilesystemFilling,
  drill,
  why: "Saws are clean-ups that work; a saw whose feet rise is one that no longer suffices.",
  act: "Give the data of a rising foot a shorter life, or more room.",
  noValue: notScraped,
});

export const fullInodes = timeseries(highest(inodesUsedLong), {
  title: "Filesystems with the fewest inodes left",
  width,
  line: HostInodesLow,
  drill,
  why: "Caches, mail queues and sessions make very many small files.",
  act: "Count files by folder: find /PATH -xdev -printf '%h\\n' | sort | uniq -c | sort -n.",
  noValue: "No filesystem has a fixed number of inodes",
});

export const requestSizes = timeseries([highest(storage.diskReadSize), highest(storage.diskWriteSize)], {
  title: "Largest requests",
  drill,
  why: "Requests of 4 KiB are of databases, of 1 MiB of copies. A change of size is a change of work.",
  act: "Many small requests on a turning disk: give the data to a flash disk.",
  noValue: "No requests",
});

export const slowFlushes = timeseries(highest(storage.diskFlushTime), {
  title: "Time for a flush, slowest disks",
  drill,
  why: "A commit of a database takes at least as long as this.",
  act: "Use disks whose cache outlives a loss of power, or commit less often.",
  noValue: "These disks do not count flushes",
});

export const mostFlushes = timeseries(highest(storage.diskFlushes), {
  title: "Flushes, disks with most",
  drill,
  why: "One flush for each small write makes a fast disk slow.",
  act: "Let the program gather its writes: group commits, or a log that is flushed once a second.",
  noValue: "These disks do not count flushes",
});
