import * as pulumi from "@pulumi/pulumi";
import { generatedSecret } from "./generated-secret";
import { type SecretFile, type Workload } from "./workload";

/** Generated secrets by name. */
export type GeneratedSecrets = ReadonlyMap<string, pulumi.Output<string>>;

/** Makes every secret that the workloads want generated: once each, kept in the state. */
export function generateSecrets(workloads: readonly Workload[], parent: pulumi.Resource): GeneratedSecrets {
  const sources = workloads.flatMap(({ secrets = [] }) => secrets.map(({ from }) => from));
  const names = new Set(sources.flatMap((from) => ("generated" in from ? [from.generated] : [])));
  return new Map([...names].sort().map((name) => [name, generatedSecret(name, { parent })]));
}

/** The text of a secret file, still a secret of the engine: encrypted in the state, masked in every display. */
export function secretFile({ from, part }: SecretFile, generated: GeneratedSecrets): pulumi.Output<string> {
  const value =
    "config" in from
      ? new pulumi.Config("observatory").requireSecret(from.config)
      : generated.get(from.generated);
  if (value === undefined) throw new Error(`${JSON.stringify(from)} was not generated`);
  return part === undefined ? value : value.apply(part);
}
