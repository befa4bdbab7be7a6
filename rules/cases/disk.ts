import { type Labels, type Series } from "./case";
import { gauge, growing, mapped, node, still, type Course } from "./node";
import { lines, steps, type Point } from "./series";

const gib = 1024 ** 3;

/** Labels of an alert about the filesystem that the cases have. */
export const root = { device: "/dev/sda1", mountpoint: "/" } as const;

const of = (labels: Labels): Labels => ({ ...root, device_error: "", fstype: "ext4", ...labels });

/** A filesystem of so many GiB of which a share is used, and that is read-only or not. */
export function space(used: Course, labels: Labels = {}, { size = 100, readonly = 0 } = {}): Series {
  return {
    ...gauge("node_filesystem_size_bytes", still(size * gib), of(labels)),
    ...gauge(
      "node_filesystem_avail_bytes",
      mapped(used, (share) => Math.round((1 - share) * size * gib)),
      of(labels),
    ),
    ...gauge("node_filesystem_readonly", still(readonly), of(labels)),
  };
}

/** The same over many hours, in steps of a minute: available GiB of 100, on straight lines from point to point. */
export function spaceOver(available: readonly Point[], labels: Labels = {}): Series {
  const until = available.at(-1)?.[0] ?? "1h";
  const still = (value: number) => steps([[until, value]], "1m");
  return {
    ...node("node_filesystem_size_bytes", still(100), of(labels)),
    ...node("node_filesystem_avail_bytes", lines(available, "1m"), of(labels)),
    ...node("node_filesystem_readonly", still(0), of(labels)),
  };
}

/** Free inodes of a hundred, over many hours in steps of a minute. */
export function inodesOver(free: readonly Point[], labels: Labels = {}): Series {
  const until = free.at(-1)?.[0] ?? "1h";
  const still = (value: number) => steps([[until, value]], "1m");
  return {
    ...node("node_filesystem_files", still(100), of(labels)),
    ...node("node_filesystem_files_free", lines(free, "1m"), of(labels)),
    ...node("node_filesystem_readonly", still(0), of(labels)),
  };
}

/** A million inodes of which a share is used. */
export function inodes(used: Course, labels: Labels = {}, readonly = 0): Series {
  return {
    ...gauge("node_filesystem_files", still(1e6), of(labels)),
    ...gauge(
      "node_filesystem_files_free",
      mapped(used, (share) => Math.round((1 - share) * 1e6)),
      of(labels),
    ),
    ...gauge("node_filesystem_readonly", still(readonly), of(labels)),
  };
}

/** A value of a filesystem that is 0 or 1. */
export function state(metric: string, course: Course, labels: Labels = {}): Series {
  return gauge(metric, course, of(labels));
}

/** Requests to a disk: so many a second, each so many seconds long. */
export function requests(
  kind: "read" | "write",
  { each, rate }: { readonly each: Course; readonly rate: number },
  labels: Labels,
): Series {
  const [done, time] = [`node_disk_${kind}s_completed_total`, `node_disk_${kind}_time_seconds_total`];
  return {
    ...growing(done, still(rate), labels),
    ...growing(
      time,
      mapped(each, (seconds) => seconds * rate),
      labels,
    ),
  };
}
