import type { VNode } from "preact";
import { text } from "../i18n/reminders.ts";

/** How to put the app on an iPhone's Home Screen, with a picture for each step. */
export function HomeScreen(): VNode {
  const [share, add, open] = text.installSteps;
  return (
    <ol class="howto">
      <li>
        <span>{share}</span>
        <Share />
      </li>
      <li>
        <span>{add}</span>
        <Add />
      </li>
      <li>
        <span>{open}</span>
        <Open />
      </li>
    </ol>
  );
}

function Share(): VNode {
  return (
    <svg viewBox="0 0 240 72" role="img" aria-label={text.sharePicture}>
      <path class="pic-line" d="M28 36h12M70 36h12M160 36h12M202 36h12" />
      <path class="pic" d="M115 32h-5v19h22V32h-5M121 41V20M115.5 25.5 121 20l5.5 5.5" />
      <circle class="pic-hot" cx="121" cy="36" r="25" />
    </svg>
  );
}

function Add(): VNode {
  return (
    <svg viewBox="0 0 240 96" role="img" aria-label={text.addPicture}>
      <rect class="pic-face" x="14" y="10" width="212" height="76" rx="12" />
      <path class="pic-line" d="M30 27h70M30 69h54" />
      <path class="pic-line" d="M30 48h112" opacity="1" />
      <rect class="pic" x="192" y="38" width="20" height="20" rx="5" />
      <path class="pic" d="M202 43v10M197 48h10" />
      <rect class="pic-hot" x="20" y="33" width="200" height="30" rx="9" />
    </svg>
  );
}

function Open(): VNode {
  const places = [30, 84, 192];
  return (
    <svg viewBox="0 0 240 80" role="img" aria-label={text.openPicture}>
      {places.map((x) => (
        <rect key={x} class="pic-face" x={x - 18} y="20" width="40" height="40" rx="10" />
      ))}
      <rect class="pic-face" x="120" y="20" width="40" height="40" rx="10" />
      <path class="pic" d="M126 46c8 0 17-1 17-8a4 4 0 0 0-7 0C136 45 147 46 154 46" />
      <rect class="pic-hot" x="114" y="14" width="52" height="52" rx="14" />
    </svg>
  );
}
