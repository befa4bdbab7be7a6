/** Reads Prometheus' text format, version 0.0.4, as far as tests need it. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  readonly types: Readonly<Record<string, string>>;
  readonly help: Readonly<Record<string, string>>;
  /** Sum of the samples of this name whose labels include these. NaN if there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number;
}

export function parseExposition(text: string): Exposition {
  const samples: Sample[] = [];
  const types: Record<string, string> = {};
  const help: Record<string, string> = {};
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, keyword, metric = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (keyword === "HELP") help[metric] = rest;
    else if (keyword === "TYPE") types[metric] = rest;
    else samples.push(parseSample(line));
  }
  const value = (name: string, labels: Readonly<Record<string, string>> = {}): number => {
    const fitting = samples.filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([key, wanted]) => sample.labels[key] === wanted),
    );
    return fitting.length === 0 ? Number.NaN : fitting.reduce((sum, sample) => sum + sample.value, 0);
  };
  return { samples, types, help, value };
}

function parseSample(line: string): Sample {
  const [, name, inner = "", value] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`not a sample: ${line}`);
  const labels = [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text]);
  return {
    name,
    labels: Object.fromEntries(labels) as Record<string, string>,
    value: Number(value.replace("Inf", "Infinity")),
  };
}
