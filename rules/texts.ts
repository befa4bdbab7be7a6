import { type Duration } from "../platforms/workload";
import { type Unit } from "../signals/signal";
import { withUnit } from "../signals/unit";
import { inWords } from "./duration";

/** What a text may name in braces. Tuning changes both, so no text states them itself. */
export interface Facts {
  readonly for: Duration;
  readonly threshold?: { readonly value: number; readonly unit: Unit };
}

// A brace of Prometheus' own templates is doubled.
const placeholder = /(?<!\{)\{(\w+)\}(?!\})/g;

/** Writes the facts into a text: {threshold} → "90 %", {for} → "15 minutes". Throws an Error for another name. */
export function fill(text: string, facts: Facts): string {
  return text.replace(placeholder, (_, name: string) => {
    if (name === "for") return inWords(facts.for);
    if (name === "threshold" && facts.threshold !== undefined)
      return withUnit(facts.threshold.value, facts.threshold.unit);
    const known = facts.threshold === undefined ? "{for}" : "{for} and {threshold}";
    throw new Error(`{${name}} is not known in texts of this alert; there is ${known}`);
  });
}

/** Labels that a Prometheus template reads. */
export function labelsRead(text: string): readonly string[] {
  const found = [...text.matchAll(/\$labels\.(\w+)|index\s+\$labels\s+"([^"]+)"/g)];
  return [...new Set(found.map((match) => match[1] ?? match[2] ?? ""))];
}
