/** Series of groups of processes, as the process exporter gives them. */
import { type Duration } from "../../platforms/workload";
import { type Labels, type Series } from "./case";
import { type Course, type Maker } from "./course";
import { spacing, steps, type Step } from "./series";

const labels = (subject: Labels, more = "") =>
  `{job="process", ${Object.entries(subject)
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ")}${more}}`;

export const nginx = { instance: "web-1", groupname: "nginx" };
export const worker = { instance: "web-2", groupname: "worker" };

/** What the exporter gives as a start when a group has no process: the year 1. */
const noStart = -62135596800;

/** How many processes a group has. */
export const count = (subject: Labels, list: readonly Step[], every: Duration = spacing): Series => ({
  [`namedprocess_namegroup_num_procs${labels(subject)}`]: steps(list, every),
});

/** When the oldest process of a group was started, in seconds before the case begins; "gone" where there is none. */
export const started = (
  subject: Labels,
  list: readonly (readonly [until: Duration, ago: number | "gone"])[],
  every: Duration = spacing,
): Series => ({
  [`namedprocess_namegroup_oldest_start_time_seconds${labels(subject)}`]: steps(
    list.map(([until, ago]) => [until, ago === "gone" ? noStart : -ago] as const),
    every,
  ),
});

/** The exporter of a host answers, or does not. */
export const exporter = (instance: string, list: readonly Step[], every: Duration = spacing): Series => ({
  [`up{job="process", instance="${instance}"}`]: steps(list, every),
});

/** Memory of a host, in bytes, and of a group there as shares of it: what is shared is divided among those that share it. */
export const memoryShare =
  (total: number): Maker =>
  (subject: Labels, course: Course, every: Duration = spacing) => ({
    [`node_memory_MemTotal_bytes{job="node", instance="${subject["instance"] ?? ""}"}`]: steps(
      [[course.at(-1)?.[0] ?? "1h", total]],
      every,
    ),
    [`namedprocess_namegroup_memory_bytes${labels(subject, ', memtype="proportionalResident"')}`]: steps(
      course.map(([until, share]) => [until, share * total] as const),
      every,
    ),
    // Counts what is shared once for each process: it must not be what is looked at.
    [`namedprocess_namegroup_memory_bytes${labels(subject, ', memtype="resident"')}`]: steps(
      course.map(([until, share]) => [until, 0.5 * share * total] as const),
      every,
    ),
  });
