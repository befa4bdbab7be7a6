import { secretKey } from "./settings";

/** A secret that a stack needs. */
export interface RequiredSecret {
  /** Its key, without "observatory:". */
  readonly key: string;
  readonly kind: "dsn" | "url";
  /** Name of the database or the receiver that needs it. */
  readonly owner: string;
}

/** What of the settings decides which secrets are needed; also of settings that are not complete yet. */
interface Needing {
  readonly postgres?: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined;
  readonly receivers?:
    Readonly<Record<string, { readonly url?: string | undefined } | undefined>> | undefined;
}

/** The secrets that these settings need: a DSN for each database, a URL for each receiver that has none. */
export function requiredSecrets({ postgres = [], receivers = {} }: Needing): RequiredSecret[] {
  return [
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
