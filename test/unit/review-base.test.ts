import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { filesAt, findBase, mergeBase } from "../../review/base";

const folder = mkdtempSync(join(tmpdir(), "review-base-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const repository = join(folder, "repository");
mkdirSync(join(repository, "rendered", "local"), { recursive: true });
const git = (...args: readonly string[]): string =>
  execFileSync(
    "git",
    ["-C", repository, "-c", "user.name=Trial", "-c", "user.email=trial@example.com", ...args],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  ).trim();
const commit = (text: string): string => {
  writeFileSync(join(repository, "rendered", "local", "a.yml"), text);
  git("add", ".");
  git("commit", "--quiet", "--message", text.trim());
  return git("rev-parse", "--short", "HEAD");
};

git("init", "--quiet", "--initial-branch", "main");
writeFileSync(join(repository, "README"), "nothing is rendered yet\n");
git("add", ".");
git("commit", "--quiet", "--message", "empty");
git("tag", "empty");
const first = commit("first: größer\n");
git("checkout", "--quiet", "-b", "change");
commit("mine\n");
git("checkout", "--quiet", "main");
commit("theirs\n");
git("checkout", "--quiet", "change");

describe("the base of a review", () => {
  it("is where a branch left the other one: what others did since then is no part of the change", () => {
    expect(mergeBase(repository, findBase(repository, "main"))).toEqual({ name: "main", commit: first });
  });

  it("has the files that were committed there, byte for byte", () => {
    const base = findBase(repository, first);
    expect([...filesAt(repository, base, "rendered")]).toEqual([["local/a.yml", "first: größer\n"]]);
  });

  it("has to exist", () => {
    expect(() => findBase(repository, "nowhere")).toThrow(
      "There is no revision nowhere. Write a branch, a tag or a commit that git log knows: --base origin/main.",
    );
    // What looks like an option is no revision either.
    expect(() => findBase(repository, "--all")).toThrow("There is no revision --all.");
  });

  it("has to have been rendered", () => {
    expect(() => filesAt(repository, findBase(repository, "empty"), "rendered")).toThrow(
      /^empty \(\w+\) has no rendered\/, so nothing is known of what it rendered to\. Choose a later base/,
    );
  });

  it("has to be related", () => {
    git("checkout", "--quiet", "--orphan", "stranger");
    git("commit", "--quiet", "--message", "stranger");
    expect(() => mergeBase(repository, findBase(repository, "main"))).toThrow(
      "main and what is checked out have no commit in common. In CI, fetch the whole history (fetch-depth: 0).",
    );
    git("checkout", "--quiet", "change");
  });

  it("needs a checkout, and git", () => {
    const bare = join(folder, "bare");
    mkdirSync(bare);
    expect(() => findBase(bare, "main")).toThrow(`${bare} is not a checkout of git`);
    const path = process.env["PATH"];
    process.env["PATH"] = bare;
    try {
      expect(() => findBase(repository, "main")).toThrow("git is not on this machine");
    } finally {
      process.env["PATH"] = path;
    }
  });
});
