/** A stack as files for who deploys from a repository: plain objects, and a page that says which Secrets they expect. */
import { type Stack } from "../../stacks/observatory";
import { toYaml } from "../../stacks/yaml";
import { type SecretFile, type SecretSource } from "../workload";
import { type Manifest } from "./manifest";
import { manifests, type SecretDescription, secretsOf } from "./manifests";

/** Page that says how to make the Secrets. */
export const secretsPage = "SECRETS.md";

/** Folder of the objects. They have one of their own: `kubectl apply -f` would take the list of them for one more. */
const folder = "objects";

/** Objects that belong to no workload; the name comes before all others, as they are needed first. */
export const stackFile = `${folder}/00-stack.yaml`;

/**
 * Text of each file by path: one for the stack as a whole, one for each workload. `kubectl apply` takes the files of a
 * folder by name, and the objects of a file one after the other. Nothing secret is in them.
 */
export function exportFiles(stack: Stack): ReadonlyMap<string, string> {
  const byFile = new Map<string, Manifest[]>();
  for (const manifest of manifests(stack)) {
    const file = fileOf(manifest);
    byFile.set(file, [...(byFile.get(file) ?? []), manifest]);
  }
  const files = [...byFile]
    .map(([name, some]) => [name, some.map((manifest) => toYaml(manifest)).join("---\n")] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([
    ["kustomization.yaml", kustomization(files.map(([path]) => path))],
    ...files,
    [secretsPage, page(secretsOf(stack))],
  ]);
}

/** What `kubectl apply -k`, Argo CD and Flux read: the files that belong together. */
export function kustomization(resources: readonly string[]): string {
  return toYaml({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources });
}

function fileOf({ metadata: { labels = {} } }: Manifest): string {
  const workload = labels["app.kubernetes.io/name"];
  return workload === undefined ? stackFile : `${folder}/10-${workload}.yaml`;
}

function page(secrets: readonly SecretDescription[]): string {
  const head = `# Secrets

The pods wait for these Secrets, which hold what must not be in a repository. Make each of them with the tool that you
keep secrets with (External Secrets, Sealed Secrets, SOPS), or by hand:

1. Make the namespaces: \`kubectl apply --server-side -f ${stackFile}\`
2. In an empty folder outside of any repository, write the text of each key into a file of that name, readable to you
   alone (\`umask 077\`) and without an end of line (\`printf %s\` or an editor, not \`echo\`).
3. Run the command of each Secret in that folder, then delete the folder.
4. Apply the rest: \`kubectl apply --server-side -k .\`

Servers read their secrets when they start. After a change: \`kubectl rollout restart\` with the kind and name of the
workload.
`;
  if (secrets.length === 0) return "# Secrets\n\nThis stack needs none.\n";
  return [head, ...secrets.map(section)].join("\n");
}

function section({ name, namespace, workload, entries }: SecretDescription): string {
  const rows = entries.map((entry) => `| \`${entry.name}\` | ${textOf(entry)} |`);
  const files = entries.map((entry) => `--from-file=${entry.name}`).join(" ");
  return `## ${name}

For ${workload}, in the namespace ${namespace}.

| key | text |
| --- | --- |
${rows.join("\n")}

\`\`\`sh
kubectl create secret generic ${name} --namespace ${namespace} ${files}
\`\`\`
`;
}

/** What a key holds. Throws for a text that is made of a secret without words that say how. */
function textOf({ name, from, further = [], part, words }: SecretFile): string {
  const sources = [from, ...further].map(sourceText).join(", ");
  if (part === undefined) return sources;
  if (words === undefined)
    throw new Error(
      `the secret file ${name} is made by a function and has no words; write words beside part`,
    );
  return `${words}; made of ${sources}`;
}

function sourceText(from: SecretSource): string {
  if ("config" in from) return `the secret \`observatory:${from.config}\``;
  if ("generated" in from)
    return `a random text of 32 letters and digits, the same wherever \`${from.generated}\` is named`;
  const { name, names } = from.certificate;
  switch (from.is) {
    case "authority":
      return "the certificate of your authority, as PEM; the same in all Secrets";
    case "certificate":
      return `a certificate of that authority for ${name}, as PEM, with the DNS names ${names.join(", ")}`;
    case "key":
      return `the key of that certificate of ${name}, as PEM`;
  }
}
