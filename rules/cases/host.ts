import { type Duration } from "../../platforms/workload";
import { type Series } from "./case";
import { counter, lines, steps, type Point, type Step } from "./series";

/** How long the series of a case are. */
const end: Duration = "4h";

interface Cpu {
  /** Share of time, for each CPU. */
  readonly idle: number;
  /** @default 0 */
  readonly iowait?: number;
  /** Idle share from a time on. */
  readonly then?: { readonly from: Duration; readonly idle: number };
  /** @default "web-1" */
  readonly instance?: string;
}

/** A host with two CPUs that are used alike. */
export function cpu({ idle, iowait = 0, then, instance = "web-1" }: Cpu): Series {
  const course = (first: number, later: number) =>
    counter(
      then === undefined
        ? [[end, first]]
        : [
            [then.from, first],
            [end, later],
          ],
    );
  const modes = {
    idle: course(idle, then?.idle ?? idle),
    iowait: course(iowait, iowait),
    user: course(1 - idle - iowait, 1 - (then?.idle ?? idle) - iowait),
  };
  return Object.fromEntries(
    ["0", "1"].flatMap((number) =>
      Object.entries(modes).map(([mode, values]) => [
        `node_cpu_seconds_total{job="node", instance="${instance}", cpu="${number}", mode="${mode}"}`,
        values,
      ]),
    ),
  );
}

const gib = 1024 ** 3;

interface Memory {
  /** In GiB. */
  readonly total: number;
  /** In GiB, over time. */
  readonly available: readonly Step[];
  /** @default "web-1" */
  readonly instance?: string;
}

/** A host's memory. */
export function memory({ total, available, instance = "web-1" }: Memory): Series {
  const labels = `{job="node", instance="${instance}"}`;
  return {
    [`node_memory_MemTotal_bytes${labels}`]: steps([[end, total * gib]]),
    [`node_memory_MemAvailable_bytes${labels}`]: steps(
      available.map(([until, value]) => [until, value === "missing" ? value : value * gib]),
    ),
  };
}

interface Filesystem {
  /** Available to ordinary users, as a share of the size; on straight lines from point to point. */
  readonly available: readonly Point[];
  /** In GiB. @default 100 */
  readonly size?: number;
  /** @default false */
  readonly readonly?: boolean;
  /** @default "ext4" */
  readonly fstype?: string;
  /** @default "/" */
  readonly mountpoint?: string;
  /** @default "web-1" */
  readonly instance?: string;
}

/** Spacing of the values of `filesystem`, whose courses take many hours. */
export const filesystemSpacing: Duration = "1m";

/** A filesystem on /dev/sda1. The case has to be `every: filesystemSpacing`. */
export function filesystem(given: Filesystem): Series {
  const {
    available,
    size = 100,
    readonly = false,
    fstype = "ext4",
    mountpoint = "/",
    instance = "web-1",
  } = given;
  const labels = `{job="node", instance="${instance}", device="/dev/sda1", device_error="", fstype="${fstype}", mountpoint="${mountpoint}"}`;
  const until = available.at(-1)?.[0] ?? end;
  return {
    [`node_filesystem_avail_bytes${labels}`]: lines(
      available.map(([at, share]) => [at, Math.round(share * size * gib)]),
      filesystemSpacing,
    ),
    [`node_filesystem_size_bytes${labels}`]: steps([[until, size * gib]], filesystemSpacing),
    [`node_filesystem_readonly${labels}`]: steps([[until, readonly ? 1 : 0]], filesystemSpacing),
  };
}
