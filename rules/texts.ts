import { type Duration } from "../platforms/workload";
import { type Unit } from "../signals/signal";
import { valueTemplate, withUnit } from "../signals/unit";
import { inWords } from "./duration";

/** A number with its unit. */
interface Quantity {
  readonly value: number;
  readonly unit: Unit;
}

/** What a text may name in braces. Tuning changes it, so no text states a number itself. */
export interface Facts {
  readonly for: Duration;
  /** Unit of the value of the alert. */
  readonly unit: Unit;
  readonly threshold?: Quantity;
  readonly parameters: Readonly<Record<string, Quantity>>;
}

// A brace of Prometheus' own templates is doubled.
const placeholder = /(?<!\{)\{(\w+)\}(?!\})/g;

/**
 * Writes the facts into a text: {threshold} → "90 %", {for} → "15 minutes", {value} → a template that prints the value in
 * its unit, {floor} → the parameter of that name. Throws an Error for another name.
 */
export function fill(text: string, facts: Facts): string {
  const { threshold, parameters } = facts;
  return text.replace(placeholder, (_, name: string) => {
    if (name === "for") return inWords(facts.for);
    if (name === "value") return valueTemplate(facts.unit);
    const quantity =
      name === "threshold" ? threshold : Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (quantity !== undefined) return withUnit(quantity.value, quantity.unit);
    const known = [
      "for",
      "value",
      ...(threshold === undefined ? [] : ["threshold"]),
      ...Object.keys(parameters),
    ];
    throw new Error(
      `{${name}} is not known in texts of this alert; there is ${known.map((each) => `{${each}}`).join(", ")}`,
    );
  });
}

/** Labels that a Prometheus template reads. */
export function labelsRead(text: string): readonly string[] {
  const found = [...text.matchAll(/\$labels\.(\w+)|index\s+\$labels\s+"([^"]+)"/g)];
  return [...new Set(found.map((match) => match[1] ?? match[2] ?? ""))];
}
