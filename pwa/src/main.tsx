import { render } from "preact";
import { version } from "../package.json";
import { catchInstallOffer } from "./accounts/install_offer.ts";
import { takeInvitation, watchInvitations } from "./accounts/invitation.ts";
import { connect } from "./api/api.ts";
import { direction, language } from "./i18n/catalogue.ts";
import { Start } from "./start.tsx";
import { keepShell } from "./sync/shell.ts";
import { stayAway } from "./ui/exit.ts";
import { followLinks } from "./ui/navigate.ts";
import "./ui/all.css";

const root = document.getElementById("app");
if (root !== null && !stayAway()) {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  catchInstallOffer();
  followLinks();
  watchInvitations();
  const token = takeInvitation();
  render(<Start api={connect()} token={token} updateReady={keepShell()} version={version} />, root);
}
