import { type Duration } from "../../platforms/workload";
import { type Labels, type Series } from "./case";
import { counter, spacing, steps } from "./series";

/** Values one after the other, each until a time. */
export type Course = readonly (readonly [until: Duration, value: number])[];

/** A series of node_exporter with its labels. `instance` is "web-1" unless `labels` says otherwise. */
export function node(metric: string, values: string, labels: Labels = {}): Series {
  const all = { job: "node", instance: "web-1", ...labels };
  const pairs = Object.entries(all).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return { [`${metric}{${pairs.join(", ")}}`]: values };
}

/** A gauge of node_exporter over a course. */
export function gauge(
  metric: string,
  course: Course,
  labels: Labels = {},
  every: Duration = spacing,
): Series {
  return node(metric, steps(course, every), labels);
}

/** A counter of node_exporter that grows over a course, in 1/s. */
export function growing(
  metric: string,
  course: Course,
  labels: Labels = {},
  every: Duration = spacing,
): Series {
  return node(metric, counter(course, every), labels);
}

/** A value that stays as it is for eight hours of cases 15 s apart. */
export function still(value: number): Course {
  return [["8h", value]];
}

/** A course with every value changed. */
export function mapped(course: Course, change: (value: number) => number): Course {
  return course.map(([until, value]) => [until, change(value)] as const);
}
