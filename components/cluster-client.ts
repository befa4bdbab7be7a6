/** How Prometheus speaks to parts of the cluster: keys of a scrape configuration. */
import { type Settings } from "../stacks/settings";

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
 * A kubelet: checked with the cluster's own authority where the settings say that it has signed its certificate. A kubelet
 * makes its certificate itself unless the cluster was set up otherwise, and the only checked way is through the API server
 * then, which needs the right to run commands in every pod.
 */
export function kubeletClient({ kubernetes }: Settings) {
  if (!kubernetes.signedKubelets) return uncheckedClient;
  return { scheme: "https", ...account, tls_config: { ca_file: `${folder}/ca.crt` } };
}

/**
 * The certificate cannot be checked: scheduler and controller manager make it themselves, and so do most kubelets. Who
 * answers in place of a node gets a token that can read metrics and lists of pods and nodes, and no more.
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
