import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a stack keeps everything on this machine: below .observatory/<stack> of its checkout, so that two checkouts are strangers. */
export interface StackPaths {
  readonly base: string;
  config(workload: string): string;
  data(workload: string): string;
  secrets(workload: string): string;
  /** File that takes what a server prints. */
  log(workload: string): string;
  readonly logs: string;
  /** One process definition per workload, from which the project file is made. */
  readonly processes: string;
  /** The project file of process-compose. */
  readonly project: string;
  readonly supervisorLog: string;
}

export function stackPaths(root: string, stack: string): StackPaths {
  const base = join(root, ".observatory", stack);
  return {
    base,
    config: (workload) => join(base, "config", workload),
    data: (workload) => join(base, "data", workload),
    secrets: (workload) => join(base, "secrets", workload),
    log: (workload) => join(base, "logs", `${workload}.log`),
    logs: join(base, "logs"),
    processes: join(base, "processes"),
    project: join(base, "process-compose.yaml"),
    supervisorLog: join(base, "process-compose.log"),
  };
}

/**
 * The socket on which the stack's supervisor listens. A socket's path may have 107 bytes at most; for a deep
 * checkout it lies in a folder of this user in the temporary directory instead.
 */
export function supervisorSocket(base: string): string {
  const near = join(base, "supervisor.sock");
  if (Buffer.byteLength(near) <= 100) return near;
  const name = createHash("sha256").update(base).digest("hex").slice(0, 12);
  return join(tmpdir(), `observatory-${process.getuid?.() ?? 0}`, `${name}.sock`);
}
