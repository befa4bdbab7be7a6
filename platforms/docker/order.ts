import { type Workload } from "../workload";

/** Workloads in an order in which each comes after those that it waits for. Throws where `after` names nobody or a circle. */
export function inOrder(workloads: readonly Workload[]): readonly Workload[] {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  if (byName.size < workloads.length) throw new Error("two workloads have one name; rename one of them");
  const done = new Set<Workload>();
  const visit = (workload: Workload, waiting: readonly string[]): void => {
    if (done.has(workload)) return;
    if (waiting.includes(workload.name)) {
      throw new Error(
        `${[...waiting, workload.name].join(" waits for ")}; take one of them out of its \`after\``,
      );
    }
    for (const name of [...(workload.after ?? [])].sort()) {
      const before = byName.get(name);
      if (before === undefined)
        throw new Error(
          `${workload.name} waits for ${name}, which is not on this stack; take it out of \`after\``,
        );
      visit(before, [...waiting, workload.name]);
    }
    done.add(workload);
  };
  for (const name of [...byName.keys()].sort()) visit(byName.get(name) as Workload, []);
  return [...done];
}
