import { type Duration } from "../../../platforms/workload";

/** What recording rules give for series that are given. */
export interface Situation {
  /** Input series in promtool's notation, `every` apart. */
  readonly input: Readonly<Record<string, string>>;
  /** By recording rule: all that it has recorded at the time `at`, each with its labels as in a selector. */
  readonly expected: Readonly<Record<string, readonly (readonly [labels: string, value: number])[]>>;
  /** @default "15m" */
  readonly at?: Duration;
}

/** The proof of a group's recording rules: a situation that shows all of them. */
export interface Recorded extends Situation {
  /** Situations that cannot be shown with the first one, of some of the rules. @default none */
  readonly others?: readonly Situation[];
  /** Groups whose alerts fire meanwhile. @default none */
  readonly alertsOf?: readonly string[];
  /** Spacing of the values and of the evaluations. @default "15s" */
  readonly every?: Duration;
}
