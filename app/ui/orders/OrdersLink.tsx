import { Button } from "#ui/primitives/Button.tsx";
import { openPage } from "#ui/views/route.ts";
import { words } from "./words.ts";

const ID = "orders-opener";

/** The way to the page of all orders, beside the timeline of a program with more than one thread. */
export function OrdersLink() {
  return (
    <Button id={ID} onClick={() => openPage("orders", [], ID)}>
      {words.tryAll}
    </Button>
  );
}
