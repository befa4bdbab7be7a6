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
    const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
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
  const [, name, inner = ""] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+(?: -?\d+)?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const labels = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [label, value]);
  return { name, labels: Object.fromEntries(labels) as Record<string, string> };
}

function familyOf(name: string, typeOf: (base: string) => string | undefined): string {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  return ["histogram", "summary"].includes(typeOf(base) ?? "") ? base : name;
}
