import { type Review } from "./compare";
import { consequences, headings, type StackChange } from "./change";
import { count, list } from "./words";

/** Most lines of one heading; what is beyond is counted, and stands in the other formats in full. */
const most = 40;

/** A review as Markdown, for a comment on a pull request. */
export function markdown(review: Review, base: string): string {
  const { changes, stacks } = review;
  if (changes.length === 0) return `**No change** against ${base}: every stack renders to what it did.\n`;
  const sections = consequences.flatMap((consequence) => {
    const own = changes.filter((each) => each.consequence === consequence);
    return own.length === 0 ? [] : [`### ${headings[consequence]}\n\n${lines(own, stacks).join("\n")}`];
  });
  return `${[`**${count(changes.length, "change")}** against ${base}.`, ...sections].join("\n\n")}\n`;
}

function lines(changes: readonly StackChange[], stacks: readonly string[]): readonly string[] {
  const bySubject = new Map<string, StackChange[]>();
  for (const each of changes) {
    const key = `${each.subject}\n${each.stacks.join()}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), each]);
  }
  const all = alike([...bySubject.values()]).map((own) => line(own, stacks));
  return all.length <= most ? all : [...all.slice(0, most), `- … and ${all.length - most} more`];
}

/** Subjects of one kind to which the same happens, as one: a line for 20 policies with the same new port says nothing more. */
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

/** What happens to some subjects. */
interface Told {
  readonly subjects: readonly string[];
  readonly changes: readonly StackChange[];
}

/** "network of grafana" → "network of"; "dashboard host, panel “Load”" stays apart: it says where. */
function kindOf(subject: string): string {
  return subject.includes(",") ? subject : subject.replace(/ \S+$/, "");
}

function line({ subjects, changes }: Told, stacks: readonly string[]): string {
  const [first] = changes;
  if (first === undefined) return "";
  const texts = changes.map(({ text }) => escaped(text));
  const told = texts.length === 1 ? (texts[0] ?? "") : texts.join("; ");
  const where = first.stacks.length === stacks.length ? "" : ` _(${list(first.stacks, 8)})_`;
  const words = first.consequence === "data" ? `**${told}**` : told;
  return `- ${named(subjects)} ${words}${where}`;
}

/** One subject, or several of one kind with their names. */
function named(subjects: readonly string[]): string {
  const [first = ""] = subjects;
  if (subjects.length === 1) return subject(first);
  const kind = kindOf(first);
  const names = subjects.map((each) => `\`${each.slice(kind.length + 1)}\``);
  return `${kind} ${list(names, 30)}:`;
}

/** "alert `HostCpuSaturated`": the name is what people search for. */
function subject(text: string): string {
  const [, kind = "", name = ""] = /^(\S+(?: rule)?) (\S+)$/.exec(text) ?? [];
  return kind === "" ? escaped(text) : `${kind} \`${name}\``;
}

/** Text that Markdown leaves as it is: expressions are full of its signs. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>|[\]]/g, "\\$&").replaceAll("\n", " ");
}
