/** How Prometheus speaks to parts of the cluster: keys of a scrape configuration. */

const folder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Prometheus shows its own token: who it is, and what it may read, is known by its service account. */
const account = { authorization: { credentials_file: `${folder}/token` } };

/**
 * Checked with the cluster's own authority, under a name that every certificate of an API server has: its address need not
 * be in it.
 */
export const apiServerClient = {
  scheme: "https",
  ...account,
  tls_config: { ca_file: `${folder}/ca.crt`, server_name: "kubernetes" },
} as const;

/**
 * The certificate cannot be checked. A kubelet makes it itself unless the cluster was set up to sign it, and scheduler and
 * controller manager always do. The only checked way is through the API server, and needs the right to run commands in
 * every pod. Who answers in place of a node gets a token that can read metrics and lists of pods and nodes, and no more.
 */
export const uncheckedClient = {
  scheme: "https",
  ...account,
  tls_config: { insecure_skip_verify: true },
} as const;

/**
 * What pods of the users may cost. 50,000 series take about 200 MB of memory, a twentieth of that of the smallest
 * Prometheus of a cluster; a service of this stack's contract has at most 1,000. A target that has more fails as a whole,
 * which is seen, and does no harm to others.
 */
export const guarded = { sample_limit: 50_000, body_size_limit: "64MB" } as const;
