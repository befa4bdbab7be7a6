/**
 * One server of the local target as a resource: its files, its secrets and its supervised process.
 * Runs in the engine's provider process. A change touches only what differs: files that the server can take up
 * are reloaded, others restart it, and what fails is put back as it was.
 */
import { mkdirSync, rmSync } from "node:fs";
import { ensure } from "../../tools/build";
import { findGrafana } from "../../tools/grafana";
import { toYaml } from "../../stacks/yaml";
import { changedFiles, readTree, writeTree } from "./files";
import { fetchText, isHealthy, lastLines, metricValue, waitFor } from "./health";
import { isFree, listener } from "./listeners";
import { stackPaths, type StackPaths } from "./paths";
import {
  define,
  definitionOf,
  remove,
  restartProcess,
  startProcess,
  startSupervisor,
  stateOf,
  type ProcessDefinition,
} from "./supervisor";

/** What the program states of a server. Plain data, kept in the state; `secrets` is encrypted there. */
export interface ServerInputs {
  readonly root: string;
  readonly stack: string;
  readonly name: string;
  /** Name and version, "prometheus 3.14.0": the machine's own path of it is no part of the state. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** Files that the running server takes up when told ("reload") or by itself ("watched"); all others restart it. */
  readonly onChange: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly data: boolean;
  readonly ports: readonly number[];
  readonly health: { readonly url: string; readonly withinSeconds: number };
  readonly reload: { readonly signal: "SIGHUP"; readonly url: string; readonly metric: string } | null;
  readonly stopGraceSeconds: number;
}

/** The inputs and what was found running. */
export interface ServerState extends ServerInputs {
  readonly running: boolean;
}

export const server = {
  async create(inputs: ServerInputs): Promise<{ id: string; outs: ServerState }> {
    const paths = stackPaths(inputs.root, inputs.stack);
    await startSupervisor(inputs.root, inputs.stack);
    if ((await stateOf(paths, inputs.name)) === undefined) await requireFreePorts(inputs);
    try {
      await bringUp(paths, inputs);
    } catch (error) {
      await remove(paths, inputs.name);
      rmSync(paths.config(inputs.name), { recursive: true, force: true });
      rmSync(paths.secrets(inputs.name), { recursive: true, force: true });
      throw error;
    }
    return { id: inputs.name, outs: { ...inputs, running: true } };
  },

  async update(_id: string, olds: ServerState, news: ServerInputs): Promise<{ outs: ServerState }> {
    const paths = stackPaths(news.root, news.stack);
    await startSupervisor(news.root, news.stack);
    try {
      await bringUp(paths, news);
    } catch (error) {
      // What ran before goes on running; if that fails too, the first error is the one that tells why.
      if (olds.running) await bringUp(paths, olds).catch(() => undefined);
      throw error;
    }
    return { outs: { ...news, running: true } };
  },

  /** What really lies on the disk and runs, so that a change by hand is seen and put right. */
  async read(id: string, props: ServerState): Promise<{ id: string; props: ServerState }> {
    const paths = stackPaths(props.root, props.stack);
    const state = await stateOf(paths, props.name);
    const secrets = sameSecrets(paths, props) ? props.secrets : {};
    return {
      id,
      props: {
        ...props,
        files: readTree(paths.config(props.name)),
        secrets,
        running: state?.is_running === true,
      },
    };
  },

  async delete(_id: string, props: ServerState): Promise<void> {
    const paths = stackPaths(props.root, props.stack);
    await remove(paths, props.name);
    rmSync(paths.config(props.name), { recursive: true, force: true });
    rmSync(paths.secrets(props.name), { recursive: true, force: true });
  },

  async diff(_id: string, olds: ServerState, news: ServerInputs): Promise<{ changes: boolean }> {
    const { running, ...before } = withoutProvider(olds);
    return { changes: !running || stable(before) !== stable(withoutProvider(news)) };
  },
};

/** Makes the machine be what the inputs say, and waits until the server is well. */
async function bringUp(paths: StackPaths, inputs: ServerInputs): Promise<void> {
  const definition = await definitionFor(paths, inputs);
  const state = await stateOf(paths, inputs.name);
  if (inputs.data) mkdirSync(paths.data(inputs.name), { recursive: true, mode: 0o700 });
  const secretsChanged = writeTree(paths.secrets(inputs.name), inputs.secrets, 0o600).length > 0;
  const changed = writeTree(paths.config(inputs.name), inputs.files, 0o600);
  const redefined = definitionOf(paths, inputs.name) !== toYaml(definition) || state === undefined;
  const mustRestart = secretsChanged || changed.some((name) => modeOf(inputs, name) === "restart");
  const mustReload = changed.some((name) => modeOf(inputs, name) === "reload");
  if (redefined) await define(paths, inputs.name, definition);
  else if (!state.is_running) await startProcess(paths, inputs.name);
  else if (mustRestart) await restartProcess(paths, inputs.name);
  else if (mustReload) await reload(paths, inputs, state.pid);
  await requireHealthy(paths, inputs);
}

