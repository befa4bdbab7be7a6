/** One thing that a change does, in words that a reviewer reads. Plain text: no markup. */
export interface Change {
  readonly consequence: Consequence;
  /** What it is about: "alert HostCpuSaturated", "dashboard host, panel CPU busy". */
  readonly subject: string;
  /** What happens to it, as the end of a sentence that begins with the subject. */
  readonly text: string;
}

/** What follows from a change, gravest first: the order of a review. */
export const consequences = [
  "data",
  "access",
  "silence",
  "notification",
  "alert",
  "server",
  "resource",
  "dashboard",
  "metric",
  "configuration",
] as const;

export type Consequence = (typeof consequences)[number];

/** Headings of a review. */
export const headings: Readonly<Record<Consequence, string>> = {
  data: "Data at risk",
  access: "Access",
  silence: "Alerts that will be missing or later",
  notification: "Who is told",
  alert: "Alerts and recording rules",
  server: "Servers",
  resource: "Resources",
  dashboard: "Dashboards",
  metric: "Metrics",
  configuration: "Configuration files",
};

/** A change with the stacks in which it happens, sorted. */
export interface StackChange extends Change {
  readonly stacks: readonly string[];
}

/**
 * The changes of several stacks as one list: what happens in several of them stands there once. What is told of one subject
 * stays in the order in which it is told.
 */
export function merged(byStack: ReadonlyMap<string, readonly Change[]>): readonly StackChange[] {
  const found = new Map<string, StackChange>();
  for (const [stack, changes] of byStack)
    for (const change of changes) {
      const key = [change.consequence, change.subject, change.text].join("\n");
      const before = found.get(key);
      if (before?.stacks.includes(stack) === true) continue;
      found.set(key, { ...change, stacks: [...(before?.stacks ?? []), stack].sort() });
    }
  return [...found.values()].sort(
    (a, b) =>
      consequences.indexOf(a.consequence) - consequences.indexOf(b.consequence) ||
      compared(a.subject, b.subject),
  );
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
