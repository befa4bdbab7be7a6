import { join, relative, resolve } from "node:path";
import { contentFiles } from "../platforms/content/files";
import { exportFiles, secretsPage } from "../platforms/kubernetes/export";
import { writeOwnFolder } from "../review/own-folder";
import { catalogue } from "../stacks/catalogue";
import { describeFor } from "../stacks/main";
import { type Stack } from "../stacks/observatory";
import { parseSettings } from "../stacks/parse-settings";
import { readStackFile } from "../stacks/read-settings";
import { checkout } from "../tools/cache";
import { calledFrom } from "./called-from";
import { UserError } from "./errors";
import { type Call } from "./main";
import { stackFile } from "./workspace";

/** Writes a stack as plain files, without an engine and without a secret. */
export function run({ options }: Call): Promise<number> {
  const name = typeof options["stack"] === "string" ? options["stack"] : "production";
  const stack = described(name);
  const folder =
    typeof options["to"] === "string" ? resolve(calledFrom(), options["to"]) : join(checkout, "export", name);
  writeExport(folder, filesOf(name, stack), name);
  const shown = relative(calledFrom(), folder) || ".";
  console.log(`${stack.settings.target === "content" ? contentNext(shown) : clusterNext(shown)}`);
  return Promise.resolve(0);
}

/** The stack of a file. Its secrets are made by other means, so that none has to be stored with it. */
function described(name: string): Stack {
  const settings = parseSettings({
    ...readStackFile(stackFile(name)),
    secretsElsewhere: true,
    catalogue,
  });
  return describeFor(settings).stack;
}

function filesOf(name: string, stack: Stack): ReadonlyMap<string, string> {
  const { target } = stack.settings;
  if (target === "kubernetes") return exportFiles(stack);
  if (target === "content") return contentFiles(stack);
  throw new UserError(
    `The stack ${name} has the target ${target}, and only kubernetes and content can be exported. Bring it up instead:\n\n  ./observatory up ${name}`,
  );
}

/**
 * Writes the files of an export into a folder, and takes away what an earlier export wrote and this one does not.
 *
 * @throws UserError for a folder with anything else in it, which would be lost
 */
export function writeExport(folder: string, files: ReadonlyMap<string, string>, stack: string): void {
  const problem = writeOwnFolder(folder, files, { index: ".observatory-export", wrote: "export" });
  if (problem !== undefined)
    throw new UserError(
      `${problem} Name another folder:\n\n  ./observatory export --stack ${stack} --to FOLDER`,
    );
}

function clusterNext(folder: string): string {
  return `The stack is in ${folder}. ${join(folder, secretsPage)} says which Secrets it expects and how to make them. With those:

  kubectl apply --server-side -f ${folder}

Argo CD, Flux and kubectl apply -k find the list of the files in it.`;
}

function contentNext(folder: string): string {
  return `Rules and dashboards are in ${folder}. ${join(folder, "README.md")} says how each form of them is used. In a cluster with
the Prometheus Operator and Grafana's sidecar:

  kubectl apply --server-side -k ${folder}`;
}