/** What a changed file asks for. A file that is gone was a rule file or a dashboard, which come and go with settings. */
function modeOf(inputs: ServerInputs, file: string): string {
  if (inputs.files[file] !== undefined) return inputs.onChange[file] ?? "restart";
  return inputs.reload === null ? "watched" : "reload";
}

async function definitionFor(paths: StackPaths, inputs: ServerInputs): Promise<ProcessDefinition> {
  const command = await commandOf(inputs);
  const templated = inputs.args.find((arg) => arg.includes("{{"));
  if (templated !== undefined)
    throw new Error(
      `${inputs.name}: the supervisor would take ${templated} for a template; put it into a file`,
    );
  return {
    entrypoint: [...command, ...inputs.args],
    environment: Object.entries(inputs.env)
      .map(([name, value]) => `${name}=${value}`)
      .sort(),
    log_location: paths.log(inputs.name),
    shutdown: { signal: 15, timeout_seconds: inputs.stopGraceSeconds },
    working_dir: paths.base,
  };
}

async function commandOf(inputs: ServerInputs): Promise<string[]> {
  const name = inputs.program.split(" ")[0] ?? "";
  if (name === "node") return [process.execPath];
  if (name !== "grafana") return [await ensure(name, (line) => console.error(line), inputs.root)];
  const grafana = findGrafana();
  if (grafana === undefined)
    throw new Error(
      "No Grafana was found. Install it (https://grafana.com/grafana/download) or set grafana.enabled: false.",
    );
  return [
    grafana.path,
    "server",
    `--homepath=${grafana.home}`,
    `--config=${inputs.env["GF_PATHS_CONFIG"] ?? ""}`,
  ];
}

async function reload(paths: StackPaths, inputs: ServerInputs, pid: number): Promise<void> {
  const how = inputs.reload;
  if (how === null) return restartProcess(paths, inputs.name);
  const timeOf = async (): Promise<number> => metricValue((await fetchText(how.url)).body, how.metric) ?? 0;
  const before = await timeOf();
  process.kill(pid, how.signal);
  if (await waitFor(async () => (await timeOf()) > before, 15_000)) return;
  throw failure(paths, inputs, "did not take up its new configuration and goes on with the old one");
}

async function requireHealthy(paths: StackPaths, inputs: ServerInputs): Promise<void> {
  let restarts: number | undefined;
  let crashed = false;
  const healthy = await waitFor(async () => {
    const state = await stateOf(paths, inputs.name);
    restarts ??= state?.restarts ?? 0;
    // A server that ends three times by itself will not become healthy by waiting.
    crashed = (state?.restarts ?? 0) - restarts >= 3;
    return crashed || (state?.is_running === true && (await isHealthy(inputs.health.url)));
  }, inputs.health.withinSeconds * 1000);
  if (crashed) throw failure(paths, inputs, "ends again and again");
  if (!healthy)
    throw failure(
      paths,
      inputs,
      `is not healthy after ${inputs.health.withinSeconds} s (${inputs.health.url})`,
    );
}

function failure(paths: StackPaths, inputs: ServerInputs, what: string): Error {
  const lines = lastLines(paths.log(inputs.name), 8).map((line) => `  ${line}`);
  const shown = lines.length === 0 ? "It printed nothing." : `Its last lines:\n${lines.join("\n")}`;
  return new Error(
    `${inputs.name} ${what}. ${shown}\nNext: ./observatory logs ${inputs.name} ${inputs.stack}`,
  );
}

async function requireFreePorts(inputs: ServerInputs): Promise<void> {
  for (const port of inputs.ports) {
    if (await isFree("127.0.0.1", port)) continue;
    throw new Error(portTaken(inputs.name, port));
  }
}

/** The fact and the way out, where a port of a server is in use by somebody else. */
export function portTaken(name: string, port: number): string {
  const owner = listener(port);
  return [
    `Port ${port} of ${name} is taken${owner === undefined ? "" : ` by ${owner}`}.`,
    "End that program, or shift all ports of this stack in its stack file, for example:\n\n  observatory:portOffset: 10000\n",
  ].join(" ");
}

function sameSecrets(paths: StackPaths, props: ServerState): boolean {
  return changedFiles(readTree(paths.secrets(props.name)), props.secrets).length === 0;
}

function withoutProvider<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__"))) as T;
}

/** Text of plain data that does not depend on the order of keys: the engine sorts them its own way. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
