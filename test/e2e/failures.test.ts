/** What stops `up`: one clear error each, and nothing half done. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { stackPaths } from "../../platforms/local/paths";
import { onPath } from "../../tools/find";
import { cloneCheckout, expectSuccess, processesOf, type Checkout, type Outcome } from "./checkout";

const offset = 12_000;
let checkout: Checkout;
const quick = { portOffset: offset, demo: false };

beforeAll(() => {
  checkout = cloneCheckout();
  checkout.settings(quick);
});
afterAll(() => checkout.remove(), 60_000);

/** One error, exit code 1, no stack trace, no process, no resource. */
function expectRefusal({ code, output, stdout }: Outcome): void {
  expect(code).toBe(1);
  expect(output).not.toMatch(/^\s+at .+:\d+/m);
  expect(output).not.toMatch(/\bError:/);
  expect(stdout).not.toMatch(/create +prometheus/);
  expect(processesOf(checkout.root)).toEqual([]);
  expect(existsSync(stackPaths(checkout.root, "local").project)).toBe(false);
}

describe("a port is taken", () => {
  let other: Server;
  afterEach(() => new Promise((resolve) => other.close(resolve)));

  it("names the port, its server, who has it, and what to write", { timeout: 60_000 }, async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(3100 + offset, "127.0.0.1", resolve));
    const outcome = await checkout.observatory("up");
    expectRefusal(outcome);
    expect(outcome.output).toContain(`Port ${3100 + offset} of loki is taken by node (pid ${process.pid}).`);
    expect(outcome.output).toContain("observatory:portOffset:");
  });
});

describe("settings are wrong", () => {
  it("reports every mistake at once and touches nothing", { timeout: 60_000 }, async () => {
    checkout.settings({
      ...quick,
      scrapeIntervall: "5s",
      prometheus: { retention: "two weeks" },
      hosts: [
        { name: "web-1", address: "10.0.0.1:9100" },
        { name: "web-1", address: "10.0.0.2:9100" },
      ],
    });
    const outcome = await checkout.observatory("up");
    checkout.settings(quick);
    expectRefusal(outcome);
    expect(outcome.output).toContain("stacks/Pulumi.local.yaml has 3 mistakes.");
    for (const part of ["scrapeIntervall", "scrapeInterval", "two weeks", "web-1"])
      expect(outcome.output).toContain(part);
  });

  it("says which stacks there are when asked for another", { timeout: 60_000 }, async () => {
    const outcome = await checkout.observatory("up", "prodution");
    expectRefusal(outcome);
    expect(outcome.output).toContain("There is no stack prodution");
    expect(outcome.output).toContain("docker, local");
  });

  it("says what can be typed when a command is wrong", { timeout: 60_000 }, async () => {
    const outcome = await checkout.observatory("upp");
    expectRefusal(outcome);
    expect(outcome.output).toContain("./observatory up [stack]");
  });
});

describe("Go is missing", () => {
  it("says what it is needed for and where to get it", { timeout: 60_000 }, async () => {
    const cache = join(checkout.root, "empty-cache");
    const outcome = await checkout.observatoryWith(
      { ...process.env, PATH: pathWithout("go"), XDG_CACHE_HOME: cache },
      "up",
    );
    expectRefusal(outcome);
    expect(outcome.output).toContain("Go is not installed");
    expect(outcome.output).toContain("https://go.dev/dl");
    expect(existsSync(join(cache, "observatory", "build.lock"))).toBe(false);
  });
});

describe("the disk is full", () => {
  it("says which one before anything is started", { timeout: 60_000 }, () => {
    // A file system of 1 MiB over the checkout's own folder, in a mount namespace that ends with the command.
    const own = join(checkout.root, ".observatory");
    mkdirSync(own, { recursive: true });
    const flags = process.getuid?.() === 0 ? ["--mount"] : ["--map-root-user", "--mount"];
    const script = `mount -t tmpfs -o size=1m tmpfs '${own}' && exec '${join(checkout.root, "observatory")}' up`;
    const { status, stdout, stderr } = spawnSync("unshare", [...flags, "sh", "-c", script], {
      encoding: "utf8",
    });
    const outcome = { code: status ?? -1, stdout, stderr, output: stdout + stderr };
    expectRefusal(outcome);
    expect(outcome.output).toContain("The disk is full");
    expect(outcome.output).toContain("Make room");
  });
});

