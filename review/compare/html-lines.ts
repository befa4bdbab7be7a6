import { element, escaped } from "../pictures/svg";
import { type StackChange } from "./change";
import { kindOf, namedSubject, type Told, told } from "./told";
import { list } from "./words";

/** Lines of a heading that are seen at once; those beyond open with a click or a key. */
const most = 40;

/** The changes of one heading as lists: the words of the Markdown, all of them. */
export function htmlLines(changes: readonly StackChange[], stacks: readonly string[]): string {
  const all = told(changes).map((each) => line(each, stacks));
  const rest = all.slice(most);
  return (
    element("ul", {}, ...all.slice(0, most)) +
    (rest.length === 0
      ? ""
      : element(
          "details",
          {},
          element("summary", {}, `… and ${rest.length} more`),
          element("ul", {}, ...rest),
        ))
  );
}

function line({ subjects, changes }: Told, stacks: readonly string[]): string {
  const words = escaped(changes.map(({ text }) => text).join("; "));
  const own = changes[0]?.stacks ?? [];
  const where =
    own.length === stacks.length
      ? ""
      : ` ${element("span", { class: "stacks" }, `(${escaped(list(own, 8))})`)}`;
  const strong = changes[0]?.consequence === "data";
  return element("li", {}, named(subjects), " ", strong ? element("strong", {}, words) : words, where);
}

function named(subjects: readonly string[]): string {
  const [first = ""] = subjects;
  const code = (text: string) => element("code", {}, escaped(text));
  if (subjects.length === 1) {
    const subject = namedSubject(first);
    return subject === undefined ? escaped(first) : `${escaped(subject.kind)} ${code(subject.name)}`;
  }
  const kind = kindOf(first);
  return `${escaped(kind)} ${list(
    subjects.map((each) => code(each.slice(kind.length + 1))),
    30,
  )}:`;
}
