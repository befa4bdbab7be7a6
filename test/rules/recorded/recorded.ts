/** What a group's recording rules give for series that are given. */
export interface Recorded {
  /** Input series in promtool's notation, 15 s apart. */
  readonly input: Readonly<Record<string, string>>;
  /** By recording rule: all that it has recorded after 15 minutes, each with its labels as in a selector. */
  readonly expected: Readonly<Record<string, readonly (readonly [labels: string, value: number])[]>>;
  /** Groups whose alerts fire meanwhile. @default none */
  readonly alertsOf?: readonly string[];
}
