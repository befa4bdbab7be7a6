/** Asks a server for its metrics as Prometheus does, and reads the answer in whichever form the server chose. */

/**
 * What Prometheus 3.14 asks for unless it is told otherwise: OpenMetrics where a server knows it, and names that are no
 * words as they are, with dots. A server may call its metrics otherwise for those who ask otherwise.
 */
export const accept =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

/** The metrics at a plain HTTP address, in the plain text format. Throws an Error where it answers anything but well. */
export async function scrape(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { accept } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return plainText(await answer.text());
}

/** OpenMetrics in the plain text format, with the names that Prometheus stores; plain text as it is. */
export function plainText(text: string): string {
  // OpenMetrics wants this at its end.
  if (!/\n# EOF\s*$/.test(text)) return text;
  const lines = text.split("\n");
  return lines
    .map((line, index) => {
      const [, keyword, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
      if (keyword === undefined) return withoutExemplar(line);
      // The help stands before the type, without which it does not say whose it is: two metrics may differ by it alone.
      const next = lines[index + 1] ?? "";
      const type =
        keyword === "TYPE" ? rest : next.startsWith(`# TYPE ${name} `) ? (next.split(" ")[3] ?? "") : "";
      const end = suffix[type] ?? "";
      // Some servers give the whole name here as well.
      const whole = name.endsWith(end) ? name : name + end;
      return `# ${keyword} ${whole} ${keyword === "TYPE" ? (plainType[type] ?? type) : rest}`.trimEnd();
    })
    .filter((line) => !/^# (EOF|UNIT)\b/.test(line))
    .join("\n");
}

/** What a sample's name has behind that of its metric. */
const suffix: Readonly<Record<string, string>> = { counter: "_total", info: "_info" };

const plainType: Readonly<Record<string, string>> = {
  gaugehistogram: "untyped",
  info: "gauge",
  stateset: "gauge",
  unknown: "untyped",
};

const withoutExemplar = (line: string): string => line.replace(/ # \{.*$/, "");
