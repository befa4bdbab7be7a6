/** Rights at the Kubernetes API, as the server is asked about them. */
import { type Cluster } from "./cluster";
import { type User } from "./api";

/** One right: in one namespace, or in all where none is given. */
export type Right =
  | {
      readonly verb: string;
      readonly group: string;
      /** With its subresource behind a slash: "pods/exec". */
      readonly resource: string;
      readonly namespace?: string;
    }
  | { readonly verb: string; readonly path: string };

/** A service account as the API server sees its pods. */
export function accountUser(namespace: string, account: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${account}`,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
  };
}

/** A right in words; its namespace, or in all of them. */
export function words(right: Right): string {
  if ("path" in right) return `${right.verb} ${right.path}`;
  const { verb, group, resource, namespace } = right;
  return `${verb} ${group === "" ? resource : `${group}/${resource}`}${namespace === undefined ? "" : ` in ${namespace}`}`;
}

/** Asks for each right whether a user has it. Returns those that he has, in words. */
export async function allowed(cluster: Cluster, user: User, rights: readonly Right[]): Promise<string[]> {
  const answers = await Promise.all(rights.map((right) => isAllowed(cluster, user, right)));
  return rights.filter((_, index) => answers[index] === true).map(words);
}

async function isAllowed({ call }: Cluster, user: User, right: Right): Promise<boolean> {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: { user: user.name, groups: user.groups, ...attributes(right) },
  };
  const { status, body } = await call("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", review);
  if (status !== 201) throw new Error(`the review of ${words(right)} was answered with ${status}: ${body}`);
  return (JSON.parse(body) as { status: { allowed: boolean } }).status.allowed;
}

function attributes(right: Right): object {
  if ("path" in right) return { nonResourceAttributes: { verb: right.verb, path: right.path } };
  const { verb, group, namespace } = right;
  const [resource, subresource] = right.resource.split("/");
  const where = namespace === undefined ? {} : { namespace };
  return { resourceAttributes: { verb, group, resource, ...where, ...(subresource ? { subresource } : {}) } };
}

interface Rules {
  readonly incomplete: boolean;
  readonly resourceRules: readonly {
    readonly verbs: readonly string[];
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
  }[];
  readonly nonResourceRules: readonly {
    readonly verbs: readonly string[];
    readonly nonResourceURLs: readonly string[];
  }[];
}

/**
 * Every right that a user has in a namespace, in words and without the namespace: also what he has in all of them, and
 * what everybody has.
 */
export async function allRights({ call }: Cluster, user: User, namespace: string): Promise<string[]> {
  const review = {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    spec: { namespace },
  };
  const path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
  const { status, body } = await call("POST", path, review, user);
  if (status !== 201) throw new Error(`the review of ${user.name} was answered with ${status}: ${body}`);
  const rules = (JSON.parse(body) as { status: Rules }).status;
  if (rules.incomplete) throw new Error(`the server does not tell all rights of ${user.name}: ${body}`);
  const ofResources = rules.resourceRules.flatMap(({ verbs, apiGroups, resources, resourceNames }) =>
    verbs.flatMap((verb) =>
      apiGroups.flatMap((group) =>
        resources.map((resource) => words({ verb, group, resource }) + named(resourceNames)),
      ),
    ),
  );
  const others = rules.nonResourceRules.flatMap(({ verbs, nonResourceURLs }) =>
    verbs.flatMap((verb) => nonResourceURLs.map((url) => words({ verb, path: url }))),
  );
  return [...new Set([...ofResources, ...others])].sort();
}

const named = (names: readonly string[] = []): string => (names.length === 0 ? "" : ` (${names.join(", ")})`);
