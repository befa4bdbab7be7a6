import * as pulumi from "@pulumi/pulumi";
import { authority, certificate, type Pair } from "./certificates/resources";
import { generatedSecret } from "./generated-secret";
import { type Identity, type SecretFile, type SecretSource, type Workload } from "./workload";

/** Generated secrets by name; parts of certificates as "<name of the workload>/<part>". */
export type GeneratedSecrets = ReadonlyMap<string, pulumi.Output<string>>;

/** Makes every secret and every certificate that the workloads want: once each, kept in the state. */
export function generateSecrets(
  workloads: readonly Workload[],
  stack: string,
  parent: pulumi.Resource,
): GeneratedSecrets {
  const sources = workloads.flatMap(({ secrets = [] }) => secrets.flatMap(sourcesOf));
  const names = new Set(sources.flatMap((from) => ("generated" in from ? [from.generated] : [])));
  const identities = new Map(
    sources.flatMap((from) => ("certificate" in from ? [[from.certificate.name, from.certificate]] : [])),
  );
  return new Map([
    ...[...names].sort().map((name) => [name, generatedSecret(name, { parent })] as const),
    ...certificates(identities, stack, parent),
  ]);
}

function certificates(
  identities: ReadonlyMap<string, Identity>,
  stack: string,
  parent: pulumi.Resource,
): (readonly [string, pulumi.Output<string>])[] {
  if (identities.size === 0) return [];
  const by = authority("authority", stack, { parent });
  return [...identities.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((identity) =>
      parts(identity, certificate(`${identity.name}-certificate`, identity, by, { parent }), by),
    );
}

function parts(identity: Identity, pair: Pair, by: Pair): (readonly [string, pulumi.Output<string>])[] {
  return [
    [generatedName({ certificate: identity, is: "authority" }), by.certificate],
    [generatedName({ certificate: identity, is: "certificate" }), pair.certificate],
    [generatedName({ certificate: identity, is: "key" }), pair.key],
  ];
}

function generatedName(from: Exclude<SecretSource, { readonly config: string }>): string {
  return "generated" in from ? from.generated : `${from.certificate.name}/${from.is}`;
}

/** Everything that a secret file is made of, in the order in which its `part` takes it. */
export const sourcesOf = ({ from, further = [] }: SecretFile): readonly SecretSource[] => [from, ...further];

/** The text of a secret file, still a secret of the engine: encrypted in the state, masked in every display. */
export function secretFile(secret: SecretFile, generated: GeneratedSecrets): pulumi.Output<string> {
  const { from, further = [], part } = secret;
  const first = valueOf(from, generated);
  if (part === undefined) return first;
  return pulumi
    .all([first, ...further.map((source) => valueOf(source, generated))])
    .apply(([text = "", ...others]) => part(text, ...others));
}

function valueOf(from: SecretSource, generated: GeneratedSecrets): pulumi.Output<string> {
  const value =
    "config" in from
      ? new pulumi.Config("observatory").requireSecret(from.config)
      : generated.get(generatedName(from));
  if (value === undefined) throw new Error(`${JSON.stringify(from)} was not generated`);
  return value;
}
