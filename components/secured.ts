/**
 * How servers tell each other from strangers where others are in the same network: each has a certificate of the stack's
 * own authority, and those that would tell or do something for anybody want a password. On one host they speak in clear.
 */
import { createHash } from "node:crypto";
import { hashSync } from "bcryptjs";
import { type HealthCheck, type SecretFile, type Site } from "../platforms/workload";
import { toYaml } from "../stacks/yaml";

/** User name of all servers when they call each other. */
export const serversUser = "observatory";

/** Name of the generated secret that holds their password. */
export const serversPassword = "serversPassword";

/** Workloads whose port "http" is not plain HTTP. What users call themselves is: Grafana, and the Collector's OTLP. */
export function isSecured(workload: string): boolean {
  return !/^(collector(-gateway)?|demo|grafana)$/.test(workload);
}

/** Names of secret files. */
const file = {
  authority: "ca.crt",
  certificate: "tls.crt",
  key: "tls.key",
  authorization: "authorization",
  password: "servers-password",
  web: "web.yml",
} as const;

/** What a server needs to be called over TLS; nothing on one host. */
export interface Serving {
  readonly secrets: readonly SecretFile[];
  /** Path of the file that the Prometheus family of servers takes (`--web.config.file`); undefined on one host. */
  readonly webConfig?: string;
  /** Paths of certificate and key, for servers that take them one by one. */
  readonly certificate?: string;
  readonly key?: string;
  readonly health: Pick<HealthCheck, "by">;
}

/** `password`: whether who calls has to give the servers' password as well. */
export function serving(site: Site, workload: string, { password }: { password: boolean }): Serving {
  if (site.identity === undefined) return { secrets: [], health: {} };
  const identity = site.identity(workload);
  const at = site.place(workload);
  const certificate = at.secret(file.certificate);
  const key = at.secret(file.key);
  const server = { tls_server_config: { cert_file: certificate, key_file: key } };
  const web: SecretFile = {
    name: file.web,
    from: { generated: serversPassword },
    part: (secret) =>
      toYaml(password ? { ...server, basic_auth_users: { [serversUser]: bcrypt(secret) } } : server),
    words: password
      ? `YAML: ${JSON.stringify(server)}, and basic_auth_users with ${serversUser} and the bcrypt hash of the password`
      : `YAML: ${JSON.stringify(server)}`,
  };
  return {
    secrets: [
      { name: file.certificate, from: { certificate: identity, is: "certificate" } },
      { name: file.key, from: { certificate: identity, is: "key" } },
      web,
    ],
    webConfig: at.secret(file.web),
    certificate,
    key,
    health: { by: password ? "tcp" : "https" },
  };
}

/** The argument with the file for the Prometheus family of servers, or none. */
export function webConfigArgs({ webConfig }: Serving, flag = "--web.config.file"): readonly string[] {
  return webConfig === undefined ? [] : [`${flag}=${webConfig}`];
}

/** What a server needs that calls others which want no password: it knows them by the authority. None on one host. */
export function authoritySecrets(site: Site, workload: string): readonly SecretFile[] {
  if (site.identity === undefined) return [];
  return [{ name: file.authority, from: { certificate: site.identity(workload), is: "authority" } }];
}

/** What a server needs that calls others; none on one host. */
export function callerSecrets(site: Site, workload: string): readonly SecretFile[] {
  if (site.identity === undefined) return [];
  return [...authoritySecrets(site, workload), { name: file.password, from: { generated: serversPassword } }];
}

/** The password as the header that HTTP knows, for callers that take nothing else; none on one host. */
export function authorizationSecrets(site: Site): readonly SecretFile[] {
  if (site.identity === undefined) return [];
  return [
    {
      name: file.authorization,
      from: { generated: serversPassword },
      part: (secret) => `Basic ${Buffer.from(`${serversUser}:${secret}`).toString("base64")}`,
      words: `"Basic " and the Base64 form of ${serversUser}:PASSWORD`,
    },
  ];
}

/** Path of that header, as a caller sees it. */
export function authorizationFile(site: Site, caller: string): string {
  return site.place(caller).secret(file.authorization);
}

/** Path of the authority's certificate, as a caller sees it; undefined on one host. */
export function authorityFile(site: Site, caller: string): string | undefined {
  return site.identity === undefined ? undefined : site.place(caller).secret(file.authority);
}

/** Path of the file with the servers' password, as a caller sees it. */
export function passwordFile(site: Site, caller: string): string {
  return site.place(caller).secret(file.password);
}

/**
 * How the Prometheus family calls a secured server, as keys of its HTTP client; empty on one host.
 *
 * @param called workload whose name the certificate has to have; left out where the address has a name itself
 */
export function clientOf(
  site: Site,
  caller: string,
  { called, password = true }: { readonly called?: string; readonly password?: boolean } = {},
): Readonly<Record<string, unknown>> {
  const authority = authorityFile(site, caller);
  if (authority === undefined) return {};
  const name = called === undefined ? undefined : site.identity?.(called).names[0];
  return {
    ...(password ? { basic_auth: { username: serversUser, password_file: passwordFile(site, caller) } } : {}),
    tls_config: { ca_file: authority, ...(name === undefined ? {} : { server_name: name }) },
  };
}

/** How Prometheus scrapes a secured server, as keys of a scrape configuration; empty on one host. */
export function scrapeClient(
  site: Site,
  called: string,
  { password = true }: { readonly password?: boolean } = {},
): Readonly<Record<string, unknown>> {
  if (site.identity === undefined) return {};
  return { scheme: "https", ...clientOf(site, "prometheus", { called, password }) };
}

/** bcrypt hash with a salt that follows from the secret: the file is the same each time that it is made. */
function bcrypt(secret: string): string {
  const salt = createHash("sha256")
    .update(`observatory ${secret}`)
    .digest("base64")
    .replace(/[+=]/g, ".")
    .slice(0, 21);
  // The last of 22 letters holds four bits only.
  return hashSync(secret, `$2b$10$${salt}u`);
}
