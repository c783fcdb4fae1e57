import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";
import { Act } from "../ui/pieces.tsx";
import { Stop } from "./stop.tsx";

const text = later.myPhone;

interface OtherProps {
  api: Api;
  /** Of the person who wrote on this phone so far. */
  store: Store;
  onKept: () => void;
  /** After the wipe the invitation that was used goes on. */
  onStopped: () => void;
}

/** The invitation that was used is not for the person who wrote on this phone: one of the two has to give way. */
export function OtherPage({ api, store, onKept, onStopped }: OtherProps): VNode {
  const [busy, setBusy] = useState(false);
  const keep = (): void => {
    setBusy(true);
    // The cookie is the other person's by now. Where it cannot be given back, nothing is sent under it all the same.
    api
      .signOut()
      .catch(() => undefined)
      .finally(onKept);
  };
  return (
    <Page title={text.otherTitle} lede={text.otherLede}>
      <div class="sec">
        <Act look="main" wide busy={busy} onPress={keep}>
          {text.otherKeep}
        </Act>
        <p class="hint">{text.otherKeepHint}</p>
        <Stop api={api} store={store} open={text.otherGo} hint={text.otherGoHint} signsOut={false} onStopped={onStopped} />
      </div>
    </Page>
  );
}
