/** Orders of the demo, in memory: the newest thousand. */
import { z } from "zod";

/** What POST /orders takes. */
export const orderSchema = z.strictObject({
  item: z.enum(["book", "lamp", "pen"]),
  quantity: z.number().int().min(1).max(100),
});

export type Order = Readonly<z.output<typeof orderSchema>> & { readonly id: number };

/** Most orders that are kept; the oldest goes first. */
export const orderLimit = 1000;

export interface Orders {
  place(order: z.output<typeof orderSchema>): Order;
  find(id: string): Order | undefined;
  /** The newest first, at most 20. */
  newest(): readonly Order[];
}

export function createOrders(): Orders {
  const orders = new Map<string, Order>();
  let last = 0;
  return {
    place: (wanted) => {
      last += 1;
      const order = { id: last, ...wanted };
      orders.set(String(order.id), order);
      orders.delete(String(order.id - orderLimit));
      return order;
    },
    find: (id) => orders.get(id),
    newest: () => [...orders.values()].slice(-20).reverse(),
  };
}
