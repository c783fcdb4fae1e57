import type { VNode } from "preact";
import { later } from "../i18n/later.ts";
import { Act, Kept } from "../ui/pieces.tsx";
import { atHome, installed, offer } from "./install_offer.ts";
import { isApple } from "./label.ts";

const text = later.myPhone;

/** Never in the way: the app works without. */
export function Install(): VNode {
  if (installed.value || atHome()) return <Kept as="safe">{text.installed}</Kept>;
  const ready = offer.value;
  return (
    <>
      <p>{text.installWhy}</p>
      <p class="hint">{text.installNote}</p>
      {ready === null ? (
        <p>{isApple(navigator.userAgent) ? text.installApple : text.installOther}</p>
      ) : (
        <Act
          onPress={() => {
            offer.value = null;
            ready.prompt().catch(() => undefined);
          }}
        >
          {text.installButton}
        </Act>
      )}
    </>
  );
}
