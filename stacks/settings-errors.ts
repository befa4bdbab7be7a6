/**
 * Mistakes in a stack file, and the one error that tells all of them: numbered, each as the fact, then the YAML
 * to write or the command to type.
 */
import { Document, isScalar, visit } from "yaml";

/** Where in the settings: keys and positions, from the top. */
export type Path = readonly (string | number)[];

export interface Mistake {
  /** The place that has to change. Gives the order in which mistakes are told. */
  readonly at: Path;
  /** Paragraphs, YAML and commands, ready to print. */
  readonly text: string;
}

/** A paragraph of prose, or lines to be taken over literally. */
export type Paragraph = string | { readonly literal: string };

/** Widest line of prose, in characters; with the number in front it fits a terminal of 100. */
const proseWidth = 96;

/** States a mistake. Prose is wrapped; literal lines are not. */
export function mistake(at: Path, ...paragraphs: readonly Paragraph[]): Mistake {
  const text = paragraphs
    .map((paragraph) => (typeof paragraph === "string" ? wrap(paragraph) : paragraph.literal.trimEnd()))
    .join("\n\n");
  return { at, text };
}

/** YAML to write below `config:`; `settings` by key, without "observatory:". */
export function yaml(settings: Readonly<Record<string, unknown>>): Paragraph {
  const named = Object.entries(settings).map(([key, value]) => [`observatory:${key}`, value]);
  const document = new Document(Object.fromEntries(named), { aliasDuplicateObjects: false });
  // Short lists on one line, as people write them.
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return { literal: document.toString({ lineWidth: 0, flowCollectionPadding: false }) };
}

/** The command that stores a secret. It asks for the value: a value on the command line would be seen by others. */
export function storeSecret(stack: string, key: string): Paragraph {
  return { literal: `./observatory pulumi config set --secret observatory:${key} -s ${stack}` };
}

/** The command that takes a key out of a stack file. */
export function removeKey(stack: string, key: string): Paragraph {
  return { literal: `./observatory pulumi config rm observatory:${key} -s ${stack}` };
}

/** A path as people write it: hosts[1].address. */
export function pathText(path: Path): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}

/** a, b and c. */
export function list(words: readonly string[], last: "and" | "or"): string {
  const head = words.slice(0, -1);
  const tail = words.at(-1) ?? "";
  return head.length === 0 ? tail : `${head.join(", ")} ${last} ${tail}`;
}

/** A stack file that cannot be used, with everything that is wrong in it. */
export class SettingsError extends Error {
  /** The file, for example "stacks/Pulumi.docker.yaml". */
  readonly file: string;
  readonly mistakes: readonly Mistake[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    super(report(file, mistakes));
    this.name = "SettingsError";
    this.file = file;
    this.mistakes = mistakes;
  }
}

/** Path of a stack's file, from the root of the checkout. */
export function stackFile(stack: string): string {
  return `stacks/Pulumi.${stack}.yaml`;
}

function report(file: string, mistakes: readonly Mistake[]): string {
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  return `${file} has ${count}.\n\n${numberedList(mistakes)}\n`;
}

/** Mistakes one below the other, each with its number. */
export function numberedList(mistakes: readonly Mistake[]): string {
  const entries = mistakes.map(({ text }, index) => numbered(`${index + 1}. `, text));
  // One-liners stand together; a mistake of several lines has air around it.
  const body = entries.map((entry, index) => {
    const before = index === 0 ? undefined : entries[index - 1];
    const close = before !== undefined && !before.includes("\n");
    return before === undefined ? entry : `${close ? "\n" : "\n\n"}${entry}`;
  });
  return body.join("");
}

function numbered(number: string, text: string): string {
  const indent = " ".repeat(number.length);
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? number + line : line === "" ? "" : indent + line))
    .join("\n");
}

function wrap(prose: string): string {
  const lines: string[] = [];
  for (const word of prose.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= proseWidth)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
