import type * as pulumi from "@pulumi/pulumi";

/** What provider.cjs offers: each resource's operations. */
type Operations = Readonly<Record<string, (...args: unknown[]) => Promise<never>>>;

/**
 * The provider of one kind of resource. Its functions are kept as text in the state of every resource, and the
 * engine's provider process knows no TypeScript: so they are one line each, and provider.cjs of the checkout brings
 * the code. A change of the code is then no change of any resource.
 */
export function dynamicProvider(kind: "server" | "supervisor"): pulumi.dynamic.ResourceProvider {
  const of = (props: { root: string }): Operations =>
    require(`${props.root}/platforms/local/provider.cjs`)[kind];
  return {
    create: (inputs) => of(inputs)["create"]!(inputs),
    read: (id, props) => of(props)["read"]!(id, props),
    update: (id, olds, news) => of(news)["update"]!(id, olds, news),
    delete: (id, props) => of(props)["delete"]!(id, props),
    diff: (id, olds, news) => of(news)["diff"]!(id, olds, news),
  };
}
