import * as pulumi from "@pulumi/pulumi";

/**
 * Makes the value once: `diff` never sees a change, so that nothing that happens later makes another one.
 * The functions are serialised into the state and use globals only: an import would be taken along whole.
 */
const provider: pulumi.dynamic.ResourceProvider<object, { value: string }> = {
  create: () => {
    const value = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url");
    return Promise.resolve({ id: "made", outs: { value } });
  },
  diff: () => Promise.resolve({ changes: false }),
};

class GeneratedSecret extends pulumi.dynamic.Resource {
  declare readonly value: pulumi.Output<string>;

  constructor(name: string, options: pulumi.CustomResourceOptions) {
    super(
      provider,
      name,
      { value: undefined },
      { ...options, additionalSecretOutputs: ["value"] },
      "observatory",
      "GeneratedSecret",
    );
  }
}

/**
 * A random secret that is made at the first `up` and then stays, encrypted, in the state of the stack: 32 characters
 * that need no escaping in files and URLs. For a new one: `pulumi up --replace URN`.
 */
export function generatedSecret(
  name: string,
  options: pulumi.CustomResourceOptions = {},
): pulumi.Output<string> {
  // Marked here as well: the engine marks the outputs of resources that it has made, and previews have none yet.
  return pulumi.secret(new GeneratedSecret(name, options).value);
}
