import { secretKey } from "./settings";

/** A secret that a stack needs. */
export interface RequiredSecret {
  /** Its key, without "observatory:". */
  readonly key: string;
  readonly kind: "dsn" | "url" | "credential";
  /** Name of the database or the receiver that needs it, or the setting. */
  readonly owner: string;
}

/** What of the settings decides which secrets are needed; also of settings that are not complete yet. */
interface Needing {
  readonly postgres?: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined;
  readonly receivers?:
    Readonly<Record<string, { readonly url?: string | undefined } | undefined>> | undefined;
  readonly objectStorage?: object | undefined;
  readonly grafana?: { readonly database?: object | undefined } | undefined;
}

/** User and password, or key and secret key, of what a setting names. */
export const credentials = {
  objectStorage: ["objectStorageAccessKey", "objectStorageSecretKey"],
  "grafana.database": ["grafanaDatabaseUser", "grafanaDatabasePassword"],
} as const;

/** The secret that is meant by a key inside of a setting, where people write user and password elsewhere. */
export function credentialAt(at: readonly (string | number)[]): string | undefined {
  const owner = (["objectStorage", "grafana.database"] as const).find(
    (one) => one === at.slice(0, -1).join("."),
  );
  if (owner === undefined) return undefined;
  const [user, password] = credentials[owner];
  const key = String(at.at(-1));
  if (/secret|pass|pwd|token/i.test(key)) return password;
  return /access|key|user|login|credential/i.test(key) ? user : undefined;
}

/** The secrets that these settings need: a DSN for each database, a URL for each receiver that has none, credentials. */
export function requiredSecrets({
  postgres = [],
  receivers = {},
  objectStorage,
  grafana,
}: Needing): RequiredSecret[] {
  const needing = [
    ...(objectStorage === undefined ? [] : (["objectStorage"] as const)),
    ...(grafana?.database === undefined ? [] : (["grafana.database"] as const)),
  ];
  return [
    ...needing.flatMap((owner) =>
      credentials[owner].map((key): RequiredSecret => ({ key, kind: "credential", owner })),
    ),
    ...postgres.flatMap((database): RequiredSecret[] =>
      database?.name === undefined
        ? []
        : [{ key: secretKey(database.name, "Dsn"), kind: "dsn", owner: database.name }],
    ),
    ...Object.entries(receivers).flatMap(([name, receiver]): RequiredSecret[] =>
      receiver === undefined || receiver.url !== undefined
        ? []
        : [{ key: secretKey(name, "Url"), kind: "url", owner: name }],
    ),
  ];
}
