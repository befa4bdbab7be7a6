/** Calls of an API server: a kubectl for each would take a hundred times as long. */
import { type Answer, client, type Trust } from "./https";

/** How a control plane is reached. Plain data, so that another process can be given it. */
export interface Reach {
  /** Address of the API server. */
  readonly url: string;
  /** The certificate that it is known by, as PEM. */
  readonly authority: string;
  /** The administrator's token. */
  readonly token: string;
  readonly kubeconfig: string;
  /** The kubeconfig's one context. */
  readonly context: string;
  /** Path of kubectl. */
  readonly kubectl: string;
  /** Folder of the logs. */
  readonly folder: string;
}

/** Whom the administrator stands in for. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Calls as the administrator, or in place of another user. */
export type Api = (method: string, path: string, body?: object, as?: User) => Promise<Answer>;

/** The API of a server that is reached so. Without an authority, any certificate is taken. */
export function api({ url, token, ...trust }: Pick<Reach, "url" | "token"> & Pick<Trust, "authority">): Api {
  const call = client(
    url,
    `Bearer ${token}`,
    trust.authority === undefined ? {} : { authority: trust.authority },
  );
  return (method, path, body, as) =>
    call(
      method,
      path,
      body,
      as === undefined ? {} : { "impersonate-user": as.name, "impersonate-group": [...as.groups] },
    );
}
