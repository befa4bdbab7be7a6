/** What the Kubernetes platform registers for a stack: before anything is made, and once it is. */
import { runtime } from "@pulumi/pulumi";
import { deployKubernetes } from "../../platforms/kubernetes";
import { record } from "../../review/record";
import { type Registration } from "../../review/registration";
import { type Stack } from "../../stacks/observatory";
import { secrets } from "./kubernetes-stack";

type Secrets = Readonly<Record<string, string>>;

const configOf = (values: Secrets): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`observatory:${key}`, value]));

/** As a preview sees it. */
export function deployed(stack: Stack): Promise<readonly Registration[]> {
  return record({
    stack: stack.settings.stack,
    config: configOf(secrets),
    secretKeys: Object.keys(configOf(secrets)),
    program: async () => Object.fromEntries(deployKubernetes(stack)),
  });
}

/** An object of the cluster as it is applied, with secrets in clear. */
export interface Applied {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * As the cluster gets it, with stand-ins for what is generated: the text of a secret is its name.
 *
 * @param values the secrets of the configuration
 * @param hashKey the key with which hashes of secrets are made
 */
export async function applied(
  stack: Stack,
  values: Secrets = secrets,
  hashKey = "a key",
): Promise<readonly Applied[]> {
  const made: Applied[] = [];
  await runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ type, name, inputs }) => {
        const known = inputs as Readonly<Record<string, unknown>>;
        made.push({ type, name, inputs: known });
        const generated = {
          value: name === "secretsHashKey" ? hashKey : `value of ${name}`,
          certificate: `certificate ${name}`,
          key: `key ${name}`,
        };
        return { id: name, state: type.startsWith("kubernetes:") ? known : { ...known, ...generated } };
      },
    },
    "observatory",
    stack.settings.stack,
    false,
  );
  runtime.setAllConfig(configOf(values), Object.keys(configOf(values)));
  await runtime.runInPulumiStack(async () => Object.fromEntries(deployKubernetes(stack)));
  await runtime.disconnect();
  // Which comes first depends on when what is generated is known.
  return made.sort((a, b) => (a.type + a.name < b.type + b.name ? -1 : 1));
}
