import { type StackChange } from "./change";

/** What happens to some subjects: a line of a review. */
export interface Told {
  readonly subjects: readonly string[];
  /** At least one; all happen in the same stacks. */
  readonly changes: readonly StackChange[];
}

/** Changes as lines: what happens to one subject is one line, and subjects of one kind to which the same happens are one. */
export function told(changes: readonly StackChange[]): readonly Told[] {
  const bySubject = new Map<string, StackChange[]>();
  for (const each of changes) {
    const key = `${each.subject}\n${each.stacks.join()}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), each]);
  }
  return alike([...bySubject.values()]);
}

/** A line for 20 policies with the same new port says nothing more than one with their names. */
function alike(all: readonly (readonly StackChange[])[]): readonly Told[] {
  const found = new Map<string, { subjects: string[]; changes: readonly StackChange[] }>();
  for (const changes of all) {
    const [first] = changes;
    if (first === undefined) continue;
    const key = [kindOf(first.subject), ...changes.map(({ text }) => text), first.stacks.join()].join("\n");
    const group = found.get(key) ?? { subjects: [], changes };
    found.set(key, group);
    group.subjects.push(first.subject);
  }
  return [...found.values()];
}

/** "network of grafana" → "network of"; "dashboard host, panel “Load”" stays apart: it says where. */
export function kindOf(subject: string): string {
  return subject.includes(",") ? subject : subject.replace(/ \S+$/, "");
}

/** "alert HostCpuSaturated" as its kind and its name, which is what people search for; undefined for other subjects. */
export function namedSubject(text: string): { readonly kind: string; readonly name: string } | undefined {
  const [, kind, name] = /^(\S+(?: rule)?) (\S+)$/.exec(text) ?? [];
  return kind === undefined || name === undefined ? undefined : { kind, name };
}
