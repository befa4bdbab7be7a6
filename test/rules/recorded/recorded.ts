import { type Duration } from "../../../platforms/workload";

/** What a group's recording rules give for series that are given. */
export interface Recorded {
  /** Input series in promtool's notation, `every` apart. */
  readonly input: Readonly<Record<string, string>>;
  /** By recording rule: all that it has recorded at the time `at`, each with its labels as in a selector. */
  readonly expected: Readonly<Record<string, readonly (readonly [labels: string, value: number])[]>>;
  /** Groups whose alerts fire meanwhile. @default none */
  readonly alertsOf?: readonly string[];
  /** Spacing of the values and of the evaluations. @default "15s" */
  readonly every?: Duration;
  /** @default "15m" */
  readonly at?: Duration;
}
