/** Reads the text of a stack file: plain settings with their types, names of secrets, and no secret. */
import { type Document, LineCounter, parseDocument } from "yaml";
import { type Source } from "./mistakes/given";
import { didYouMean } from "./mistakes/nearest";
import { settingNames } from "./mistakes/schema-node";
import { decodeScalar } from "./scalar";
import { list, type Mistake, mistake, type Path, SettingsError } from "./settings-errors";

/** What Pulumi knows beside `config`; it ignores everything else without a word. */
const topLevel = ["config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"];

/** Keys of a stack file as Pulumi sees them: "observatory:x", "observatory:config:x" and "x" are the same setting. */
const ours = /^(?:observatory:(?:config:)?)?([^:]*)$/;

/**
 * Reads a stack file. Settings are not checked: that is for parseSettings.
 *
 * @throws SettingsError where the text is not YAML or not a stack file.
 */
export function readStackText(file: string, stack: string, text: string): Source {
  const content = parseYaml(file, text);
  if (content === null || content === undefined) return { stack, values: {}, secretKeys: [] };
  const mistakes = stackFileMistakes(content);
  if (mistakes.length > 0) throw new SettingsError(file, mistakes);
  const config = Object.entries((content as { config?: Record<string, unknown> | null }).config ?? {});
  const own = config.flatMap(([key, value]) => {
    const name = ours.exec(key)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  const twice = own.filter(([key], index) => own.findIndex(([other]) => other === key) < index);
  if (twice.length > 0)
    throw new SettingsError(
      file,
      twice.map(([key]) => writtenTwice(key)),
    );
  const plain = own.filter(([, value]) => !isSecure(value));
  const secure = own.filter(([, value]) => isSecure(value)).map(([key]) => key);
  return {
    stack,
    values: Object.fromEntries(plain.map(([key, value]) => [key, decode(withoutSecrets(value))])),
    secretKeys: secure.filter((key) => !settingNames.includes(key)),
    nestedSecrets: [
      ...secure.filter((key) => settingNames.includes(key)).map((key) => [key]),
      ...plain.flatMap(([key, value]) => secretPlaces([key], value)),
    ],
    otherKeys: config.map(([key]) => key).filter((key) => !ours.test(key)),
  };
}

function parseYaml(file: string, text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const broken = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return mistake([line, col], syntaxError(error.code, line, col));
  });
  // After the first break, what follows is guesswork; keys that stand twice break nothing.
  const repeatedOnly = document.errors.every(({ code }) => code === "DUPLICATE_KEY");
  if (broken.length > 0) throw new SettingsError(file, repeatedOnly ? broken : broken.slice(0, 1));
  return contentOf(file, document);
}

function contentOf(file: string, document: Document.Parsed): unknown {
  try {
    return document.toJS() as unknown;
  } catch {
    const text =
      "The file uses an alias (*name) without its anchor (&name). Write the value itself, or in quotes.";
    throw new SettingsError(file, [mistake([], text)]);
  }
}

/** What went wrong, by yaml's codes. Its own texts repeat parts of the line. */
const syntaxErrors: Readonly<Record<string, string>> = {
  BAD_ALIAS: "a value that begins with * or & stands in quotes",
  BAD_DQ_ESCAPE: "in double quotes, a backslash is written twice",
  BAD_INDENT: "its indentation does not fit the lines above",
  BAD_SCALAR_START: "a value that begins with this sign stands in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a value with a colon and a space stands in quotes, and a key in a line of its own",
  DUPLICATE_KEY: "it repeats a key of the same group; keep one of the two",
  MISSING_CHAR: "a quote, a bracket, a comma or a colon is missing",
  MULTILINE_IMPLICIT_KEY: "a colon is missing behind a key",
  MULTIPLE_DOCS: "a stack file is one document, without ---",
  TAB_AS_INDENT: "it is indented with a tab, and YAML wants spaces",
};

function syntaxError(code: string, line: number, column: number): string {
  const why = syntaxErrors[code] ?? "look here, and at the line above, for a sign too many or too few";
  return `Line ${line}, column ${column}, is not YAML: ${why}.`;
}

function stackFileMistakes(content: unknown): Mistake[] {
  const example = { literal: "config:\n  observatory:target: local" };
  if (!isObject(content))
    return [mistake([], "The file is not a group of keys. Write, for example:", example)];
  const unknown = Object.keys(content)
    .filter((key) => !topLevel.includes(key))
    .map((key) => {
      const place = /^observatory:/.test(key)
        ? " It belongs below config:, indented by two spaces."
        : undefined;
      const hint = didYouMean(key, topLevel) || ` A stack file has ${list(topLevel, "and")}.`;
      return mistake(
        [key],
        `${key} is nothing that Pulumi reads at the top of a stack file.${place ?? hint}`,
      );
    });
  const { config } = content;
  const wrong = config === undefined || config === null || isObject(config);
  return wrong
    ? unknown
    : [...unknown, mistake(["config"], "config is not a group of keys. Write, for example:", example)];
}

function writtenTwice(key: string): Mistake {
  return mistake(
    [key],
    `${key} is set twice, with observatory: before it and without. Keep observatory:${key}.`,
  );
}

/** Texts at the top only: deeper down, Pulumi keeps types. */
function decode(value: unknown): unknown {
  return typeof value === "string" ? decodeScalar(value) : value;
}

/** As in Pulumi: an object with the one key "secure". */
function isSecure(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

function secretPlaces(at: Path, value: unknown): Path[] {
  if (isSecure(value)) return [at];
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => secretPlaces([...at, index], item));
  return isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => secretPlaces([...at, key], inner))
    : [];
}

/** Positions in lists stay, so that paths stay right. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => (isSecure(item) ? undefined : withoutSecrets(item)));
  if (!isObject(value)) return value;
  const plain = Object.entries(value).filter(([, inner]) => !isSecure(inner));
  return Object.fromEntries(plain.map(([key, inner]) => [key, withoutSecrets(inner)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
