import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import type { DeliveriesReply, DeliveryItem } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { upperFirst } from "../i18n/dates.ts";
import { text } from "../i18n/reminders.ts";
import { Act, Section } from "../ui/pieces.tsx";
import { ahead, cameOf, type Clock } from "./came.ts";
import { aboutSaid, type Titles } from "./said.ts";

const SHOWN = 7;
const COMING = 3;

interface DeliveriesProps {
  api: Pick<Api, "deliveries">;
  titles: Titles;
  clock: Clock;
}

type Asked = DeliveriesReply | "asking" | "offline";

/** What was planned, and what became of what was: from the server, which alone knows. */
export function Deliveries({ api, titles, clock }: DeliveriesProps): VNode {
  const [list, setList] = useState<Asked>("asking");
  const ask = (): void => {
    api.deliveries().then(setList, () => {
      setList((before) => (before === "asking" ? "offline" : before));
    });
  };
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === "visible") ask();
    };
    ask();
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
    };
  }, []);
  return (
    <Section title={text.list} id="came">
      {list === "asking" ? <p class="hint">{text.listAsking}</p> : null}
      {list === "offline" ? (
        <>
          <p class="hint">{text.listOffline}</p>
          <Act
            small
            onPress={() => {
              setList("asking");
              ask();
            }}
          >
            {t.tryNow}
          </Act>
        </>
      ) : null}
      {typeof list === "string" ? null : <List list={list} titles={titles} clock={clock} />}
    </Section>
  );
}

function List({ list, titles, clock }: Pick<DeliveriesProps, "titles" | "clock"> & { list: DeliveriesReply }): VNode {
  const [shown, setShown] = useState(SHOWN);
  const older = list.items.length - shown;
  if (list.items.length + list.coming.length === 0) return <p class="hint">{text.listEmpty}</p>;
  return (
    <>
      <ul class="rows">
        {list.coming.slice(0, COMING).map((one) => (
          <li key={one.reminder + one.due_at} class="row">
            <div class="came">
              <b>{upperFirst(ahead(one.due_at, clock.today))}</b>
              <span dir="auto">{aboutSaid(one.about, one.subject, titles)}</span>
              <span class="hint">{text.coming}</span>
            </div>
          </li>
        ))}
        {list.items.slice(0, shown).map((item) => (
          <One key={item.occurrence} item={item} titles={titles} clock={clock} />
        ))}
      </ul>
      {older > 0 ? (
        <Act
          onPress={() => {
            setShown(shown + SHOWN);
          }}
        >
          {text.older(older)}
        </Act>
      ) : null}
    </>
  );
}

function One({ item, titles, clock }: Pick<DeliveriesProps, "titles" | "clock"> & { item: DeliveryItem }): VNode {
  const came = cameOf(item, clock);
  return (
    <li class="row">
      <div class="came">
        <b>{came.when}</b>
        <span dir="auto">{aboutSaid(item.about, item.subject, titles)}</span>
        {came.paths.map((path, nth) => (
          <ul class="path" key={nth}>
            {path.map(({ on, text: said }) => (
              <li key={said} class={on ? "on" : "off"}>
                {said}
              </li>
            ))}
          </ul>
        ))}
        {came.hints.map((hint) => (
          <span class="hint" key={hint}>
            {hint}
          </span>
        ))}
      </div>
    </li>
  );
}
