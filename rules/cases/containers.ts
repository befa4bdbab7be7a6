/** Series of containers of a Docker host, as cAdvisor gives them. */
import { type Labels, type Series } from "./case";
import { type Course, type Maker } from "./course";
import { counter, spacing, steps, type Step } from "./series";

export const shop = { instance: "docker-1", container: "shop" };
export const queue = { instance: "docker-2", container: "queue" };
/** One whose name Docker does not tell: cAdvisor knows its cgroup only. */
export const nameless = { instance: "docker-1", container: "0123456789ab" };

/** 64 digits, those that the name gives and others. */
function idOf(container: string): string {
  if (/^[0-9a-f]{12}$/.test(container)) return container + "c".repeat(52);
  return Buffer.from(container).toString("hex").padEnd(64, "0").slice(0, 64);
}

/** A metric of a container with the labels that cAdvisor sets: with cgroupfs or, where there is no name, with systemd. */
export function ofContainer(metric: string, subject: Labels, more: Labels = {}): string {
  const { instance = "", container = "" } = subject;
  const digits = idOf(container);
  const named: Labels =
    digits.startsWith(container) && container.length === 12
      ? { id: `/system.slice/docker-${digits}.scope` }
      : { id: `/docker/${digits}`, image: "example/image:1", name: container };
  const labels = Object.entries({ job: "cadvisor", instance, ...named, ...more });
  return `${metric}{${labels.map(([name, value]) => `${name}="${value}"`).join(", ")}}`;
}

/** A container that was started at these minutes of the case, and runs until a minute. */
export const runs = (subject: Labels, starts: readonly number[], until = 240): Series => ({
  [ofContainer("container_start_time_seconds", subject)]: steps([
    ...starts.flatMap((start, index): Step[] => {
      const next = starts[index + 1];
      return next === undefined || next <= 0 ? [] : [[`${next * 60}s`, start * 60]];
    }),
    [`${until * 60}s`, (starts.at(-1) ?? 0) * 60],
    ...(until < 240 ? [["4h", "missing"] as const] : []),
  ]),
});

/** A gauge of a container. */
export const containerGauge =
  (metric: string, more: Labels = {}): Maker =>
  (subject, course, every = spacing) => ({ [ofContainer(metric, subject, more)]: steps(course, every) });

/** A counter of a container; the course is its rate. */
export const containerCounter =
  (metric: string, more: Labels = {}): Maker =>
  (subject, course, every = spacing) => ({ [ofContainer(metric, subject, more)]: counter(course, every) });

/** A gauge of one value, for as long as the course. */
export const containerConstant =
  (metric: string, value: number, more: Labels = {}): Maker =>
  (subject, course, every = spacing) => ({
    [ofContainer(metric, subject, more)]: steps([[endOf(course), value]], every),
  });

/** A counter of one rate, for as long as the course. */
export const containerRate =
  (metric: string, rate: number, more: Labels = {}): Maker =>
  (subject, course, every = spacing) => ({
    [ofContainer(metric, subject, more)]: counter([[endOf(course), rate]], every),
  });

const endOf = (course: Course) => course.at(-1)?.[0] ?? "1h";
