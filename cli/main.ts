import { parseArgs } from "node:util";
import { BuildError } from "../tools/build";
import { SettingsError } from "../stacks/settings-errors";
import { absolutePaths } from "./called-from";
import { UserError } from "./errors";

/** A sub-command: its options as `parseArgs` wants them, and what it does. Returns the exit code. */
interface Command {
  readonly usage: string;
  readonly does: string;
  readonly options?: Readonly<
    Record<string, { readonly type: "boolean" | "string"; readonly short?: string }>
  >;
  /** Names of the positional arguments; those that end in "?" may be left out. */
  readonly positionals: readonly string[];
  readonly load: () => Promise<{ run: (call: Call) => Promise<number> }>;
}

/** A call of a sub-command, parsed. */
export interface Call {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Everything behind the sub-command, as typed. */
  readonly raw: readonly string[];
}

const yes = { yes: { type: "boolean", short: "y" } } as const;

const commands: Readonly<Record<string, Command>> = {
  up: {
    usage: "up [stack]",
    does: "bring the stack up, or make it what its stack file says",
    options: { "expect-no-changes": { type: "boolean" } },
    positionals: ["stack?"],
    load: () => import("./up.js"),
  },
  preview: {
    usage: "preview [stack]",
    does: "show what up would do",
    options: { diff: { type: "boolean" } },
    positionals: ["stack?"],
    load: () => import("./preview.js"),
  },
  down: {
    usage: "down [stack] [--delete-data]",
    does: "end the stack; its data stays unless --delete-data",
    options: { "delete-data": { type: "boolean" }, ...yes },
    positionals: ["stack?"],
    load: () => import("./down.js"),
  },
  status: {
    usage: "status [stack]",
    does: "what runs, where, and whether it is well",
    positionals: ["stack?"],
    load: () => import("./status.js"),
  },
  logs: {
    usage: "logs NAME [stack] [--follow]",
    does: "what a server printed",
    options: { follow: { type: "boolean", short: "f" }, lines: { type: "string", short: "n" } },
    positionals: ["name", "stack?"],
    load: () => import("./logs.js"),
  },
  password: {
    usage: "password [stack]",
    does: "the password of Grafana's user admin",
    positionals: ["stack?"],
    load: () => import("./password.js"),
  },
  render: {
    usage: "render [--check]",
    does: "write rendered/, the settings' schema and their page",
    options: { check: { type: "boolean" } },
    positionals: [],
    load: () => import("./render.js"),
  },
  export: {
    usage: "export [--stack NAME] [--to FOLDER]",
    does: "write a stack of a cluster, or content, as plain files for deployment from a repository",
    options: { stack: { type: "string" }, to: { type: "string" } },
    positionals: [],
    load: () => import("./export.js"),
  },
  rules: {
    usage: "rules [stack]",
    does: "every alert: on or off in the stack, its numbers, and why it is off",
    positionals: ["stack?"],
    load: () => import("./rules.js"),
  },
  coverage: {
    usage: "coverage [stack] [--check]",
    does: "what of each subject is collected, shown and alerted, and what is missing",
    options: { check: { type: "boolean" } },
    positionals: ["stack?"],
    load: () => import("./coverage.js"),
  },
  replay: {
    usage: "replay [stack] --from TIME --to TIME [--rules NAMES] [--prometheus URL]",
    does: "how often each alert would have fired on what a Prometheus has recorded",
    options: {
      from: { type: "string" },
      to: { type: "string" },
      rules: { type: "string" },
      prometheus: { type: "string" },
      json: { type: "boolean" },
    },
    positionals: ["stack?"],
    load: () => import("./replay.js"),
  },
  review: {
    usage:
      "review [--base REV] [--stack NAME] [--format md|html|json] [--to FILE] [--exit-code] [--prometheus URL [--from 7d]]",
    does: "in words, what the checkout does otherwise than another revision",
    options: {
      base: { type: "string" },
      stack: { type: "string" },
      format: { type: "string" },
      to: { type: "string" },
      "exit-code": { type: "boolean" },
      prometheus: { type: "string" },
      from: { type: "string" },
    },
    positionals: [],
    load: () => import("./review.js"),
  },
  book: {
    usage: "book [--stack NAME] [--to FOLDER]",
    does: "write every dashboard, alert, runbook, rule, route and setting as pages to read and search",
    options: { stack: { type: "string" }, to: { type: "string" } },
    positionals: [],
    load: () => import("./book.js"),
  },
  test: {
    usage: "test [--e2e [kubernetes|book]]",
    does: "types, lint, unit, render and rule tests; --e2e: real servers, a real API server or a browser",
    options: { e2e: { type: "boolean" } },
    positionals: ["suite?"],
    load: () => import("./test.js"),
  },
  doctor: {
    usage: "doctor",
    does: "what is missing on this machine and how to get it",
    positionals: [],
    load: () => import("./doctor.js"),
  },
  pulumi: {
    usage: "pulumi ARGS",
    does: "the Pulumi CLI with this checkout's state and passphrase",
    positionals: ["..."],
    load: () => import("./pulumi.js"),
  },
};

async function main(argv: readonly string[]): Promise<number> {
  const [name = "help", ...raw] = argv;
  if (["help", "--help", "-h"].includes(name)) return print(usage());
  const command = commands[name];
  if (command === undefined)
    throw new UserError(`${name} is not a command of observatory. Write one of these:\n\n${usage()}`);
  const { run } = await command.load();
  return run(
    command.positionals[0] === "..." ? { positionals: [], options: {}, raw } : parse(name, command, raw),
  );
}

function parse(name: string, command: Command, raw: string[]): Call {
  try {
    const { values, positionals } = parseArgs({
      args: raw,
      options: { ...command.options },
      allowPositionals: true,
    });
    const required = command.positionals.filter((positional) => !positional.endsWith("?")).length;
    if (positionals.length < required || positionals.length > command.positionals.length)
      throw new Error("the number of arguments is wrong");
    return { positionals, options: values as Call["options"], raw };
  } catch (error) {
    throw new UserError(
      `observatory ${name}: ${(error as Error).message}. Write:\n\n  ./observatory ${command.usage}`,
    );
  }
}

function usage(): string {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const lines = Object.values(commands).map(
    (command) => `  ./observatory ${command.usage.padEnd(width)}  ${command.does}`,
  );
  return [
    ...lines,
    "",
    `  The stack is "local" unless another is named; stacks/Pulumi.<stack>.yaml holds its settings.`,
  ].join("\n");
}

function print(text: string): number {
  console.log(text);
  return 0;
}

Object.assign(process.env, absolutePaths(process.env));
main(process.argv.slice(2)).then(
  // What a pipe has not taken yet would be lost with the process.
  (code) => process.stdout.write("", () => process.exit(code)),
  (error: unknown) => {
    const expected =
      error instanceof UserError || error instanceof BuildError || error instanceof SettingsError;
    console.error(expected ? error.message : error);
    process.exit(1);
  },
);
