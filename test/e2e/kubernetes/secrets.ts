/** Secrets as whoever deploys an exported stack makes them: with an authority of his own, and passwords that he thinks of. */
import { issue, type KeyPair, lifetimeDays } from "../../../platforms/certificates/issue";
import { type SecretDescription, secretsOf } from "../../../platforms/kubernetes/manifests";
import { type SecretFile, type SecretSource } from "../../../platforms/workload";
import { type Stack } from "../../../stacks/observatory";
import { serversPassword, serversUser } from "../../../components/secured";

/** Makes an authority. */
export function newAuthority(): KeyPair {
  return issue({ name: "observatory", names: [] }, undefined, lifetimeDays.authority, Date.now());
}

/** The Secret that the pods of one workload mount. Throws where they mount none. */
export function secretObject(stack: Stack, workload: string, authority: KeyPair) {
  const secret = secretsOf(stack).find((one) => one.workload === workload);
  if (secret === undefined) throw new Error(`${workload} has no secrets`);
  const { name, namespace } = secret;
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace },
    stringData: textsOf(secret, authority),
  };
}

function textsOf({ entries }: SecretDescription, authority: KeyPair): Record<string, string> {
  // One certificate for each name: its key has to be its own.
  const pairs = new Map<string, KeyPair>();
  const valueOf = (source: SecretSource): string => {
    if ("config" in source) return `config-${source.config}`;
    if ("generated" in source) return `generated-${source.generated}`;
    if (source.is === "authority") return authority.certificate;
    const { certificate: identity } = source;
    const pair = pairs.get(identity.name) ?? issue(identity, authority, lifetimeDays.server, Date.now());
    pairs.set(identity.name, pair);
    return source.is === "certificate" ? pair.certificate : pair.key;
  };
  const text = ({ from, further = [], part }: SecretFile): string =>
    part === undefined ? valueOf(from) : part(valueOf(from), ...further.map(valueOf));
  return Object.fromEntries(entries.map((entry) => [entry.name, text(entry)]));
}

/** Who calls a server that wants the servers' password, as the header says it. */
export const serversAuthorization = `Basic ${Buffer.from(`${serversUser}:generated-${serversPassword}`).toString("base64")}`;
