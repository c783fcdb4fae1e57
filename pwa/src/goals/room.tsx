import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import type { Store } from "../store/types.ts";
import { OnePage } from "./one_page.tsx";
import { ProposePage } from "./propose_page.tsx";
import type { GoalScreen } from "./screen.ts";

export interface RoomProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
}

/** The screens of this room. A key for each address: what was typed in one form is no start for another. */
export function Goals({ screen, ...props }: RoomProps & { screen: GoalScreen }): VNode {
  if (screen.name === "propose") return <ProposePage key={screen.entry} {...props} entry={screen.entry} />;
  return <OnePage key={`${screen.id}/${screen.entry ?? ""}`} {...props} id={screen.id} entry={screen.entry} />;
}
