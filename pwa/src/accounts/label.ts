import { t } from "../i18n/catalogue.ts";

const { labels } = t.accounts;

/** What the therapist's list calls this phone: the make at most, nothing that tells it from others of its kind. */
export function phoneLabel(userAgent: string): string {
  if (/iPhone/.test(userAgent)) return labels.iphone;
  if (/iPad/.test(userAgent)) return labels.ipad;
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? labels.android : labels.tablet;
  return labels.computer;
}

export const isApple = (userAgent: string): boolean => /iPhone|iPad|iPod/.test(userAgent);
