/** Prometheus' text format, version 0.0.4, as contracts are kept in it. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A metric with all its series; a histogram or summary with those of its parts. */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Reads an exposition. Throws an Error for a line that is none, with its number. */
export function parseExposition(text: string): readonly Family[] {
  const families = new Map<string, { name: string; type: string; help: string; samples: Sample[] }>();
  const family = (name: string) => {
    const found = families.get(name) ?? { name, type: "untyped", help: "", samples: [] };
    families.set(name, found);
    return found;
  };
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const [, keyword, quotedOrNot = "", rest = ""] =
      /^# (HELP|TYPE) ("(?:[^"\\]|\\.)*"|\S+) ?(.*)$/.exec(line) ?? [];
    const name = unquoted(quotedOrNot);
    if (keyword === "HELP") family(name).help = rest;
    else if (keyword === "TYPE") family(name).type = rest;
    else if (!line.startsWith("#")) {
      const sample = parseSample(line);
      if (sample === undefined) throw new Error(`Line ${index + 1} is not a sample: ${line}`);
      family(familyOf(sample.name, (base) => families.get(base)?.type)).samples.push(sample);
    }
  });
  return [...families.values()];
}

function parseSample(line: string): Sample | undefined {
  const [, plain, inner = ""] = /^([a-zA-Z_:][\w:]*)?(?:\{(.*)\})? \S+(?: -?\d+)?$/.exec(line) ?? [];
  const pairs = [...inner.matchAll(/([\w.]+|"(?:[^"\\]|\\.)*")="((?:[^"\\]|\\.)*)"/g)];
  const labels = Object.fromEntries(pairs.map(([, label = "", value = ""]) => [unquoted(label), value]));
  // A name that is no word stands in quotes before the labels.
  const name = plain ?? /^("(?:[^"\\]|\\.)*")(?:,|$)/.exec(inner)?.[1];
  return name === undefined ? undefined : { name: unquoted(name), labels };
}

const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1) : name);

/** A name of a metric or label as the format and queries want it: in quotes where it is no word. */
export const quoted = (name: string): string => (/^[a-zA-Z_:][\w:]*$/.test(name) ? name : `"${name}"`);

/** A sample as a line, with the value 0. Labels are sorted. */
export function sampleLine({ name, labels }: Sample): string {
  const pairs = Object.entries(labels)
    .map(([label, value]) => `${quoted(label)}="${value}"`)
    .sort();
  const word = quoted(name) === name;
  const inner = word ? pairs : [quoted(name), ...pairs];
  return `${word ? name : ""}${inner.length === 0 ? "" : `{${inner.join(",")}}`} 0`;
}

/** The lines before a metric's samples. */
export const headLines = ({
  name,
  type,
  help,
}: Pick<Family, "name" | "type" | "help">): readonly string[] => [
  `# HELP ${quoted(name)} ${help}`.trimEnd(),
  `# TYPE ${quoted(name)} ${type}`,
];

function familyOf(name: string, typeOf: (base: string) => string | undefined): string {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  return ["histogram", "summary"].includes(typeOf(base) ?? "") ? base : name;
}
