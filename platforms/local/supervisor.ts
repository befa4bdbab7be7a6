/**
 * The client of process-compose, which supervises the processes of a stack: it starts them, keeps their output,
 * and brings a process back that ended. Each workload has one definition file; the project file is made of them.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "yaml";
import { toYaml } from "../../stacks/yaml";
import { ensure } from "../../tools/build";
import { alive } from "../../tools/lock";
import { writeAtomically } from "./files";
import { endLeftovers, stackVariable } from "./leftovers";
import { stackPaths, supervisorSocket, type StackPaths } from "./paths";

/** A process as process-compose takes it; the names are its own. */
export interface ProcessDefinition {
  readonly entrypoint: readonly string[];
  readonly environment: readonly string[];
  readonly log_location: string;
  readonly shutdown: { readonly signal: number; readonly timeout_seconds: number };
  readonly working_dir: string;
}

/** What process-compose tells of a process. */
export interface ProcessState {
  readonly name: string;
  readonly status: string;
  readonly pid: number;
  readonly is_running: boolean;
  readonly restarts: number;
  readonly exit_code: number;
  /** Nanoseconds since its start. */
  readonly age: number;
  /** Resident memory in bytes, and share of a core in percent. */
  readonly mem: number;
  readonly cpu: number;
}

/** True while the supervisor answers. */
export async function isAlive(paths: StackPaths): Promise<boolean> {
  try {
    return (await call(paths, "GET", "/live")).status === 200;
  } catch {
    return false;
  }
}

