/** The authority of a stack and the certificates that it issues, as resources whose keys are encrypted in the state. */
import * as pulumi from "@pulumi/pulumi";
import { type Identity } from "../workload";
import { isDue, issue, type KeyPair, lifetimeDays } from "./issue";

interface Inputs {
  readonly identity: Identity;
  readonly days: number;
  /** The authority that signs, as two texts; none for the authority itself. */
  readonly issuer: KeyPair | null;
}

interface Issued extends Inputs, KeyPair {}

/** Makes the pair once, and a new one when it is due, when its names change, or when another authority signs. */
export const provider: pulumi.dynamic.ResourceProvider<Inputs, Issued> = {
  create: (inputs) =>
    Promise.resolve({
      id: inputs.identity.name,
      outs: { ...inputs, ...issue(inputs.identity, inputs.issuer ?? undefined, inputs.days, Date.now()) },
    }),
  update: (_id, _olds, news) =>
    Promise.resolve({
      outs: { ...news, ...issue(news.identity, news.issuer ?? undefined, news.days, Date.now()) },
    }),
  diff: (_id, olds, news) => {
    const changes =
      isDue(olds.certificate, Date.now()) ||
      olds.days !== news.days ||
      JSON.stringify([olds.identity.name, olds.identity.names]) !==
        JSON.stringify([news.identity.name, news.identity.names]) ||
      olds.issuer?.certificate !== news.issuer?.certificate;
    return Promise.resolve({ changes });
  },
};

class IssuedCertificate extends pulumi.dynamic.Resource {
  declare readonly certificate: pulumi.Output<string>;
  declare readonly key: pulumi.Output<string>;

  constructor(
    name: string,
    inputs: { identity: Identity; days: number; issuer: pulumi.Input<KeyPair> | null },
    options: pulumi.CustomResourceOptions,
  ) {
    super(
      provider,
      name,
      { ...inputs, certificate: undefined, key: undefined },
      { ...options, additionalSecretOutputs: ["issuer", "key"] },
      "observatory",
      "Certificate",
    );
  }
}

/** A certificate and its key on their way into files; the key is a secret of the engine. */
export interface Pair {
  readonly certificate: pulumi.Output<string>;
  readonly key: pulumi.Output<string>;
}

/** The authority of a stack: made at the first `up`, then kept. Its key never leaves the state. */
export function authority(name: string, stack: string, options: pulumi.CustomResourceOptions): Pair {
  const identity = { name: `observatory-${stack}`, names: [] };
  const made = new IssuedCertificate(name, { identity, days: lifetimeDays.authority, issuer: null }, options);
  return { certificate: made.certificate, key: pulumi.secret(made.key) };
}

/** A server's certificate, signed by the authority of the stack; an `up` in the last third of its life renews it. */
export function certificate(
  name: string,
  identity: Identity,
  by: Pair,
  options: pulumi.CustomResourceOptions,
): Pair {
  const issuer = pulumi.secret(
    pulumi.all([by.certificate, by.key]).apply(([certificate, key]) => ({ certificate, key })),
  );
  const made = new IssuedCertificate(name, { identity, days: lifetimeDays.server, issuer }, options);
  return { certificate: made.certificate, key: pulumi.secret(made.key) };
}
