import { progress } from "./engine";
import { UserError } from "./errors";
import { load } from "./load";
import { type Call } from "./main";
import { openStack } from "./workspace";

/** Prints the password of Grafana's user admin, which was made at the first `up` and is kept as a secret of the state. */
export async function run({ positionals }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const stack = await openStack(name, load(name).settings.target, progress);
  const password: unknown = (await stack.outputs())["grafanaAdminPassword"]?.value;
  if (typeof password !== "string")
    throw new UserError(`The stack ${name} runs no Grafana, so there is no password.`);
  console.log(password);
  return 0;
}