/** Starts the supervisor, detached from this process and without its environment, and with the processes that are defined. */
export async function startSupervisor(root: string, stack: string): Promise<void> {
  const paths = stackPaths(root, stack);
  if (await isAlive(paths)) return;
  await endLeftovers(paths);
  const program = await ensure("process-compose", (line) => console.error(line), root);
  const socket = supervisorSocket(paths.base);
  mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
  mkdirSync(paths.logs, { recursive: true, mode: 0o700 });
  rmSync(socket, { force: true });
  // It starts empty: a project that it started with processes restarts them at the first update.
  writeAtomically(paths.project, toYaml(project({})), 0o600);
  const args = [
    "up",
    "-f",
    paths.project,
    "-D",
    "--keep-project",
    "-t=false",
    "--disable-dotenv",
    "-U",
    "-u",
    socket,
    "-L",
    paths.supervisorLog,
  ];
  const { status, stderr } = spawnSync(program, args, {
    cwd: paths.base,
    env: cleanEnvironment(paths),
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Error(
      `The supervisor process-compose did not start: ${stderr.trim().split("\n").at(-1) ?? ""}`,
    );
  for (let waited = 0; !(await isAlive(paths)); waited += 50) {
    if (waited > 10_000)
      throw new Error(`The supervisor process-compose does not answer; its log is ${paths.supervisorLog}`);
    await sleep(50);
  }
  await applyDefinitions(paths);
}

/** Ends the supervisor with all its processes; returns when it is gone. */
export async function stopSupervisor(root: string, stack: string): Promise<void> {
  const paths = stackPaths(root, stack);
  if (!(await isAlive(paths))) return endLeftovers(paths);
  const pids = supervisorPids(paths);
  await call(paths, "POST", "/project/stop").catch(() => undefined);
  // It stops to answer before it has ended.
  while ((await isAlive(paths)) || pids.some(alive)) await sleep(50);
  rmSync(supervisorSocket(paths.base), { force: true });
}

/** The process of the supervisor: the one whose command line names this stack's project file. */
export function supervisorPids(paths: StackPaths): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines
    .filter((line) => line.includes(` up -f ${paths.project} `))
    .map((line) => Number(line.trim().split(" ")[0]));
}

/** The servers' environment: nothing of the caller's but what programs need to run; above all no passphrase. */
function cleanEnvironment(paths: StackPaths): NodeJS.ProcessEnv {
  const kept = [
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
  ];
  const entries = kept.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return { ...Object.fromEntries(entries), [stackVariable]: paths.base };
}

// Updates of the project are made one after the other: each takes all definitions that lie there.
let lastUpdate: Promise<void> = Promise.resolve();

/** Defines a process, or defines it anew; it is (re)started if the definition is another one. */
export function define(paths: StackPaths, name: string, definition: ProcessDefinition): Promise<void> {
  return inTurn(async () => {
    writeAtomically(definitionFile(paths, name), toYaml(definition), 0o600);
    await applyDefinitions(paths);
  });
}

/** Ends a process and forgets it. */
export function remove(paths: StackPaths, name: string): Promise<void> {
  return inTurn(async () => {
    rmSync(definitionFile(paths, name), { force: true });
    if (await isAlive(paths)) await applyDefinitions(paths);
  });
}

/** The definition of a process as it lies there, or undefined. */
export function definitionOf(paths: StackPaths, name: string): string | undefined {
  const file = definitionFile(paths, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

export async function states(paths: StackPaths): Promise<readonly ProcessState[]> {
  const { body } = await call(paths, "GET", "/processes");
  return (JSON.parse(body) as { data: ProcessState[] | null }).data ?? [];
}

/** The state of one process; undefined if it is not defined or the supervisor is away. */
export async function stateOf(paths: StackPaths, name: string): Promise<ProcessState | undefined> {
  if (!(await isAlive(paths))) return undefined;
  return (await states(paths)).find((state) => state.name === name);
}

/** Ends a process and leaves it so, until somebody starts it. */
export const stopProcess = (paths: StackPaths, name: string): Promise<void> =>
  expectOk(paths, "PATCH", `/process/stop/${name}`);
export const startProcess = (paths: StackPaths, name: string): Promise<void> =>
  expectOk(paths, "POST", `/process/start/${name}`);
export const restartProcess = (paths: StackPaths, name: string): Promise<void> =>
  expectOk(paths, "POST", `/process/restart/${name}`);

function inTurn(update: () => Promise<void>): Promise<void> {
  const next = lastUpdate.then(update, update);
  lastUpdate = next.catch(() => undefined);
  return next;
}

function definitionFile(paths: StackPaths, name: string): string {
  return join(paths.processes, `${name}.yaml`);
}

async function applyDefinitions(paths: StackPaths): Promise<void> {
  mkdirSync(paths.processes, { recursive: true, mode: 0o700 });
  const names = readdirSync(paths.processes)
    .filter((file) => file.endsWith(".yaml"))
    .sort();
  const definitions = Object.fromEntries(
    names.map((file) => [
      file.slice(0, -".yaml".length),
      parse(readFileSync(join(paths.processes, file), "utf8")) as ProcessDefinition,
    ]),
  );
  writeAtomically(paths.project, toYaml(project(definitions)), 0o600);
  await expectOk(paths, "POST", "/project/configuration");
}

function project(definitions: Readonly<Record<string, ProcessDefinition>>) {
  const processes = Object.entries(definitions).map(([name, definition]) => [
    name,
    {
      ...definition,
      availability: { restart: "always", backoff_seconds: 1 },
      is_dotenv_disabled: true,
      // Lines as the server printed them; 20 MiB a file, so that a chatty server cannot fill the disk.
      log_configuration: {
        disable_json: true,
        fields_order: ["message"],
        flush_each_line: true,
        no_color: true,
        no_metadata: true,
        rotation: { max_backups: 2, max_size_mb: 20 },
      },
    },
  ]);
  return {
    version: "0.5",
    disable_env_expansion: true,
    processes: Object.fromEntries(processes) as Record<string, unknown>,
  };
}

async function expectOk(paths: StackPaths, method: string, path: string): Promise<void> {
  const { status, body } = await call(paths, method, path);
  if (status < 400) return;
  // A process that ends in the moment in which it is told to end is waited for in vain, and the signal after it finds
  // nobody (ESRCH). It is gone, as asked; what else the call was to do is done by asking again.
  if (isGone(body)) return isStop(path) ? undefined : retry(paths, method, path);
  throw new Error(refused(method, path, body));
}

async function retry(paths: StackPaths, method: string, path: string): Promise<void> {
  const { status, body } = await call(paths, method, path);
  if (status >= 400) throw new Error(refused(method, path, body));
}

const isStop = (path: string): boolean => path.startsWith("/process/stop/");
const refused = (method: string, path: string, body: string): string =>
  `The supervisor refused ${method} ${path}: ${body.trim()}`;

/** True for the answer that the system's kill gave; for a name that it does not know the supervisor adds the name. */
function isGone(body: string): boolean {
  return body.trim() === '{"error":"no such process"}';
}

function call(paths: StackPaths, method: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath: supervisorSocket(paths.base), method, path, timeout: 330_000 },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
        );
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`The supervisor did not answer ${method} ${path}`)));
    sent.on("error", reject);
    sent.end();
  });
}
