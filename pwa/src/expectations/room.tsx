import type { VNode } from "preact";
import type { FormProps } from "./form.tsx";
import { ListPage } from "./list_page.tsx";
import { LookPage } from "./look_page.tsx";
import { OnePage } from "./one_page.tsx";
import { OutcomePage } from "./outcome_page.tsx";
import { PredictPage } from "./predict_page.tsx";
import type { Screen } from "./screen.ts";
import { SetPage, type Named } from "./set_page.tsx";
import { TherapyPage } from "./therapy_page.tsx";

/** Every screen of this room. */
export function Expectations({ screen, goals, ...props }: FormProps & { screen: Screen; goals: readonly Named[] }): VNode {
  switch (screen.name) {
    case "list":
      return <ListPage {...props} />;
    case "set":
      return <SetPage {...props} {...screen} goals={goals} />;
    case "one":
      return <OnePage {...props} {...screen} />;
    case "look":
      return <LookPage {...props} {...screen} />;
    case "therapy":
      return <TherapyPage {...props} {...screen} />;
    case "predict":
      return <PredictPage {...props} {...screen} />;
    case "outcome":
      return <OutcomePage {...props} {...screen} />;
  }
}
