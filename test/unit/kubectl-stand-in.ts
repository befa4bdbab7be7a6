/** A program that answers as kubectl would of some cluster. A real program, since how arguments arrive matters. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** What is answered to arguments that begin with these, after those that say which cluster. */
export type Answers = Readonly<Record<string, string | { readonly code: number; readonly stderr: string }>>;

export interface StandIn {
  readonly program: string;
  /** Folder that holds it and nothing else that can run. */
  readonly folder: string;
  /** The arguments of every call so far, one call a line. */
  calls(): readonly string[];
}

/** Goes away with the test. A call that no answer is for fails. The longest match counts. */
export function kubectlStandIn(answers: Answers): StandIn {
  const folder = mkdtempSync(join(tmpdir(), "observatory-kubectl-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, "kubectl");
  const log = join(folder, "calls");
  writeFileSync(log, "");
  const cases = Object.entries(answers)
    .sort(([a], [b]) => b.length - a.length)
    .map(([args, answer], index) => {
      const text = typeof answer === "string" ? answer : answer.stderr;
      writeFileSync(join(folder, `answer-${index}`), text === "" ? "" : `${text}\n`);
      const to = typeof answer === "string" ? "" : ` >&2; exit ${answer.code}`;
      return `  "${args}"*) /bin/cat '${join(folder, `answer-${index}`)}'${to} ;;`;
    });
  const script = [
    "#!/bin/sh",
    `echo "$*" >> '${log}'`,
    `while :; do case "$1" in --context=*|--kubeconfig=*) shift ;; *) break ;; esac; done`,
    `case "$*" in`,
    ...cases,
    `  *) echo "no answer for: $*" >&2; exit 99 ;;`,
    "esac",
  ];
  writeFileSync(program, `${script.join("\n")}\n`);
  chmodSync(program, 0o700);
  return {
    program,
    folder,
    calls: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => line !== ""),
  };
}