describe("two commands change the stack at once", () => {
  it("lets one through and tells the other to wait", { timeout: 240_000 }, async () => {
    const outcomes = await Promise.all([checkout.observatory("up"), checkout.observatory("up")]);
    const [done, refused] = outcomes.sort((a, b) => a.code - b.code);
    expect(done?.code, done?.output).toBe(0);
    expect(refused?.code, refused?.output).toBe(1);
    expect(refused?.output).toContain("Another command is changing the stack local right now.");
    expect(refused?.output).toContain("./observatory pulumi cancel");
    expectSuccess(await checkout.observatory("status"));
  });
});

describe("secrets of the checkout", () => {
  const own = (): string => join(checkout.root, ".observatory");

  it("are readable to their owner alone", () => {
    expect(statSync(join(own(), "passphrase")).mode & 0o777).toBe(0o600);
    expect(statSync(own()).mode & 0o777).toBe(0o700);
  });

  it("never reach git", () => {
    execFileSync("git", ["init", "-q"], { cwd: checkout.root });
    const seen = execFileSync("git", ["status", "--porcelain", "--untracked-files=all"], {
      cwd: checkout.root,
      encoding: "utf8",
    });
    expect(seen).not.toContain(".observatory");
  });

  it("leave the committed stack file as it is, to the letter", () => {
    expect(readFileSync(join(checkout.root, "stacks", "Pulumi.local.yaml"), "utf8")).not.toContain(
      "encryptionsalt",
    );
  });

  it("do not fit a stack file of somebody else: told, with the way out", { timeout: 60_000 }, async () => {
    const other = cloneCheckout();
    try {
      other.settings(quick);
      const file = join(other.root, "stacks", "Pulumi.local.yaml");
      const salt = "encryptionsalt: v1:b3Nvqdb1/OE=:v1:CMmABZct0VVw4wts:sRGMns92JeuZqDP2JVZEGubNnaalIw==";
      writeFileSync(file, `${readFileSync(file, "utf8")}${salt}\n`);
      const { code, output } = await other.observatory("up");
      expect(code).toBe(1);
      expect(output).toContain("The passphrase does not fit stacks/Pulumi.local.yaml");
      expect(output).not.toMatch(/^\s+at .+:\d+/m);
    } finally {
      await other.remove();
    }
  });

  it(
    "cannot be replaced in silence: a lost passphrase is told, with the way out",
    { timeout: 60_000 },
    async () => {
      const file = join(own(), "passphrase");
      renameSync(file, `${file}.away`);
      const outcome = await checkout.observatory("up");
      expect(outcome.code).toBe(1);
      expect(outcome.output).toContain(`The passphrase file ${file} is gone`);
      expect(outcome.output).not.toMatch(/^\s+at .+:\d+/m);
      expect(existsSync(file)).toBe(false);
      renameSync(`${file}.away`, file);
    },
  );
});

describe("a server does not start", () => {
  it(
    "names it, shows its last lines and the next command, and keeps nothing of it",
    { timeout: 240_000 },
    async () => {
      expectSuccess(await checkout.observatory("down", "--delete-data", "--yes"));
      // Data that Loki cannot read: a file where its folder should be.
      const data = stackPaths(checkout.root, "local").data("loki");
      mkdirSync(data, { recursive: true });
      writeFileSync(join(data, "chunks"), "not a folder");
      const { code, output } = await checkout.observatory("up");
      expect(code).toBe(1);
      expect(output).toMatch(/loki (ends again and again|is not healthy)/);
      expect(output).toContain("Its last lines:");
      expect(output).toContain("./observatory logs loki local");
      expect(output).not.toMatch(/^\s+at .+:\d+/m);
      expect(readdirSync(stackPaths(checkout.root, "local").processes)).not.toContain("loki.yaml");
      expectSuccess(await checkout.observatory("down", "--delete-data", "--yes"));
      expect(processesOf(checkout.root)).toEqual([]);
    },
  );
});

/** PATH without the folders that have a program. */
function pathWithout(program: string): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.filter((folder) => onPath(program, { PATH: folder }) === undefined).join(delimiter);
}
