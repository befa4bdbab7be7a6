import { secretOf } from "../platforms/kubernetes/secrets";
import { commandFor } from "../tools/kubectl";
import { progress } from "./engine";
import { UserError } from "./errors";
import { load, type Loaded } from "./load";
import { type Call } from "./main";
import { requireServers } from "./servers";
import { openStack } from "./workspace";

/** Prints the password of Grafana's user admin, which was made at the first `up` and is kept as a secret of the state. */
export async function run({ positionals }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const loaded = load(name);
  requireServers(loaded.settings);
  const stack = await openStack(name, loaded.settings.target, progress);
  const password: unknown = (await stack.outputs())["grafanaAdminPassword"]?.value;
  if (typeof password !== "string") throw new UserError(noPassword(loaded, name));
  console.log(password);
  return 0;
}

function noPassword({ settings, stack }: Loaded, name: string): string {
  const grafana = stack.workloads.find(({ server }) => server === "grafana");
  if (grafana === undefined) return `The stack ${name} runs no Grafana, so there is no password.`;
  const made = `The stack ${name} has no password yet: it is made by ./observatory up ${name}.`;
  const secret = settings.target === "kubernetes" ? secretOf(grafana, settings) : undefined;
  if (secret === undefined) return made;
  const read = ["get", "secret", secret.name, "--namespace", secret.namespace, "--output", "yaml"];
  return `${made} If it was deployed from exported files, its Secret holds it, in base64:\n\n  ${commandFor(read, settings.kubernetes)}`;
}
