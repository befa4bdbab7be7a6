import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ownName } from "../platforms/docker/names";
import { stackPaths } from "../platforms/local/paths";
import { checkout } from "../tools/cache";
import { UserError } from "./errors";
import { load } from "./load";
import { type Call } from "./main";

/** Prints what a server printed; `--follow` goes on until interrupted. */
export async function run({ positionals, options }: Call): Promise<number> {
  const [server = "", name = "local"] = positionals;
  const { settings, stack } = load(name);
  const known = stack.workloads.map((workload) => workload.name);
  if (!known.includes(server))
    throw new UserError(`${server} is not a server of the stack ${name}. Write one of: ${known.join(", ")}`);
  const lines = String(options["lines"] ?? "100");
  if (!/^\d+$/.test(lines))
    throw new UserError(`--lines ${lines} is not a number; write, for example, --lines 200`);
  const follow = options["follow"] === true;
  const [program, args] =
    settings.target === "local"
      ? tail(stackPaths(checkout, name).log(server), lines, follow)
      : dockerLogs(ownName(name, server), lines, follow);
  return spawnSync(program, args, { stdio: "inherit" }).status ?? 1;
}

function tail(file: string, lines: string, follow: boolean): [string, string[]] {
  if (!existsSync(file))
    throw new UserError(`There is no ${file} yet: the server never ran. Write ./observatory up`);
  return ["tail", ["-n", lines, ...(follow ? ["-F"] : []), file]];
}

function dockerLogs(container: string, lines: string, follow: boolean): [string, string[]] {
  return ["docker", ["logs", "--tail", lines, ...(follow ? ["--follow"] : []), container]];
}
