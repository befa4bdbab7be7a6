import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { secretFile, type GeneratedSecrets } from "../secrets";
import { type Workload } from "../workload";
import { type SecretContent } from "./carrier";

/** The secret files of a workload with their text, by name. */
export function secretContents(workload: Workload, generated: GeneratedSecrets): readonly SecretContent[] {
  return [...(workload.secrets ?? [])]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((secret) => ({ name: secret.name, content: secretFile(secret, generated) }));
}

/**
 * A value that changes with the secrets, itself a secret: the container is replaced when it does. Servers read secret
 * files at their start only, and a plain hash of a short password would give it away.
 * In a list, because a preview takes a trigger that is itself a secret output for changed every time (seen with Pulumi
 * 3.220), though `up` then replaces nothing.
 */
export function secretsTrigger(contents: readonly SecretContent[]): readonly [pulumi.Output<string>] {
  const hash = pulumi
    .all(contents.map(({ content }) => content))
    .apply((texts) => createHash("sha256").update(JSON.stringify(texts)).digest("hex"));
  return [pulumi.secret(hash)];
}
