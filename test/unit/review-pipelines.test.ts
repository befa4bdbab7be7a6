import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(__dirname, "..", "..");
const read = <T>(path: string): T => parse(readFileSync(join(root, path), "utf8")) as T;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly if?: string }>>;
}

const review = read<Workflow>(".github/workflows/review.yml");
const comment = read<Workflow>(".github/workflows/review-comment.yml");
const action = read<{ readonly runs: { readonly steps: readonly Step[] } }>(
  ".github/actions/review/action.yml",
);
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);

describe("the workflow that runs a pull request", () => {
  it("may read the code and nothing else, and leaves no credentials for it", () => {
    expect(review.permissions).toEqual({ contents: "read" });
    const checkout = stepsOf(review).find(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect(checkout?.with).toMatchObject({ "fetch-depth": 0, "persist-credentials": false });
    expect(Object.keys(review.on)).toEqual(["pull_request", "workflow_call"]);
  });

  it("uses no secret", () => {
    for (const file of [".github/workflows/review.yml", ".github/actions/review/action.yml"])
      expect(readFileSync(join(root, file), "utf8")).not.toMatch(/\{\{ *(secrets\.|github\.token)/);
  });
});

describe("the workflow that comments", () => {
  it("runs nothing of the pull request", () => {
    expect(stepsOf(comment).map(({ uses = "run" }) => uses.split("@")[0])).toEqual([
      "actions/download-artifact",
      "run",
    ]);
    expect(comment.permissions).toEqual({ actions: "read", "pull-requests": "write" });
  });

  it("knows the pull request from the event, not from what was uploaded", () => {
    const [script = ""] = stepsOf(comment).flatMap(({ run }) => run ?? []);
    expect(script).toContain('-f "head=$HEAD"');
    expect([...script.matchAll(/review\/[\w.]+/g)].map(([path]) => path)).toEqual([
      "review/review.md",
      "review/review.md",
    ]);
  });
});

describe("scripts of pipelines", () => {
  // What GitHub puts into a script is run: the name of a branch can be a command.
  it("take what others wrote from the environment only", () => {
    for (const { run = "" } of [...stepsOf(review), ...stepsOf(comment), ...action.runs.steps])
      expect(run).not.toContain("${{");
  });

  it("call sub-commands and options that there are", () => {
    const text = [".github/actions/review/action.yml", "docs/examples/gitlab-review.yml"]
      .map((file) => readFileSync(join(root, file), "utf8"))
      .join("\n");
    const main = readFileSync(join(root, "cli", "main.ts"), "utf8");
    for (const [, command = "", rest = ""] of text.matchAll(/\.\/observatory (\w+)([^\n]*)/g)) {
      expect(main).toContain(`  ${command}: {`);
      for (const [, option = ""] of rest.matchAll(/--([a-z-]+)/g))
        expect(main).toMatch(new RegExp(`["\\s]${option}"?: \\{ type`));
    }
  });
});
