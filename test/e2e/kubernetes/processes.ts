/** Programs that run beside a test, each with a log of its own, and that end with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";

/** Programs that were started together. */
export interface Processes {
  /** Starts a program; what it prints goes to `<name>.log` in the folder. */
  start(name: string, path: string, args: readonly string[], env?: Readonly<Record<string, string>>): void;
  /** Waits for what a program is to do. Throws with its last lines when it has ended or the seconds are over. */
  until(name: string, what: string, within: number, holds: () => Promise<boolean>): Promise<void>;
  /** Ends all of them, the last one first. The folder stays. */
  stop(): Promise<void>;
}

/** Starts nothing yet. The folder takes the logs. */
export function processes(folder: string): Processes {
  const children = new Map<string, ChildProcess>();
  // A test run that is broken off leaves nothing behind: neither programs, nor the keys in the folder.
  const kill = (): void => {
    for (const child of children.values()) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", kill);
  return {
    start(name, path, args, env = {}) {
      const log = openSync(join(folder, `${name}.log`), "a");
      const child = spawn(path, [...args], {
        cwd: folder,
        env: { PATH: process.env["PATH"], HOME: folder, ...env },
        stdio: ["ignore", log, log],
      });
      closeSync(log);
      children.set(name, child);
    },
    async until(name, what, within, holds) {
      const end = Date.now() + within * 1000;
      while (!(await holds())) {
        const child = children.get(name);
        const ended = child === undefined || child.exitCode !== null || child.signalCode !== null;
        if (ended || Date.now() > end)
          throw new Error(
            `${what}: ${ended ? `${name} has ended` : `not within ${within} s`}. The last lines of ${name}:\n${lastLines(folder, name)}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async stop() {
      for (const child of [...children.values()].reverse()) await end(child);
      process.removeListener("exit", kill);
    },
  };
}

/** The last lines that a program printed. */
export function lastLines(folder: string, name: string): string {
  return readFileSync(join(folder, `${name}.log`), "utf8")
    .trim()
    .split("\n")
    .slice(-15)
    .join("\n");
}

/** The last lines of every program with a log in the folder. */
export function allLastLines(folder: string): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".log"))
    .map((file) => file.slice(0, -".log".length))
    .sort()
    .map((name) => `The last lines of ${name}:\n${lastLines(folder, name)}`)
    .join("\n\n");
}

/** Ports on 127.0.0.1 that nobody listens on, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listenAnywhere(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

/** Without a chance to tidy up: what they have written is thrown away. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}
