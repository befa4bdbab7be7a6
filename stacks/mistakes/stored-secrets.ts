/** Secrets that are stored: too few, too many, or in the wrong place. */
import { credentialAt, requiredSecrets } from "../secret-keys";
import { secretKey } from "../settings";
import { type Mistake, mistake, type Path, pathText, removeKey, storeSecret, yaml } from "../settings-errors";
import { type Draft, type Given } from "./given";
import { didYouMean } from "./nearest";
import { exampleOf, nodeAt, settingNames, valueAt } from "./schema-node";

/** `told` are keys of which another mistake speaks already. */
export function storedSecretMistakes(draft: Draft, given: Given, told: readonly string[]): Mistake[] {
  const nested = given.nestedSecrets ?? [];
  const known = [...told, ...nested.map((path) => ownKey(path, given))];
  return [
    ...nested.map((path) => nestedSecret(path, given)),
    ...missing(draft, given).filter(({ at }) => !known.includes(String(at[0]))),
    ...unused(draft, given).filter(({ at }) => !known.includes(String(at[0]))),
  ];
}

/** Pulumi hands secrets inside of objects over in plain text, and they end up so in its state. */
function nestedSecret(path: Path, given: Given): Mistake {
  const [top] = path;
  if (path.length === 1) {
    const node = nodeAt(path, {});
    return mistake(
      path,
      `${top} is stored as a secret, or holds one. Settings are plain, and secrets have keys of their own, for example ordersDsn. Type:`,
      removeKey(given.stack, String(top)),
      "and write, for example:",
      yaml({ [String(top)]: node === undefined ? undefined : exampleOf(node) }),
    );
  }
  const key = ownKey(path, given);
  const fact = `${pathText(path)} is a secret inside of a setting, where it would lose its protection. Take the line away`;
  // Of other settings, nothing can be a secret.
  if (key === "") return mistake(path, `${fact}, and write it in plain text: nothing here has to be secret.`);
  return mistake(path, `${fact}, and store it as a key of its own. Type:`, storeSecret(given.stack, key));
}

/** The top-level key in which a nested secret belongs; "" where it has none. */
function ownKey(path: Path, { values }: Given): string {
  const [top, item, ...rest] = path;
  if (top === "receivers" && typeof item === "string" && rest[0] === "url") return secretKey(item, "Url");
  if (top === "postgres" && typeof item === "number" && rest[0] !== "name" && rest[0] !== "port") {
    const name = valueAt([top, item, "name"], values);
    return secretKey(typeof name === "string" ? name : "orders", "Dsn");
  }
  return credentialAt(path) ?? "";
}

function missing(draft: Draft, { stack, values, secretKeys, secretsElsewhere }: Given): Mistake[] {
  if (secretsElsewhere === true) return [];
  return requiredSecrets(draft)
    .filter(({ key, kind, owner }) => {
      // A URL of the wrong form is told elsewhere.
      const written = kind === "url" && valueAt(["receivers", owner, "url"], values) !== undefined;
      return !secretKeys.includes(key) && !written;
    })
    .map(({ key, kind, owner }) =>
      kind === "credential"
        ? mistake([key], `${owner} is set, and the secret ${key} is missing. Type:`, storeSecret(stack, key))
        : kind === "dsn"
          ? mistake(
              [key],
              `The DSN of the database ${owner} is missing. Type:`,
              storeSecret(stack, key),
              "and at its prompt the DSN, for example:",
              { literal: `postgresql://observatory:PASSWORD@db.example.com:5432/${owner}?sslmode=require` },
            )
          : mistake(
              [key],
              `The URL of the receiver ${owner} is missing. Write, for example:`,
              yaml({ receivers: { [owner]: { kind: "webhook", url: "https://alerts.example.com/hook" } } }),
              "or, if the URL holds a token or a password, type:",
              storeSecret(stack, key),
            ),
    );
}

function unused(draft: Draft, { stack, values, secretKeys }: Given): Mistake[] {
  const { postgres, receivers } = draft;
  const required = requiredSecrets(draft).map(({ key }) => key);
  // While a database or a receiver cannot be read, its secret is not known.
  const unread = [
    ...(postgres?.every((database) => database?.name !== undefined) === true ? [] : ["Dsn"]),
    ...(receivers !== undefined && !Object.values(receivers).includes(undefined) ? [] : ["Url"]),
  ];
  const withUrl = new Map(
    Object.keys(receivers ?? {})
      .filter((name) => valueAt(["receivers", name, "url"], values) !== undefined)
      .map((name) => [secretKey(name, "Url"), name]),
  );
  return secretKeys
    .filter((key) => !required.includes(key) && !settingNames.includes(key))
    .filter((key) => withUrl.has(key) || !unread.some((ending) => key.endsWith(ending)))
    .map((key) => {
      const receiver = withUrl.get(key);
      const fact =
        receiver === undefined
          ? `The secret ${key} is used by nothing.${didYouMean(key, required)}`
          : `The secret ${key} is used by nothing, because receivers.${receiver}.url is set. Keep one of the two.`;
      return mistake([key], `${fact} To take the secret away, type:`, removeKey(stack, key));
    });
}
