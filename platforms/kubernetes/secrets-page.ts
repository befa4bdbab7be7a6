/** The page that comes with exported objects: which Secrets they expect, and how each of them is made. */
import { lifetimeDays } from "../certificates/issue";
import { type Identity, type SecretFile, type SecretSource } from "../workload";
import { type SecretDescription } from "./secrets";

/**
 * The page. No value is in it.
 *
 * @param namespacesFile the file whose objects the Secrets lie in
 * @throws Error for a text that is made of a secret without words that say how
 */
export function secretsText(secrets: readonly SecretDescription[], namespacesFile: string): string {
  if (secrets.length === 0) return "# Secrets\n\nThis stack needs none.\n";
  const certified = secrets.some(({ entries }) => identityOf(entries) !== undefined);
  return [head(namespacesFile), ...(certified ? [authority] : []), ...secrets.map(section)].join("\n");
}

const head = (namespacesFile: string): string => `# Secrets

The pods wait for these Secrets, which hold what must not be in a repository. Make each of them with the tool that you
keep secrets with (External Secrets, Sealed Secrets, SOPS), or by hand:

1. Make the namespaces: \`kubectl apply --server-side -f ${namespacesFile}\`
2. Make a folder outside of any repository, readable to you alone (\`umask 077\`), and in it an empty folder for each Secret.
   There, write the text of each key into a file of that name, without an end of line (\`printf %s\` or an editor, not
   \`echo\`).
3. Run the commands of each Secret in its folder, then delete all of it.
4. Apply the rest: \`kubectl apply --server-side -f .\`

Servers read their secrets when they start. After a change: \`kubectl rollout restart\` with the kind and name of the
workload.
`;

const authority = `## Your authority

The servers know each other by certificates of one authority. Make it once, in the folder above those of the Secrets,
and keep its key: the certificates of the servers last ${lifetimeDays.server} days.

\`\`\`sh
${openssl(lifetimeDays.authority, [
  "-subj /CN=observatory",
  "-addext basicConstraints=critical,CA:TRUE,pathlen:0",
  "-addext keyUsage=critical,keyCertSign,cRLSign",
  "-keyout authority.key -out authority.crt",
])}
\`\`\`
`;

function section({ name, namespace, workload, entries }: SecretDescription): string {
  const rows = entries.map((entry) => `| \`${entry.name}\` | ${textOf(entry)} |`);
  const files = entries.map((entry) => `--from-file=${entry.name}`).join(" ");
  const commands = [
    ...certificateCommands(entries),
    `kubectl create secret generic ${name} --namespace ${namespace} ${files}`,
  ];
  return `## ${name}

For ${workload}, in the namespace ${namespace}.

| key | text |
| --- | --- |
${rows.join("\n")}

\`\`\`sh
${commands.join("\n")}
\`\`\`
`;
}

/** Whose certificate a Secret holds, if it does. */
function identityOf(entries: readonly SecretFile[]): Identity | undefined {
  return entries.flatMap(({ from }) => ("certificate" in from ? [from.certificate] : []))[0];
}

/** How the files with the parts of a certificate are made. */
function certificateCommands(entries: readonly SecretFile[]): readonly string[] {
  const identity = identityOf(entries);
  if (identity === undefined) return [];
  const fileOf = (is: string): string | undefined =>
    entries.find(({ from }) => "certificate" in from && from.is === is)?.name;
  const [ca, certificate, key] = ["authority", "certificate", "key"].map(fileOf);
  const names = identity.names.map((name) => `DNS:${name}`).join(",");
  return [
    ...(certificate === undefined || key === undefined
      ? []
      : [
          openssl(lifetimeDays.server, [
            "-CA ../authority.crt -CAkey ../authority.key",
            `-subj /CN=${identity.name}`,
            "-addext basicConstraints=critical,CA:FALSE",
            "-addext keyUsage=critical,digitalSignature,keyEncipherment",
            "-addext extendedKeyUsage=serverAuth,clientAuth",
            `-addext 'subjectAltName=${names}'`,
            `-keyout ${key} -out ${certificate}`,
          ]),
        ]),
    ...(ca === undefined ? [] : [`cp ../authority.crt ${ca}`]),
  ];
}

/** A call of OpenSSL 3 that makes a key and its certificate. */
function openssl(days: number, options: readonly string[]): string {
  return [`openssl req -x509 -newkey rsa:2048 -nodes -days ${days}`, ...options].join(" \\\n  ");
}

/** What a key holds. */
function textOf({ name, from, further = [], part, words }: SecretFile): string {
  const sources = [from, ...further].map(sourceText).join(", ");
  if (part === undefined) return sources;
  if (words === undefined)
    throw new Error(
      `the secret file ${name} is made by a function and has no words; write words beside part`,
    );
  // A bar would end the cell of the table.
  return `${words.replaceAll("|", "\\|")}; made of ${sources}`;
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
