/** Filesystems and disks of a host. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

// In memory, or images that are always full. Network filesystems are kept: they fill up like disks.
const noDisk = "tmpfs|ramfs|squashfs|erofs|iso9660|overlay|fuse.lxcfs";

const disks = (s: Scope) => `${s.select("node")}, fstype!~"${noDisk}"`;

// A filesystem that nothing can be written to does not fill up.
const writable = (s: Scope) => promql`node_filesystem_readonly{${disks(s)}} == 0`;

/** How far ahead `filesystemPredicted` looks, in seconds: 24 hours. */
export const predictionSeconds = 24 * 60 * 60;

export const filesystemUsed = signal({
  title: "Filesystem used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  max: 1,
  meaning:
    "Share of a filesystem that is not available to ordinary users: used, or reserved for root. Read-only and in-memory filesystems are left out.",
  value: (s) =>
    promql`1 - max by (instance, device, mountpoint) (node_filesystem_avail_bytes{${disks(s)}} / (node_filesystem_size_bytes{${disks(s)}} > 0) and ${writable(s)})`,
});

export const fullestFilesystem = signal({
  title: "Fullest filesystem",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share in use of the filesystem of a host that has least left.",
  value: (s) => promql`max by (instance) (${filesystemUsed.value(s)})`,
});

export const filesystemAvailable = signal({
  title: "Filesystem space left",
  unit: "bytes",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  meaning: "Space that ordinary users can still fill.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (node_filesystem_avail_bytes{${disks(s)}} and ${writable(s)})`,
});

export const filesystemPredicted = signal({
  title: "Filesystem space left in 24 hours",
  unit: "percentunit",
  by: ["instance", "device", "mountpoint"],
  max: 1,
  meaning:
    "Share of a filesystem that will be left in 24 hours if it goes on as in the last 6 hours. Below 0 it is full by then.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (predict_linear(node_filesystem_avail_bytes{${disks(s)}}[6h], ${predictionSeconds}) / (node_filesystem_size_bytes{${disks(s)}} > 0) and ${writable(s)})`,
});

export const inodesUsed = signal({
  title: "Inodes used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  max: 1,
  meaning:
    "Share of the files that a filesystem can hold. Filesystems that make inodes as needed have no value.",
  value: (s) =>
    promql`1 - max by (instance, device, mountpoint) (node_filesystem_files_free{${disks(s)}} / (node_filesystem_files{${disks(s)}} > 0) and ${writable(s)})`,
});

export const inodesPredicted = signal({
  title: "Inodes left in 24 hours",
  unit: "percentunit",
  by: ["instance", "device", "mountpoint"],
  max: 1,
  meaning:
    "Share of the inodes that will be left in 24 hours if it goes on as in the last 6 hours. Below 0 they are used up by then.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (predict_linear(node_filesystem_files_free{${disks(s)}}[6h], ${predictionSeconds}) / (node_filesystem_files{${disks(s)}} > 0) and ${writable(s)})`,
});

export const filesystemPredictedSoon = signal({
  title: "Filesystem space left in 4 hours",
  unit: "percentunit",
  by: ["instance", "device", "mountpoint"],
  max: 1,
  meaning:
    "Share of a filesystem that will be left in 4 hours if it goes on as in the last 6 hours. Below 0 it is full by then.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (predict_linear(node_filesystem_avail_bytes{${disks(s)}}[6h], 14400) / (node_filesystem_size_bytes{${disks(s)}} > 0) and ${writable(s)})`,
});

export const filesystemTimeLeft = signal({
  title: "Time until a filesystem is full",
  unit: "dtdurations",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  meaning:
    "How long the space of a filesystem will last if it goes on as in the last 24 hours. Filesystems that do not grow have no value.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (node_filesystem_avail_bytes{${disks(s)}} / -(deriv(node_filesystem_avail_bytes{${disks(s)}}[1d]) < 0) and ${writable(s)})`,
});

export const filesystemReadOnly = signal({
  title: "Filesystem read-only",
  unit: "bool",
  tone: "error",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  max: 1,
  meaning: "1 while nothing can be written to a filesystem.",
  value: (s) => promql`max by (instance, device, mountpoint) (node_filesystem_readonly{${disks(s)}})`,
});

/** 0 where a filesystem could be written to at some time of the last day. */
export const filesystemWasReadOnly = signal({
  title: "Filesystem always read-only",
  unit: "bool",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  max: 1,
  meaning: "1 where a filesystem has been read-only for the whole of the last 24 hours.",
  value: (s) =>
    promql`min by (instance, device, mountpoint) (min_over_time(node_filesystem_readonly{${disks(s)}}[1d]))`,
});

export const filesystemError = signal({
  title: "Filesystem does not answer",
  unit: "bool",
  tone: "error",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  max: 1,
  meaning:
    "1 while the kernel cannot say how full a filesystem is: it is broken, or its server does not answer.",
  value: (s) => promql`max by (instance, device, mountpoint) (node_filesystem_device_error{${disks(s)}})`,
});

export const diskRead = signal({
  title: "Disk reads",
  unit: "Bps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Bytes a second that were read from a disk.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_read_bytes_total{${s.select("node")}}[${s.range}]))`,
});

export const diskWritten = signal({
  title: "Disk writes",
  unit: "Bps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Bytes a second that were written to a disk.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_written_bytes_total{${s.select("node")}}[${s.range}]))`,
});

export const diskBusy = signal({
  title: "Disk busy",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning:
    "Share of time in which a disk had at least one request to work on. Disks that work on many at once can still have room at 100 %.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_io_time_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const diskReadTime = signal({
  title: "Time for a read",
  unit: "s",
  by: ["instance", "device"],
  min: 0,
  meaning: "Mean time from a read request to its answer, with its time in the queue.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_read_time_seconds_total{${s.select("node")}}[${s.range}]) / (rate(node_disk_reads_completed_total{${s.select("node")}}[${s.range}]) > 0))`,
});

export const diskWriteTime = signal({
  title: "Time for a write",
  unit: "s",
  by: ["instance", "device"],
  min: 0,
  meaning: "Mean time from a write request to its answer, with its time in the queue.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_write_time_seconds_total{${s.select("node")}}[${s.range}]) / (rate(node_disk_writes_completed_total{${s.select("node")}}[${s.range}]) > 0))`,
});

export const fullestOfAll = signal({
  title: "Fullest filesystem",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share in use of the filesystem that has least left, over all hosts.",
  value: (s) => promql`max(${filesystemUsed.value(s)})`,
});
