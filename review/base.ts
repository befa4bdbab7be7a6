/** What was rendered at another revision, read from git: rendered/ is committed, and tests hold it fresh. */
import { spawnSync } from "node:child_process";
import { type Files } from "./render";

/** A base that cannot be read, in words for whoever asked for it. */
export class BaseError extends Error {
  override readonly name = "BaseError";
}

/** A revision that is there. */
export interface Base {
  /** As it was asked for. */
  readonly name: string;
  /** The commit, abbreviated. */
  readonly commit: string;
}

/**
 * Finds a revision. Throws a BaseError where git is not there, where this is no checkout, and for a revision that does not
 * exist.
 */
export function findBase(root: string, name: string): Base {
  const inside = git(root, ["rev-parse", "--is-inside-work-tree"]);
  if (inside.missing)
    throw new BaseError("git is not on this machine, and the base of a review is read with it. Install git.");
  if (inside.code !== 0)
    throw new BaseError(
      `${root} is not a checkout of git, so it has no base to compare with. Clone the repository instead of copying it.`,
    );
  const found = git(root, ["rev-parse", "--verify", "--quiet", "--short", `${name}^{commit}`]);
  if (found.code !== 0)
    throw new BaseError(
      `There is no revision ${name}. Write a branch, a tag or a commit that git log knows: --base origin/main. In CI, fetch it first (fetch-depth: 0).`,
    );
  return { name, commit: found.output.toString("utf8").trim() };
}

/** The merge base of a revision and what is checked out, so that what others did meanwhile is no part of the change. */
export function mergeBase(root: string, base: Base): Base {
  const found = git(root, ["merge-base", base.commit, "HEAD"]);
  if (found.code !== 0)
    throw new BaseError(
      `${base.name} and what is checked out have no commit in common. In CI, fetch the whole history (fetch-depth: 0).`,
    );
  const short = git(root, ["rev-parse", "--short", found.output.toString("utf8").trim()]);
  return { name: base.name, commit: short.output.toString("utf8").trim() };
}

/** The files below a folder at a revision, by path within the folder. Throws a BaseError where there are none. */
export function filesAt(root: string, { commit, name }: Base, folder: string): Files {
  const listed = git(root, ["ls-tree", "-r", "-z", commit, "--", `${folder}/`]);
  const entries = listed.output
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, id = "", path = ""] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return path === "" ? [] : [{ id, path: path.slice(folder.length + 1) }];
    });
  if (entries.length === 0)
    throw new BaseError(
      `${name} (${commit}) has no ${folder}/, so nothing is known of what it rendered to. Choose a later base, or one of a branch that has it.`,
    );
  const { output, code } = git(root, ["cat-file", "--batch"], entries.map(({ id }) => id).join("\n") + "\n");
  if (code !== 0) throw new BaseError(`git cannot read ${folder}/ of ${name} (${commit}).`);
  return new Map(blobs(output, entries.length).map((text, at) => [entries[at]?.path ?? "", text]));
}

/** The answer of cat-file --batch: for each object a line with its size, its bytes, and a line end. */
function blobs(output: Buffer, count: number): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; texts.length < count;) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString("utf8", at, end).split(" ")[2]);
    texts.push(output.toString("utf8", end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return texts;
}

interface Outcome {
  readonly output: Buffer;
  readonly code: number;
  readonly missing: boolean;
}

function git(root: string, args: readonly string[], input = ""): Outcome {
  const { stdout, status, error } = spawnSync("git", ["-C", root, ...args], {
    input,
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const missing = (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT";
  return { output: stdout ?? Buffer.alloc(0), code: status ?? 1, missing };
}
