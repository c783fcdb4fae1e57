import { render } from "preact";
import { catchInstallOffer } from "./accounts/install.tsx";
import { takeInvitation } from "./accounts/invitation.ts";
import { connect } from "./api/api.ts";
import { direction, language } from "./i18n/catalogue.ts";
import { Start } from "./start.tsx";
import { keepShell } from "./sync/shell.ts";
import { stayAway } from "./ui/exit.ts";
import { followLinks } from "./ui/navigate.ts";
import "./ui/all.css";

const VERSION = "0.1.0";

const root = document.getElementById("app");
if (root !== null && !stayAway()) {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  catchInstallOffer();
  followLinks();
  const token = takeInvitation();
  render(<Start api={connect()} token={token} updateReady={keepShell()} version={VERSION} />, root);
}
