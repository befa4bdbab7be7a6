/** Secrets that stand in the plain part of a stack file. No text of this file repeats a value. */
import { secretKey } from "../settings";
import {
  type Mistake,
  mistake,
  type Paragraph,
  type Path,
  pathText,
  removeKey,
  storeSecret,
  yaml,
} from "../settings-errors";
import { credentialAt, credentials, requiredSecrets } from "../secret-keys";
import { type Draft, type Given } from "./given";
import { isSecretName, looksSecret, secretIn } from "./looks-secret";
import { didYouMean } from "./nearest";
import { nodeAt, settingNames, valueAt } from "./schema-node";

export interface PlainSecret extends Mistake {
  /** The key under which it is to be stored, if it is of use at all. */
  readonly key?: string;
}

const leaked = "If others have seen the file, change the secret as well.";

/** Every secret in plain text, each told once, at the place that has to change. */
export function plainSecrets(draft: Draft, given: Given): PlainSecret[] {
  const found = [
    ...topLevel(draft, given),
    ...inPostgres(given),
    ...inReceivers(given),
    ...inProbes(given),
    ...besideCredentials(given),
  ];
  const elsewhere = texts([], given.values)
    .filter(
      ({ at, text }) => secretIn(text) !== undefined && !found.some((known) => startsWith(at, known.at)),
    )
    .map(({ at, text }) =>
      mistake(
        at,
        `${placeText(at)} holds ${secretIn(text)} in plain text, and nothing here needs one. Take it away. ${leaked}`,
      ),
    );
  return [...found, ...elsewhere];
}

/** True for a place at or below another. */
export function startsWith(path: Path, start: Path): boolean {
  return start.every((part, index) => part === path[index]);
}

function topLevel(draft: Draft, { values, stack }: Given): PlainSecret[] {
  const required = requiredSecrets(draft).map(({ key }) => key);
  return Object.keys(values)
    .filter((key) => !settingNames.includes(key))
    .flatMap((key): PlainSecret[] => {
      if (required.includes(key))
        return [
          {
            key,
            ...mistake(
              [key],
              `${key} is a secret and stands in plain text. ${leaked} Type this, and the secret at its prompt; it takes the place of the line:`,
              storeSecret(stack, key),
            ),
          },
        ];
      if (!isSecretName(key)) return [];
      const hint = didYouMean(key, required);
      const owner = /^([a-z][A-Za-z0-9]*)Dsn$/
        .exec(key)?.[1]
        ?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const watch: Paragraph[] =
        owner === undefined || hint !== "" || !Array.isArray(valueAt(["postgres"], values) ?? [])
          ? []
          : [
              "To watch that database, write and type:",
              yaml({ postgres: [{ name: owner }] }),
              storeSecret(stack, key),
            ];
      return [
        mistake(
          [key],
          `${key} looks like a secret in plain text, and nothing uses it.${hint} ${leaked} To take it away, type:`,
          removeKey(stack, key),
          ...watch,
        ),
      ];
    });
}

function inPostgres({ values, stack, secretKeys }: Given): PlainSecret[] {
  const databases = valueAt(["postgres"], values);
  if (!Array.isArray(databases)) return [];
  return databases.flatMap((database: unknown, index) => {
    if (typeof database !== "object" || database === null) return [];
    const name = valueAt(["name"], database);
    const owner = typeof name === "string" && !looksSecret(name) ? name : "orders";
    return Object.keys(database)
      .filter((key) => isSecretName(key))
      .map((key) => moved(["postgres", index, key], "a DSN", secretKey(owner, "Dsn"), stack, secretKeys));
  });
}

function inReceivers({ values, stack, secretKeys }: Given): PlainSecret[] {
  const receivers = valueAt(["receivers"], values);
  if (typeof receivers !== "object" || receivers === null || Array.isArray(receivers)) return [];
  return Object.entries(receivers).flatMap(([name, receiver]) => {
    const url = valueAt(["url"], receiver);
    const what = typeof url === "string" ? secretIn(url) : undefined;
    if (what === undefined) return [];
    return [moved(["receivers", name, "url"], what, secretKey(name, "Url"), stack, secretKeys)];
  });
}

function inProbes({ values }: Given): PlainSecret[] {
  const probes = valueAt(["probes"], values);
  if (!Array.isArray(probes)) return [];
  return probes.flatMap((probe: unknown, index) => {
    const target = valueAt(["target"], probe);
    const what = typeof target === "string" ? secretIn(target) : undefined;
    if (what === undefined) return [];
    const at = ["probes", index, "target"];
    return [
      mistake(
        at,
        `${pathText(at)} holds ${what} in plain text. Probes take no secrets: probe an address that needs none. ${leaked}`,
      ),
    ];
  });
}

/** Keys, users and passwords of what the settings name, beside its address. */
function besideCredentials({ values, stack, secretKeys }: Given): PlainSecret[] {
  return Object.keys(credentials).flatMap((owner) => {
    const place = owner.split(".");
    const group = valueAt(place, values);
    if (typeof group !== "object" || group === null || Array.isArray(group)) return [];
    const known = Object.keys(nodeAt(place, values)?.properties ?? {});
    return Object.keys(group).flatMap((name) => {
      const at = [...place, name];
      const key = known.includes(name) ? undefined : credentialAt(at);
      return key === undefined ? [] : [moved(at, "a credential", key, stack, secretKeys)];
    });
  });
}

function moved(at: Path, what: string, key: string, stack: string, stored: readonly string[]): PlainSecret {
  const fact = `${placeText(at)} holds ${what} in plain text. ${leaked} Take the line away`;
  return stored.includes(key)
    ? { key, ...mistake(at, `${fact}; the secret ${key} is stored already.`) }
    : { key, ...mistake(at, `${fact}, and type:`, storeSecret(stack, key)) };
}

/** All texts below a place. */
function texts(at: Path, value: unknown): { readonly at: Path; readonly text: string }[] {
  if (typeof value === "string") return [{ at, text: value }];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => texts([...at, index], item));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts([...at, key], inner));
}

function placeText(at: Path): string {
  return pathText(at.map((part) => (typeof part === "string" && looksSecret(part) ? "…" : part)));
}
