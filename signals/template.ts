import { contextAfter } from "./variables";

/** What a query template takes: text, a number, another query, or a list that becomes "a, b". */
export type Part = string | number | readonly string[];

/** What a query language says about a text of its own. */
export interface Language {
  readonly name: string;
  /** Position of the first syntax error, or undefined for a correct query. */
  errorAt(query: string): number | undefined;
  /** True if the text is a query that falls apart beside an operator: a + b, -a. */
  isLoose(query: string): boolean;
}

const stringOrSpace = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)|#|\s+/g;

/**
 * Joins a tagged template to a query on one line and checks it.
 *
 * The text is taken as written (raw): "\\." in a template is \\. in the query. Only \${ and \` lose their backslash.
 * A part that is a query of its own with an operator at its top, like `a + b`, gets parentheses unless it already
 * stands alone between brackets or commas, in a string, or is the whole query. So `${sum} / 2` means what it says.
 *
 * Throws an Error for a syntax error, a comment, and a number that is not finite.
 */
export function assemble(language: Language, texts: readonly string[], parts: readonly Part[]): string {
  let query = "";
  texts.forEach((raw, index) => {
    query += literal(raw);
    const part = parts[index];
    if (part === undefined) return;
    // Where another part follows, the text after this one is not the end of the query.
    const more = index + 1 < parts.length ? "…" : "";
    query += placed(language, query, part, literal(texts[index + 1] ?? "") + more);
  });
  return checked(language, query);
}

/** The query on one line, trimmed. Throws an Error for a syntax error or a comment. */
export function checked(language: Language, query: string): string {
  const line = query
    .replace(stringOrSpace, (token: string, quoted: string | undefined) => {
      if (token === "#") throw new Error(commentMessage(language, query));
      return quoted ?? " ";
    })
    .trim();
  const at = language.errorAt(line);
  if (at !== undefined) throw new Error(syntaxMessage(language, line, at));
  return line;
}

function literal(raw: string): string {
  return raw.replace(/\\(\$\{|\$|`)/g, "$1");
}

function placed(language: Language, before: string, part: Part, after: string): string {
  if (typeof part === "number") return numeral(part, after);
  if (typeof part !== "string") return part.join(", ");
  const { quoted, opened } = contextAfter(before);
  if (quoted || /[{[]$/.test(opened)) return part;
  const alone = /(?:^|[(,])\s*$/.test(before) && /^\s*(?:$|[),])/.test(after);
  return !alone && language.isLoose(part) ? `(${part})` : part;
}

function numeral(value: number, after: string): string {
  if (!Number.isFinite(value))
    throw new Error(`${value} stands in a query. Write Inf or NaN in the query's own text.`);
  // -1 ^ 2 is -(1 ^ 2).
  return value < 0 && /^\s*\^/.test(after) ? `(${value})` : String(value);
}

function commentMessage(language: Language, query: string): string {
  return `A ${language.name} query holds a comment. Write the comment in the program, beside the query:\n  ${query.trim()}`;
}

function syntaxMessage(language: Language, line: string, at: number): string {
  const where = at >= line.length ? "at the end" : `at position ${at + 1}`;
  return [
    `${language.name} does not parse ${where}. Something is missing there or too much:`,
    `  ${line}`,
    `  ${" ".repeat(at)}^`,
  ].join("\n");
}
