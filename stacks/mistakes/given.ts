import { type z } from "zod";
import { type Tuning } from "../../rules/rule";
import { type SettingsInput } from "../settings";
import { type Mistake } from "../settings-errors";

/** What the checks need to know of the rest of the program. */
export interface Catalogue {
  readonly alerts: readonly {
    readonly name: string;
    readonly hasThreshold: boolean;
    /** Names of its parameters. @default none */
    readonly parameters?: readonly string[];
    /** What is wrong with a tuning of it, a sentence each. @default nothing */
    readonly problems?: (tuning: Tuning) => readonly string[];
  }[];
  /** uids. */
  readonly dashboards: readonly string[];
  /** Ports of every server but the postgres exporters, before portOffset. @default those of stacks/versions.ts */
  readonly ports?: readonly { readonly port: number; readonly owner: string }[];
  /** Names of the program's own scrape jobs. @default none */
  readonly jobs?: readonly string[];
  /** What content for servers that exist may name: groups of rules, and jobs that rules or dashboards select. @default nothing */
  readonly content?: () => { readonly rules: readonly string[]; readonly jobs: readonly string[] };
}

/** What a stack file or the engine gives, before any check. No secret value is in it. */
export interface Source {
  readonly stack: string;
  /** Plain settings by key, without "observatory:", typed as YAML gives them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the secrets that are stored, without "observatory:". */
  readonly secretKeys: readonly string[];
  /** True where secrets are kept by other means than Pulumi's, so that none is missing. @default false */
  readonly secretsElsewhere?: boolean;
  /** Places of secrets inside of settings, for example ["receivers", "oncall", "url"]. @default none */
  readonly nestedSecrets?: readonly (readonly (string | number)[])[];
  /** Keys of other namespaces, as written, for example "pulumi:tags". @default none */
  readonly otherKeys?: readonly string[];
}

export interface Given extends Source {
  readonly catalogue: Catalogue;
}

type Loose<T> = T extends readonly (infer Item)[]
  ? (Loose<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

/**
 * Settings as far as they are right, with defaults: what is wrong in form is undefined in its place, so that the
 * other checks run all the same and speak of nothing that is not known.
 */
export type Draft = Loose<SettingsInput>;

/** Finds mistakes of one subject. Pure. */
export type Finder = (draft: Draft, given: Given) => Mistake[];

/** What zod says of the values. */
export type Issues = z.core.$ZodIssue[];
