import { type Review } from "./compare";
import { consequences, headings, type StackChange } from "./change";
import { kindOf, namedSubject, told, type Told } from "./told";
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
  const all = told(changes).map((each) => line(each, stacks));
  return all.length <= most ? all : [...all.slice(0, most), `- … and ${all.length - most} more`];
}

function line({ subjects, changes }: Told, stacks: readonly string[]): string {
  const [first] = changes;
  if (first === undefined) return "";
  const texts = changes.map(({ text }) => escaped(text));
  const happens = texts.join("; ");
  const where = first.stacks.length === stacks.length ? "" : ` _(${list(first.stacks, 8)})_`;
  const words = first.consequence === "data" ? `**${happens}**` : happens;
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
  const known = namedSubject(text);
  return known === undefined ? escaped(text) : `${known.kind} \`${known.name}\``;
}

/** Text that Markdown leaves as it is: expressions are full of its signs. */
function escaped(text: string): string {
  return text.replace(/[\\`*_<>|[\]]/g, "\\$&").replaceAll("\n", " ");
}
