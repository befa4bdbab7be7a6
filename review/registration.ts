/** A resource as the program registered it: what a deployment would be asked to make, without making it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN; none for the stack itself. */
  readonly parent?: string;
  /** URN of the explicit provider. */
  readonly provider?: string;
  /** URNs, sorted. */
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly replaceOnChanges: readonly string[];
  /** True where the program says that the old one goes before the new one is made. */
  readonly deleteBeforeReplace: boolean;
  /** A value whose change replaces the resource; masked like an input. */
  readonly replacementTrigger?: unknown;
  readonly additionalSecretOutputs: readonly string[];
  /** With secrets and what is not yet known replaced by `secretMark` and `computedMark`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Outputs of the stack or of a component, masked likewise. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}
