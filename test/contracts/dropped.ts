/** What Prometheus stores of an exposition, by the metric relabelling of its job. */
import { type Sample } from "./exposition";

type Rule = Readonly<Record<string, unknown>>;

/** Whether one of the rules drops a sample. Throws an Error for a rule that does something else. */
export function isDropped({ name, labels }: Sample, rules: readonly Rule[] = []): boolean {
  const all: Readonly<Record<string, string>> = { ...labels, __name__: name };
  return rules.some(({ action, source_labels: sources, regex }) => {
    if (action !== "drop" || !Array.isArray(sources) || typeof regex !== "string")
      throw new Error(`Only rules that drop are known here, not ${JSON.stringify(action)}`);
    const value = sources.map((label) => all[String(label)] ?? "").join(";");
    return new RegExp(`^(?:${regex})$`, "s").test(value);
  });
}
